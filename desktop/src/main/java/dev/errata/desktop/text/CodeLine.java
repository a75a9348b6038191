package dev.errata.desktop.text;

import java.util.List;

/// One row of code as [CodePane] draws it.
///
/// @param gutter line numbers and sign, of equal length in all rows of a pane; empty for a row without a gutter
/// @param text what stands there, without a line break
/// @param marks what is drawn otherwise in it, in the row's own units; they may overlap
public record CodeLine(Kind kind, String gutter, String text, List<Mark> marks) {

    /// What a row is.
    public enum Kind {
        SAME("line-same"),
        ADDED("line-added"),
        REMOVED("line-removed"),
        /// Stands beside a line that the other side does not have.
        NOTHING("line-nothing"),
        /// No code: whoever shows the lines draws it.
        BAR("line-bar");

        private final String style;

        Kind(String style) {
            this.style = style;
        }

        String style() {
            return style;
        }

        /// Whether the scroll bar tells of it.
        public boolean changed() {
            return this == ADDED || this == REMOVED;
        }
    }

    public CodeLine {
        marks = List.copyOf(marks);
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("a row of code has no line break");
        }
    }

    /// Whether it is the same but for its marks.
    boolean sameText(CodeLine other) {
        return kind == other.kind && gutter.equals(other.gutter) && text.equals(other.text);
    }

    /// A row that is drawn by whoever shows it.
    public static CodeLine bar() {
        return new CodeLine(Kind.BAR, "", "", List.of());
    }
}
