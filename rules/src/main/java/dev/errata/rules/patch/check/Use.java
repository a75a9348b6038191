package dev.errata.rules.patch.check;

import dev.errata.rules.patch.Capability;
import dev.errata.rules.patch.Finding;
import org.jspecify.annotations.Nullable;

/// A place in a file at which its code can do something.
///
/// @param key what it does, in the same words wherever it stands and whatever the file's own names for it are
/// @param capability null if it could not be said which
/// @param line from 1
/// @param column from 1
/// @param reason a sentence for people
record Use(String key, @Nullable Capability capability, Finding.Weight weight, int line, int column, String reason) {

    static Use of(Capability capability, Finding.Weight weight, String pattern, int line, int column, String reason) {
        return new Use(capability.word() + " " + pattern, capability, weight, line, column, reason);
    }

    static Use unresolved(String key, int line, int column, String reason) {
        return new Use("unresolved " + key, null, Finding.Weight.UNKNOWN, line, column, reason);
    }
}
