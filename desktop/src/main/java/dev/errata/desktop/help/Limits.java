package dev.errata.desktop.help;

import dev.errata.desktop.api.CorrectionRoutes;
import dev.errata.desktop.settings.Setting;
import dev.errata.logs.journal.JournalLimits;
import dev.errata.proxy.ProxyLimit;
import dev.errata.rules.stream.RuleLimit;
import java.util.List;
import java.util.stream.Stream;

/// The limits a person can meet, with their values as the code has them.
///
/// @param beyond what happens beyond it
record Limits(String name, String value, String beyond) {

    static List<Limits> all() {
        Stream<Limits> proxy =
                ProxyLimit.all().stream().map(limit -> new Limits(limit.name(), limit.value(), limit.beyond()));
        Stream<Limits> rules =
                RuleLimit.all().stream().map(limit -> new Limits(limit.name(), limit.value(), limit.beyond()));
        return Stream.of(proxy, rules, own().stream()).flatMap(all -> all).toList();
    }

    private static List<Limits> own() {
        JournalLimits journal = JournalLimits.DEFAULTS;
        return List.of(
                set(
                        Setting.CLIENTS_RATE,
                        "Requests of one client within any minute",
                        "It is refused (429) with `Retry-After`, and journalled."),
                set(
                        Setting.CLIENTS_PARALLEL,
                        "Requests of one client at once",
                        "It is refused (429) with `Retry-After`, and journalled."),
                set(Setting.CAPTURE_RAW_TEXTS, "Raw texts in `blobs/raw`", "The oldest are deleted."),
                set(Setting.CAPTURE_RAW_BYTES, "Their size", "The oldest are deleted."),
                set(Setting.CAPTURE_RAW_DAYS, "Their age in days (0: any)", "Older ones are deleted within a minute."),
                new Limits(
                        "A segment of the journal",
                        mebibytes(journal.segmentBytes()),
                        "The next record begins a new segment."),
                new Limits(
                        "Events that wait for the journal",
                        Integer.toString(journal.queueBound()),
                        "Errata stops reading from model servers until they are written; nothing is dropped."),
                new Limits(
                        "Delay of the anchor",
                        journal.anchorDelay().toMillis() + " ms",
                        "It is committed with the" + " next batch."),
                new Limits(
                        "`corrections.log`, `navigation_fixes.log`",
                        mebibytes(journal.correctionsBytes()),
                        "It is renamed and a new one begun; 5 older ones are kept."),
                new Limits(
                        "A pause of correction",
                        CorrectionRoutes.LONGEST_PAUSE / 60 / 24 + " days",
                        "Longer pauses are refused; switch it off instead."),
                new Limits(
                        "Running exchanges when Errata ends",
                        Setting.DRAIN.standard() + " s",
                        "What is left is closed (setting `" + Setting.DRAIN.key() + "`)."),
                new Limits("`errata.log`", "10 MB", "It is renamed; 5 files are kept in all."));
    }

    /// One that a setting moves.
    private static Limits set(Setting setting, String name, String beyond) {
        String value = setting.standard().equals("0") ? "none" : setting.standard();
        return new Limits(name, value + " (setting `" + setting.key() + "`)", beyond);
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }
}
