package dev.errata.desktop.fx;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times and spans as people read them.
///
/// **Thread:** any.
public final class Times {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private Times() {}

    /// How long ago, in one short word: `now`, `40 s`, `2 m`, `3 h`, `5 d`.
    public static String ago(Instant then, Instant now) {
        long seconds = Math.max(0, Duration.between(then, now).toSeconds());
        if (seconds < 5) {
            return Words.of("time.now");
        }
        if (seconds < 60) {
            return Words.of("time.seconds", Long.toString(seconds));
        }
        if (seconds < 3600) {
            return Words.of("time.minutes", Long.toString(seconds / 60));
        }
        if (seconds < 86_400) {
            return Words.of("time.hours", Long.toString(seconds / 3600));
        }
        return Words.of("time.days", Long.toString(seconds / 86_400));
    }

    /// Hours, minutes and seconds in the user's zone.
    public static String clock(Instant then) {
        return CLOCK.format(then.atZone(ZoneId.systemDefault()));
    }

    /// Date and time in the user's zone.
    public static String full(Instant then) {
        return FULL.format(then.atZone(ZoneId.systemDefault()));
    }

    /// Milliseconds as a short span: `85 ms`, `1.4 s`, `12 s`, `3 m 5 s`; a dash for a negative number (not yet).
    public static String span(long millis) {
        if (millis < 0) {
            return "–";
        }
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 10_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        long seconds = millis / 1000;
        return seconds < 60 ? seconds + " s" : seconds / 60 + " m " + seconds % 60 + " s";
    }
}
