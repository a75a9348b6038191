package dev.errata.desktop.traffic;

import dev.errata.desktop.fx.Words;
import dev.errata.desktop.text.Mark;
import dev.errata.proxy.exchange.ExchangeDetail;
import dev.errata.proxy.exchange.ExchangeDetail.LaneText;
import dev.errata.rules.text.Rewrite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An exchange's texts as they are shown: raw and sent, each with its marks. Spans count in the raw text of their lane; here
/// they are moved to where they stand in the shown text, which has a dividing line before each lane if there are several.
record AnswerText(String raw, List<Mark> rawMarks, String sent, List<Mark> sentMarks) {

    static final AnswerText NONE = new AnswerText("", List.of(), "", List.of());

    AnswerText {
        rawMarks = List.copyOf(rawMarks);
        sentMarks = List.copyOf(sentMarks);
    }

    static AnswerText of(ExchangeDetail detail) {
        var raw = new Side();
        var sent = new Side();
        boolean several = detail.lanes().size() > 1;
        for (LaneText lane : detail.lanes()) {
            if (several) {
                raw.divide(lane.name());
                sent.divide(lane.name());
            }
            add(lane, raw, sent);
        }
        return new AnswerText(raw.text.toString(), raw.marks, sent.text.toString(), sent.marks);
    }

    private static void add(LaneText lane, Side raw, Side sent) {
        var events = new ArrayList<Event>();
        lane.rewrites().forEach(rewrite -> events.add(new Event(rewrite, true)));
        lane.observed().forEach(rewrite -> events.add(new Event(rewrite, false)));
        events.sort(Comparator.comparingLong((Event event) -> event.rewrite.span().start())
                .thenComparing(event -> !event.applied));
        long shift = 0;
        long changedTo = 0;
        for (Event event : events) {
            Rewrite rewrite = event.rewrite;
            long start = rewrite.span().start();
            long end = rewrite.span().end();
            String about = about(rewrite, event.applied);
            raw.mark(start, end, event.applied ? Mark.REPLACED : Mark.OBSERVED, about, rewrite.rule().id());
            if (event.applied) {
                int length = length(rewrite.after());
                // Nothing stands where text was taken away, so its left neighbour carries the mark.
                long from = length == 0 ? Math.max(0, start + shift - 1) : start + shift;
                sent.mark(from, start + shift + length, Mark.REWRITTEN, about, rewrite.rule().id());
                shift += length - rewrite.span().length();
                changedTo = end;
            } else if (start >= changedTo) {
                sent.mark(start + shift, end + shift, Mark.OBSERVED, about, rewrite.rule().id());
            }
        }
        raw.text.append(lane.raw());
        sent.text.append(lane.sent());
    }

    static String about(Rewrite rewrite, boolean applied) {
        String after = rewrite.after();
        return applied
                ? Words.of("traffic.mark.applied", Long.toString(rewrite.rule().id()), rewrite.rule().type(),
                        rewrite.before(), after == null ? "" : after)
                : Words.of("traffic.mark.observed", Long.toString(rewrite.rule().id()), rewrite.rule().type(),
                        rewrite.before());
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private record Event(Rewrite rewrite, boolean applied) {}

    private static final class Side {
        private final StringBuilder text = new StringBuilder();
        private final List<Mark> marks = new ArrayList<>();

        void divide(String lane) {
            if (!text.isEmpty()) {
                text.append('\n');
            }
            int start = text.length();
            text.append(lane).append('\n');
            marks.add(new Mark(start, text.length(), Mark.DIVIDER, "", 0));
        }

        void mark(long start, long end, String style, String about, long rule) {
            marks.add(new Mark(
                    Math.toIntExact(text.length() + start), Math.toIntExact(text.length() + end), style, about, rule));
        }
    }
}
