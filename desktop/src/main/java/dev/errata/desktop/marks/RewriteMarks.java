package dev.errata.desktop.marks;

import dev.errata.desktop.fx.Words;
import dev.errata.desktop.text.Mark;
import dev.errata.rules.text.Rewrite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Marks for one text before and after its rules.
///
/// Spans count in the raw text. In the corrected text each one stands further left or right by what the replacements
/// before it took away or put in.
public record RewriteMarks(List<Mark> raw, List<Mark> corrected) {
    public RewriteMarks {
        raw = List.copyOf(raw);
        corrected = List.copyOf(corrected);
    }

    /// Works out the marks.
    ///
    /// @param rewrites what was changed
    /// @param observed what shadow and detect-only rules matched
    public static RewriteMarks of(List<Rewrite> rewrites, List<Rewrite> observed) {
        var events = new ArrayList<Event>();
        rewrites.forEach(rewrite -> events.add(new Event(rewrite, true)));
        observed.forEach(rewrite -> events.add(new Event(rewrite, false)));
        events.sort(
                Comparator.comparingLong((Event event) -> event.rewrite.span().start())
                        .thenComparing(event -> !event.applied));
        var raw = new ArrayList<Mark>();
        var corrected = new ArrayList<Mark>();
        long shift = 0;
        long changedTo = 0;
        for (Event event : events) {
            Rewrite rewrite = event.rewrite;
            long start = rewrite.span().start();
            long end = rewrite.span().end();
            if (event.applied) {
                int length = length(rewrite.after());
                // Nothing stands where text was taken away, so its left neighbour carries the mark.
                long from = length == 0 ? Math.max(0, start + shift - 1) : start + shift;
                raw.add(mark(start, end, Mark.REPLACED, rewrite, true));
                corrected.add(mark(from, start + shift + length, Mark.REWRITTEN, rewrite, true));
                shift += length - rewrite.span().length();
                changedTo = end;
            } else if (start >= changedTo) {
                raw.add(mark(start, end, Mark.OBSERVED, rewrite, false));
                corrected.add(mark(start + shift, end + shift, Mark.OBSERVED, rewrite, false));
            }
        }
        return new RewriteMarks(raw, corrected);
    }

    private static Mark mark(long start, long end, String style, Rewrite rewrite, boolean applied) {
        return new Mark(
                Math.toIntExact(start),
                Math.toIntExact(end),
                style,
                about(rewrite, applied),
                rewrite.rule().id());
    }

    private static String about(Rewrite rewrite, boolean applied) {
        String after = rewrite.after();
        String rule = Long.toString(rewrite.rule().id());
        return applied
                ? Words.of("mark.applied", rule, rewrite.rule().type(), rewrite.before(), after == null ? "" : after)
                : Words.of("mark.observed", rule, rewrite.rule().type(), rewrite.before());
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private record Event(Rewrite rewrite, boolean applied) {}
}
