package dev.errata.logs.journal;

import dev.errata.logs.event.Event;
import dev.errata.logs.event.RewriteEntry;
import dev.errata.logs.event.TrafficEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;

/// The two files that old tools read: `corrections.log` has a line for each rewrite and for each match of a detect-only
/// rule; `navigation_fixes.log` has one for each path that was put right.
///
/// **Thread:** confined to the journal's writer, but for [#failures].
final class ClassicLogs {
    /// Types of rules whose replacement is a path.
    private static final Set<String> PATHS = Set.of("invalid_path", "fabricated_path");

    private final ClassicLog corrections;
    private final ClassicLog navigation;

    ClassicLogs(Path folder, long limit) {
        corrections = new ClassicLog(folder, "corrections.log", limit);
        navigation = new ClassicLog(folder, "navigation_fixes.log", limit);
    }

    /// Notes what a recorded event corrected, for the next [#flush].
    void add(Instant at, Event event) {
        if (event instanceof TrafficEvent.ExchangeFinished finished) {
            for (RewriteEntry entry : finished.rewrites()) {
                corrections.add(ClassicLine.of(at, finished.exchange(), entry));
                if (PATHS.contains(entry.ruleType()) && entry.after() != null) {
                    navigation.add(ClassicLine.navigation(at, finished.exchange(), entry, entry.after()));
                }
            }
            for (RewriteEntry entry : finished.observed()) {
                if (!entry.shadow() && isDetection(entry)) {
                    corrections.add(ClassicLine.of(at, finished.exchange(), entry));
                }
            }
        }
    }

    private static boolean isDetection(RewriteEntry entry) {
        RewriteEntry.Withheld withheld = entry.withheld();
        return withheld == null ? entry.after() == null : withheld.afterLength() < 0;
    }

    void flush() {
        corrections.flush();
        navigation.flush();
    }

    /// Why last lines are missing; none while all is well. May be asked by any thread.
    Stream<String> failures() {
        return Stream.of(corrections.failure(), navigation.failure()).flatMap(Stream::ofNullable);
    }

    void close() {
        corrections.close();
        navigation.close();
    }
}
