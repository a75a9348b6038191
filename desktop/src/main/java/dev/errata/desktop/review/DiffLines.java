package dev.errata.desktop.review;

import dev.errata.desktop.text.CodeLine;
import dev.errata.desktop.text.CodeLine.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of a sheet as lines of code: below each other, or beside each other with as many lines at both sides.
///
/// @param old lines of the left side; empty if there is one side only
/// @param now lines of the right side, or of the only one
/// @param rows what each line shows
record DiffLines(List<CodeLine> old, List<CodeLine> now, List<DiffRow> rows) {

    DiffLines {
        old = List.copyOf(old);
        now = List.copyOf(now);
        rows = List.copyOf(rows);
    }

    static DiffLines unified(DiffSheet sheet) {
        List<CodeLine> lines = new ArrayList<>();
        List<DiffRow> rows = new ArrayList<>();
        List<DiffRow.Changed> come = new ArrayList<>();
        int wide = digits(sheet);
        for (DiffRow row : sheet.rows()) {
            if (row instanceof DiffRow.Changed changed) {
                Drawn old = changed.old();
                if (old != null) {
                    lines.add(line(Kind.REMOVED, number(changed.before(), wide) + " " + " ".repeat(wide) + " -", old));
                    rows.add(new DiffRow.Changed(changed.hunk(), changed.before(), old, 0, null));
                }
                if (changed.now() != null) {
                    come.add(new DiffRow.Changed(changed.hunk(), 0, null, changed.after(), changed.now()));
                }
                continue;
            }
            flush(come, lines, rows, wide);
            lines.add(
                    row instanceof DiffRow.Same same
                            ? line(
                                    Kind.SAME,
                                    number(same.before(), wide) + " " + number(same.after(), wide) + "  ",
                                    same.text())
                            : CodeLine.bar());
            rows.add(row);
        }
        flush(come, lines, rows, wide);
        return new DiffLines(List.of(), lines, rows);
    }

    private static void flush(List<DiffRow.Changed> come, List<CodeLine> lines, List<DiffRow> rows, int wide) {
        for (DiffRow.Changed changed : come) {
            Drawn now = changed.now();
            if (now != null) {
                lines.add(line(Kind.ADDED, " ".repeat(wide) + " " + number(changed.after(), wide) + " +", now));
                rows.add(changed);
            }
        }
        come.clear();
    }

    static DiffLines sides(DiffSheet sheet) {
        List<CodeLine> left = new ArrayList<>();
        List<CodeLine> right = new ArrayList<>();
        int wide = digits(sheet);
        for (DiffRow row : sheet.rows()) {
            switch (row) {
                case DiffRow.Same same -> {
                    left.add(line(Kind.SAME, number(same.before(), wide) + "  ", same.text()));
                    right.add(line(Kind.SAME, number(same.after(), wide) + "  ", same.text()));
                }
                case DiffRow.Changed changed -> {
                    left.add(side(Kind.REMOVED, changed.before(), wide, '-', changed.old()));
                    right.add(side(Kind.ADDED, changed.after(), wide, '+', changed.now()));
                }
                case DiffRow.Fold fold -> bars(left, right);
                case DiffRow.Head head -> bars(left, right);
                case DiffRow.Told told -> bars(left, right);
                case DiffRow.Said said -> bars(left, right);
            }
        }
        return new DiffLines(left, right, sheet.rows());
    }

    private static void bars(List<CodeLine> left, List<CodeLine> right) {
        left.add(CodeLine.bar());
        right.add(CodeLine.bar());
    }

    private static CodeLine side(Kind kind, int number, int wide, char sign, @Nullable Drawn drawn) {
        return drawn == null
                ? new CodeLine(Kind.NOTHING, " ".repeat(wide) + "  ", "", List.of())
                : line(kind, number(number, wide) + " " + sign, drawn);
    }

    private static CodeLine line(Kind kind, String gutter, Drawn drawn) {
        return new CodeLine(kind, gutter, drawn.text(), drawn.marks());
    }

    private static String number(int number, int wide) {
        String text = number == 0 ? "" : Integer.toString(number);
        return " ".repeat(Math.max(0, wide - text.length())) + text;
    }

    private static int digits(DiffSheet sheet) {
        int most = 99;
        for (DiffRow row : sheet.rows()) {
            if (row instanceof DiffRow.Same same) {
                most = Math.max(most, Math.max(same.before(), same.after()));
            } else if (row instanceof DiffRow.Changed changed) {
                most = Math.max(most, Math.max(changed.before(), changed.after()));
            }
        }
        return Integer.toString(most).length();
    }
}
