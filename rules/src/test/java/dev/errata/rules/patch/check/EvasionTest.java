package dev.errata.rules.patch.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.patch.Capability;
import dev.errata.rules.patch.Verdict;
import dev.errata.rules.syntax.Grammar;
import dev.errata.rules.syntax.Grammars;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvasionTest {
    private static final List<String> LANGUAGES = List.of(
            "python", "java", "javascript", "typescript", "go", "rust", "c", "cpp", "c_sharp", "ruby", "php", "bash");

    @TempDir
    private static Path folder;

    /// One way of hiding what code does.
    private record Evasion(String language, String title, Capability capability, String code) {}

    @Test
    void callsNoEvasionCleanAndNamesMostForWhatTheyAre() throws IOException {
        var grammars = new Grammars(folder.resolve("native"));
        Assumptions.assumeTrue(
                grammars.parse(Grammar.JSON, "1").isPresent(), "skipped: no native library for this machine");
        List<String> clean = new ArrayList<>();
        List<String> unnamed = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        int all = 0;
        for (String language : LANGUAGES) {
            List<Evasion> evasions = read(language);
            all += evasions.size();
            for (Evasion evasion : evasions) {
                var changes = new Changes().create(Changes.file(language), evasion.code());
                Verdict verdict = new PatchEvaluator(grammars).evaluate(changes.base(), changes.patch());
                String name = language + ": " + evasion.title();
                if (verdict.status() == Verdict.Status.CLEAN) {
                    clean.add(name);
                }
                if (!verdict.capabilities().contains(evasion.capability())) {
                    unnamed.add(name + " -> " + verdict.words());
                }
                if (verdict.syntax() != Verdict.Syntax.OK && !evasion.title().startsWith("letters by")) {
                    broken.add(name + " " + verdict.findings());
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "evasions: %d, called clean %d, named %d (%.0f %%), not: %s%n",
                all,
                clean.size(),
                all - unnamed.size(),
                100.0 * (all - unnamed.size()) / all,
                unnamed);
        assertThat(broken).isEmpty();
        assertThat(clean).isEmpty();
        assertThat(all).isGreaterThanOrEqualTo(60);
        assertThat(100 * (all - unnamed.size()) / all).isGreaterThanOrEqualTo(70);
    }

    private static List<Evasion> read(String language) throws IOException {
        try (InputStream in = EvasionTest.class.getResourceAsStream("evasion/" + language + ".txt")) {
            assertThat(in).as(language).isNotNull();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<Evasion> found = new ArrayList<>();
            for (String block : text.split("(?m)^=== ", -1)) {
                if (!block.isBlank()) {
                    int end = block.indexOf('\n');
                    String[] head = block.substring(0, end).split(" \\| ", -1);
                    found.add(new Evasion(
                            language,
                            head[0],
                            Capability.valueOf(head[1].toUpperCase(Locale.ROOT)),
                            block.substring(end + 1)));
                }
            }
            return found;
        }
    }
}
