package dev.errata.desktop.review;

import dev.errata.desktop.text.Mark;
import dev.errata.rules.patch.TextLines;
import dev.errata.rules.patch.diff.VisibleText;
import java.util.ArrayList;
import java.util.List;

/// A line as it is drawn: nothing in it is hidden, and nothing in it is obeyed.
///
/// @param text one line, with `<U+202E>` in the place of a character that nobody would see
record Drawn(String text, List<Mark> marks) {
    /// What stands for a carriage return.
    private static final String RETURN = "<CR>";

    Drawn {
        marks = List.copyOf(marks);
    }

    /// Draws a line of a file.
    ///
    /// @param line with what ends it
    /// @param tokens of the line, in its own units
    /// @param ends whether a carriage return at its end is drawn, and a missing line break
    static Drawn of(String line, List<Mark> tokens, boolean ends, String noBreak) {
        String bare = TextLines.bare(line);
        List<Mark> marks = new ArrayList<>();
        var drawn = new StringBuilder();
        if (isPlain(bare)) {
            drawn.append(bare);
            marks.addAll(tokens);
        } else {
            bare.codePoints().forEach(point -> {
                int at = drawn.length();
                if (drawnOtherwise(point)) {
                    drawn.append(point == '\r' ? RETURN : VisibleText.of(Character.toString(point)));
                    marks.add(new Mark(at, drawn.length(), Mark.HIDDEN, "", 0));
                } else {
                    drawn.appendCodePoint(point);
                }
            });
        }
        if (ends) {
            String end = TextLines.end(line);
            String shown = end.isEmpty() ? noBreak : end.length() == 2 ? RETURN : "";
            if (!shown.isEmpty()) {
                int at = drawn.length();
                drawn.append(shown);
                marks.add(new Mark(at, drawn.length(), Mark.HIDDEN, "", 0));
            }
        }
        return new Drawn(drawn.toString(), marks);
    }

    /// Asked of each line of a file before anything of it is seen, so without streams.
    private static boolean isPlain(String line) {
        for (int i = 0; i < line.length(); ) {
            char unit = line.charAt(i);
            boolean common = unit >= ' ' && unit < 0x7F;
            if (!common && drawnOtherwise(line.codePointAt(i))) {
                return false;
            }
            i += common ? 1 : Character.charCount(line.codePointAt(i));
        }
        return true;
    }

    private static boolean drawnOtherwise(int point) {
        return point == '\r' || VisibleText.hides(point);
    }

    /// The same with more marks above those it has.
    Drawn with(List<Mark> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<Mark> all = new ArrayList<>(marks);
        all.addAll(more);
        return new Drawn(text, all);
    }
}
