package dev.errata.rules.patch.apply;

import dev.errata.rules.patch.FileMode;

/// A file or link as it stands at a place, its bytes by their hash.
///
/// @param permissions all its rights, as `rw-r--r--`; empty for the usual ones
record Side(FileMode mode, String sha256, String permissions) {

    /// Whether the two are the same for a patch, which knows of rights only whether a file can be run.
    boolean same(Side other) {
        return mode == other.mode && sha256.equals(other.sha256);
    }
}
