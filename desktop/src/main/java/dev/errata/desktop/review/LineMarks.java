package dev.errata.desktop.review;

import dev.errata.desktop.text.Mark;
import java.util.ArrayList;
import java.util.List;

/// The tokens of a text, line by line.
final class LineMarks {
    private final List<List<Mark>> lines;

    private LineMarks(List<List<Mark>> lines) {
        this.lines = lines;
    }

    /// @param texts the lines of the text, each with what ends it
    /// @param tokens in the whole text's units, in order
    static LineMarks of(List<String> texts, List<Mark> tokens) {
        List<List<Mark>> lines = new ArrayList<>();
        int start = 0;
        int next = 0;
        List<Mark> open = new ArrayList<>();
        for (String text : texts) {
            int end = start + text.length();
            int from = start;
            while (next < tokens.size() && tokens.get(next).start() < end) {
                open.add(tokens.get(next++));
            }
            List<Mark> here = new ArrayList<>();
            for (Mark token : open) {
                int first = Math.max(0, token.start() - from);
                int last = Math.min(text.length(), token.end() - from);
                if (last > first) {
                    here.add(new Mark(first, last, token.style(), "", 0));
                }
            }
            open.removeIf(token -> token.end() <= end);
            lines.add(here);
            start = end;
        }
        return new LineMarks(lines);
    }

    /// @param line from 0
    List<Mark> at(int line) {
        return line < lines.size() ? lines.get(line) : List.of();
    }
}
