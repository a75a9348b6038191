package dev.errata.rules.pack;

import dev.errata.rules.RuleRow;
import dev.errata.rules.RuleTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Random packs: every column, with texts nobody would choose.
final class SomePacks {
    private static final String NAME = "some pack";
    private static final List<String> PIECES = List.of(
            "a", "Z", " ", "\n", "\r", "\t", "\"", "\\", "/", "\u0000", "\u001b", "\u007f", "\u0085", "\u00a0",
            "\u00ad", "é", "\u0301", "\u200d", "\u2028", "\u202e", "中", "\ud800", "\udfff", "😀", "\uDB40\uDC41", "{",
            "}", "[", "//", "null", "<", "&");

    private final Random random;

    SomePacks(Random random) {
        this.random = random;
    }

    RulePack pack() {
        var entries = new ArrayList<RulePack.Entry>();
        String author = random.nextBoolean() ? null : "a" + text();
        boolean alike = random.nextBoolean();
        String mode = maybe(this::text);
        String model = maybe(this::text);
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            var tests = new ArrayList<RuleTest>();
            for (int t = random.nextInt(3); t > 0; t--) {
                tests.add(new RuleTest(text(), text()));
            }
            RuleRow row = alike
                    ? row(mode, model, null, author)
                    : row(one("enforce", "shadow", "off", null, text()), maybe(this::text), maybe(this::text), author);
            entries.add(new RulePack.Entry(row, tests));
        }
        return new RulePack(NAME, "1.0", author == null ? "" : author, text(), entries);
    }

    RuleRow row(@Nullable String mode, @Nullable String model, @Nullable String note) {
        return new RuleRow(
                0, "p", "t", null, null, null, null, null, null, model, null, mode, null, null, null, null, NAME, null,
                "1.0", note, null, null);
    }

    private RuleRow row(@Nullable String mode, @Nullable String model, @Nullable String client, @Nullable String by) {
        return new RuleRow(
                0,
                text(),
                text(),
                maybe(() -> one(0.0, 0.5, 1.0, random.nextDouble(), -1e300, Double.MIN_VALUE)),
                maybe(this::text),
                one("literal", "word", "regex", null, text()),
                one(true, false, null),
                one("any", "prose, code", null, text()),
                maybe(this::text),
                model,
                client,
                mode,
                maybe(random::nextInt),
                maybe(random::nextInt),
                one("open", "closed", null, text()),
                maybe(this::text),
                NAME,
                by,
                "1.0",
                maybe(this::text),
                null,
                null);
    }

    private String text() {
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextInt(3) == 0 ? value.get() : null;
    }

    @SafeVarargs
    private <T> @Nullable T one(@Nullable T... values) {
        return values[random.nextInt(values.length)];
    }
}
