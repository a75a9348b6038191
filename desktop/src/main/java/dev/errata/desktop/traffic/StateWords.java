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

    /// An exchange's state in a word or two. One that should have been read and was not is never merely done.
    static String of(ExchangeSnapshot exchange) {
        return unread(exchange) ? Words.of("phase.unread") : of(exchange.phase());
    }

    /// Whether text of the model has passed without any rule.
    static boolean unread(ExchangeSnapshot exchange) {
        return exchange.phase() == ExchangeSnapshot.Phase.COMPLETED
                && exchange.note().contains("not inspected");
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
