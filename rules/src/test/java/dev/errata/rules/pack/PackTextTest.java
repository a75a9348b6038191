package dev.errata.rules.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.RuleRow;
import dev.errata.rules.RuleTest;
import dev.errata.rules.pack.PackFile.Read;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is written reads back, and writes again to the same bytes.
final class PackTextTest {

    @Test
    void aRandomPackIsWrittenReadAndWrittenToTheSameBytes() {
        for (long seed = 0; seed < 3_000; seed++) {
            RulePack pack = new SomePacks(new Random(seed)).pack();
            String text = PackFile.write(pack);
            RulePack read = read(text);
            assertThat(PackFile.write(read)).as("seed " + seed).isEqualTo(text);
            assertThat(read.entries()).as("seed " + seed).hasSameSizeAs(pack.entries());
            for (int i = 0; i < pack.entries().size(); i++) {
                assertThat(read.entries().get(i).tests())
                        .as("seed " + seed)
                        .isEqualTo(pack.entries().get(i).tests());
                assertThat(filled(read.entries().get(i).row()))
                        .as("seed " + seed)
                        .isEqualTo(filled(pack.entries().get(i).row()));
            }
        }
    }

    /// The row with the defaults that mean the same as nothing.
    private static RuleRow filled(RuleRow row) {
        Double threshold = row.confidenceThreshold();
        return new RuleRow(
                0,
                row.pattern(),
                row.type(),
                threshold == null || threshold == 0 ? Double.valueOf(0) : threshold,
                row.replacement(),
                row.match() == null ? "literal" : row.match(),
                row.caseSensitive() == null || row.caseSensitive(),
                row.scope() == null ? "any" : row.scope(),
                row.language(),
                row.model(),
                row.client(),
                row.mode() == null ? "enforce" : row.mode(),
                row.priority() == null ? 0 : row.priority(),
                row.window(),
                row.onError() == null ? "open" : row.onError(),
                row.policy(),
                row.pack(),
                row.author(),
                row.version(),
                row.note(),
                null,
                null);
    }

    @Test
    void whatAllRulesShareStandsOnceAndTheRestWithItsRule() {
        var random = new SomePacks(new Random(1));
        RuleRow shared = random.row("enforce", "qwen*", null);
        RuleRow other = random.row("shadow", "qwen*", null);
        String text = PackFile.write(new RulePack(
                "p", "1", "", "", List.of(entry(shared), entry(other))));
        assertThat(text)
                .containsOnlyOnce("\"model\": \"qwen*\"")
                .doesNotContain("author")
                .doesNotContain("description");
        assertThat(text).contains("\"mode\": \"enforce\"").contains("\"mode\": \"shadow\"");
        assertThat(text.indexOf("\"mode\"")).isGreaterThan(text.indexOf("\"rules\""));
        String alike = PackFile.write(new RulePack("p", "1", "", "", List.of(entry(other), entry(other))));
        assertThat(alike).containsOnlyOnce("\"mode\": \"shadow\"");
        assertThat(alike.indexOf("\"mode\"")).isLessThan(alike.indexOf("\"rules\""));
    }

    private static RulePack.Entry entry(RuleRow row) {
        return new RulePack.Entry(row, List.of());
    }

    @Test
    void whatAnEyeWouldMissIsSpeltOut() {
        RuleRow row = new SomePacks(new Random(1)).row("enforce", null, "a\u202eb\u00a0c\u0000\ud800é😀\uDB40\uDC41\n");
        String text = PackFile.write(new RulePack("p", "1", "", "", List.of(entry(row))));
        assertThat(text).contains("a\\u202eb\\u00a0c\\u0000\\ud800é😀\\udb40\\udc41\\n");
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
        assertThat(read(text).entries().getFirst().row().note()).isEqualTo(row.note());
    }

    private static RulePack read(String text) {
        return switch (PackFile.read(text)) {
            case Read(RulePack pack) -> pack;
            case PackFile.NoPack(String reason) -> throw new AssertionError(reason + "\n" + text);
        };
    }

    @Test
    void aTestKeepsItsTexts() {
        var entry = new RulePack.Entry(
                new SomePacks(new Random(1)).row("off", null, null), List.of(new RuleTest("", "\\\"/\u007f")));
        assertThat(read(PackFile.write(new RulePack("p", "1", "me", "d", List.of(entry))))
                        .entries()
                        .getFirst()
                        .tests())
                .isEqualTo(entry.tests());
    }
}
