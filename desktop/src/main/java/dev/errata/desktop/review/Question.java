package dev.errata.desktop.review;

import java.util.Set;

/// What a person is asked in place.
///
/// @param hunks what it is about; empty for the whole proposal
/// @param text what stands in the box at first
record Question(Kind kind, Set<Integer> hunks, String text) {

    /// What is asked for.
    enum Kind {
        REJECT_HUNK(false),
        REJECT_FILE(false),
        REJECT(true),
        COMMENT_HUNK(true),
        COMMENT_FILE(true),
        COMMENT(true),
        /// The new side of a hunk.
        EDIT(true),
        /// Why it is applied against its verdict.
        OVERRIDE(true),
        WITHDRAW(true),
        DROP(true),
        ROLL_BACK(true);

        private final boolean required;

        Kind(boolean required) {
            this.required = required;
        }

        /// Whether an empty answer is none.
        boolean required() {
            return required;
        }
    }

    Question {
        hunks = Set.copyOf(hunks);
    }
}
