package dev.errata.proxy.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Repeated values of one measurement; its median counts.
final class Series {

    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    double median() {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }

    /// The median with so many decimals.
    String text(int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", median());
    }
}
