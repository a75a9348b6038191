package dev.errata.rules.patch;

import java.util.List;
import java.util.Locale;

/// One change that a person can accept or reject: lines of the base and what stands there afterwards.
///
/// Both sides hold the context lines that the proposal came with. Lines carry the characters that end them, see
/// [TextLines]. Positions count as in a unified diff: from 1, and a side without lines names the line *after* which it
/// stands, 0 at the beginning.
///
/// **Thread:** immutable.
///
/// @param number from 1 across the whole patch, in its order
/// @param kind what it does
/// @param section what the diff said behind the second `@@`, empty if nothing
public record Hunk(
        int number,
        Kind kind,
        int oldStart,
        List<String> oldLines,
        int newStart,
        List<String> newLines,
        String section) {

    /// What a hunk does.
    public enum Kind {
        /// Lines of a file change.
        MODIFY,
        /// A file comes; its lines are the new side.
        CREATE,
        /// A file goes; its lines are the old side.
        DELETE,
        /// A file moves and nothing else; no lines.
        RENAME,
        /// A file's mode changes and nothing else; no lines.
        MODE,
        /// A file's bytes change, which are no text; no lines.
        BINARY;

        /// As in JSON and on the screen.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Hunk {
        oldLines = List.copyOf(oldLines);
        newLines = List.copyOf(newLines);
        if (number < 1 || oldStart < 0 || newStart < 0) {
            throw new IllegalArgumentException("not a hunk: number " + number + ", -" + oldStart + " +" + newStart);
        }
    }

    /// Index in the base's lines, from 0, at which the old side begins.
    public int at() {
        return oldLines.isEmpty() ? oldStart : oldStart - 1;
    }

    /// Index in the base's lines behind the old side.
    public int end() {
        return at() + oldLines.size();
    }

    /// The same under another number.
    public Hunk numbered(int other) {
        return new Hunk(other, kind, oldStart, oldLines, newStart, newLines, section);
    }

    /// The same with another new side: what a person made of it.
    public Hunk withNewLines(List<String> lines) {
        return new Hunk(number, kind, oldStart, oldLines, newStart, lines, section);
    }
}
