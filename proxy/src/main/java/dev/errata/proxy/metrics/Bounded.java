package dev.errata.proxy.metrics;

import java.util.HashSet;
import java.util.Set;

/// Lets so many different values of a label through; all further ones become `other`. A label that grows without end
/// would fill the memory of whoever keeps the metrics.
///
/// **Thread:** one at a time.
final class Bounded {
    static final String OTHER = "other";

    private final int most;
    private final Set<String> known = new HashSet<>();

    Bounded(int most) {
        this.most = most;
    }

    String label(String value) {
        if (known.contains(value)) {
            return value;
        }
        if (known.size() < most) {
            known.add(value);
            return value;
        }
        return OTHER;
    }
}
