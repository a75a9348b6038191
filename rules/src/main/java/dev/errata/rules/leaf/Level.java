package dev.errata.rules.leaf;

import org.jspecify.annotations.Nullable;

/// An object or array that has begun.
final class Level {

    final @Nullable Level outer;
    private final Spot spot;
    private final boolean array;

    /// The place of the value that comes next.
    private Spot next;

    /// The language of the file that it names, empty if its name tells none, null as long as it names no file.
    private @Nullable String language;

    private boolean closed;

    Level(@Nullable Level outer, Spot spot, boolean array) {
        this.outer = outer;
        this.spot = spot;
        this.array = array;
        this.next = array ? spot.element() : spot;
    }

    void key(String name) {
        next = spot.member(name);
    }

    Spot next() {
        return next;
    }

    /// The first file that is named counts.
    void file(String languageOfIt) {
        if (language == null) {
            language = languageOfIt;
        }
    }

    void close() {
        closed = true;
    }

    /// What is known of the file to which a value in here belongs.
    sealed interface FileKnown {
        /// It is named.
        record Named(String language) implements FileKnown {}

        /// It may still be named.
        record Open() implements FileKnown {}

        /// It is not named.
        record Nowhere() implements FileKnown {}
    }

    /// Looks from here outwards: the innermost object that names a file names the one that is meant.
    FileKnown file() {
        Level level = this;
        while (level != null) {
            if (level.language != null) {
                return new FileKnown.Named(level.language);
            }
            if (!level.closed && !level.array && level.spot.holdsFile()) {
                return new FileKnown.Open();
            }
            level = level.outer;
        }
        return new FileKnown.Nowhere();
    }
}
