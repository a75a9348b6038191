package dev.errata.rules.patch.parse;

import java.util.List;

/// What a grammar read.
sealed interface Found {

    /// Edits, whole.
    ///
    /// @param said what was put right on the way, for people
    /// @param next index of the line behind them
    record Edits(String format, List<Edit> edits, List<String> said, int next) implements Found {
        public Edits {
            edits = List.copyOf(edits);
            said = List.copyOf(said);
        }
    }

    /// It begins like the grammar and does not go on like it.
    record Broken(String reason) implements Found {}
}
