package dev.errata.rules.session;

import dev.errata.rules.text.Globs;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a thousand tokens cost, by model, for those who pay for them or for the power that they take.
///
/// In one line: `gpt-* = 0.15 / 0.60; * = 0.01`: input and output, or one price for both; the first glob that fits
/// counts. A model that no glob fits has no cost. Prices have no currency; the user knows it.
///
/// @param entries in the order in which they are asked
public record Prices(List<Price> entries) {
    private static final Pattern PRICE = Pattern.compile("(?<model>[^=;]+?)\\s*=\\s*(?<in>[0-9]{1,9}(\\.[0-9]{1,9})?)"
            + "(\\s*/\\s*(?<out>[0-9]{1,9}(\\.[0-9]{1,9})?))?");

    /// No model costs anything.
    public static final Prices NONE = new Prices(List.of());

    public Prices {
        entries = List.copyOf(entries);
    }

    /// The prices of a text; empty if it is none.
    public static Optional<Prices> read(String text) {
        List<Price> entries = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            if (part.isBlank()) {
                continue;
            }
            Matcher found = PRICE.matcher(part.strip());
            if (!found.matches()) {
                return Optional.empty();
            }
            var input = new BigDecimal(found.group("in"));
            String output = found.group("out");
            entries.add(new Price(found.group("model"), input, output == null ? input : new BigDecimal(output)));
        }
        return Optional.of(new Prices(entries));
    }

    /// The canonical text.
    public String text() {
        return String.join(
                "; ",
                entries.stream()
                        .map(price -> price.model() + " = " + price.input().toPlainString() + " / "
                                + price.output().toPlainString())
                        .toList());
    }

    /// What tokens of a model cost; empty if it has no price.
    public Optional<BigDecimal> cost(String model, TokenSum tokens) {
        return entries.stream()
                .filter(price -> Globs.matches(price.model(), model))
                .findFirst()
                .map(price -> price.input()
                        .multiply(BigDecimal.valueOf(tokens.input()))
                        .add(price.output().multiply(BigDecimal.valueOf(tokens.output())))
                        .movePointLeft(3));
    }

    /// The price of a thousand tokens.
    ///
    /// @param model glob
    public record Price(String model, BigDecimal input, BigDecimal output) {}
}
