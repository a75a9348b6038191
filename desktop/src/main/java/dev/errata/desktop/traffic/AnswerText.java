package dev.errata.desktop.traffic;

import dev.errata.desktop.marks.RewriteMarks;
import dev.errata.desktop.text.Mark;
import dev.errata.proxy.exchange.ExchangeDetail;
import dev.errata.proxy.exchange.ExchangeDetail.LaneText;
import java.util.ArrayList;
import java.util.List;

/// An exchange's texts as they are shown: raw and sent, each with its marks, and with a dividing line before each lane
/// if there are several.
record AnswerText(String raw, List<Mark> rawMarks, String sent, List<Mark> sentMarks) {
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
            var marks = RewriteMarks.of(lane.rewrites(), lane.observed());
            raw.add(lane.raw(), marks.raw());
            sent.add(lane.sent(), marks.corrected());
        }
        return new AnswerText(raw.text.toString(), raw.marks, sent.text.toString(), sent.marks);
    }

    private static final class Side {
        private final StringBuilder text = new StringBuilder();
        private final List<Mark> marks = new ArrayList<>();

        void divide(String lane) {
            if (!text.isEmpty()) {
                text.append("\n\n");
            }
            int start = text.length();
            text.append(lane).append('\n');
            marks.add(new Mark(start, text.length(), Mark.DIVIDER, "", 0));
        }

        void add(String lane, List<Mark> inLane) {
            int at = text.length();
            for (Mark mark : inLane) {
                marks.add(new Mark(at + mark.start(), at + mark.end(), mark.style(), mark.about(), mark.subject()));
            }
            text.append(lane);
        }
    }
}
