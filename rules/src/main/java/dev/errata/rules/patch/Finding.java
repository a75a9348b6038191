package dev.errata.rules.patch;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One thing that a person should look at before a patch is approved.
///
/// **Thread:** immutable.
///
/// @param kind what it is
/// @param weight how much it weighs for the verdict
/// @param capability what is added, for [Kind#CAPABILITY]; else null
/// @param path where
/// @param hunk the hunk it belongs to, from 1; 0 for the whole file
/// @param line in the file as it would be, from 1; in the file before, for what is gone; 0 for the whole file
/// @param column from 1, in UTF-16 units; 0 if unknown
/// @param reason a sentence for people
public record Finding(
        Kind kind,
        Weight weight,
        @Nullable Capability capability,
        WorkspacePath path,
        int hunk,
        int line,
        int column,
        String reason) {

    /// What a finding is about.
    public enum Kind {
        /// The code can do something that the base could not.
        CAPABILITY,
        /// Something is called or loaded whose name could not be resolved.
        UNRESOLVED,
        /// The code after it is not valid in its language.
        SYNTAX,
        /// A new import that is in no standard library, manifest or file of the workspace.
        UNKNOWN_IMPORT,
        /// Something that looks like a key, a token or a password is added.
        SECRET,
        /// Characters that show otherwise than they are read.
        HIDDEN_CHARACTER,
        /// A public symbol, export or import that others still use is gone.
        REMOVED_SYMBOL,
        /// The file loses more than half of its lines.
        LARGE_DELETION,
        /// The file has no grammar here, or is no text, and was not checked.
        NOT_CHECKED;

        /// As in JSON.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What a finding does to the verdict.
    public enum Weight {
        /// Nothing; it is shown.
        NOTE,
        CAUTION,
        UNSAFE,
        UNKNOWN;

        /// As in JSON.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
