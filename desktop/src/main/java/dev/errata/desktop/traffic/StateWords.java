package dev.errata.desktop.traffic;

import dev.errata.desktop.fx.Words;
import dev.errata.proxy.exchange.ExchangeDetail;
import dev.errata.proxy.exchange.ExchangeSnapshot;
import java.util.Locale;

/// What is said about the state of an exchange.
final class StateWords {
    private StateWords() {}

    static String of(ExchangeSnapshot.Phase phase) {
        return Words.of("phase." + phase.name().toLowerCase(Locale.ROOT));
    }

    /// The line above the texts: why nothing was read or changed, or how much was.
    static String why(ExchangeDetail detail) {
        ExchangeSnapshot s = detail.snapshot();
        String said = sentence(s);
        return detail.truncated() ? said + " " + Words.of("traffic.truncated") : said;
    }

    private static String sentence(ExchangeSnapshot s) {
        if (!s.note().isEmpty()) {
            return s.note();
        }
        if (s.rewrites() > 0) {
            return Words.of("traffic.corrected", s.rewrites(), s.observed());
        }
        if (s.phase() == ExchangeSnapshot.Phase.WAITING) {
            return Words.of("traffic.waiting");
        }
        if (!s.inspected()) {
            return Words.of("traffic.unread");
        }
        if (s.observed() > 0) {
            return Words.of("traffic.observed", s.observed());
        }
        return Words.of("traffic.untouched");
    }
}
