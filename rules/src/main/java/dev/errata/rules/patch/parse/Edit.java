package dev.errata.rules.patch.parse;

import dev.errata.rules.patch.FileMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one part of a submission wants done, before anybody looked for its place.
sealed interface Edit {

    /// The file that it is about.
    Name name();

    /// A file's name as it was written.
    ///
    /// @param spellings what it may mean, the likeliest first: a diff's `a/x` may be `x`
    record Name(List<String> spellings) {
        public Name {
            spellings = List.copyOf(spellings);
        }

        static Name of(String spelling) {
            return new Name(List.of(spelling));
        }

        /// For people.
        String shown() {
            return spellings.getFirst();
        }
    }

    /// Lines that other lines take the place of.
    ///
    /// @param line where they stand, from 1; 0 if that is not said
    /// @param anchors lines above, outermost first, that tell where
    /// @param atEnd whether they are the file's last ones
    /// @param label how people call it, for instance `hunk 2`
    record Block(List<String> old, List<String> fresh, int line, List<String> anchors, boolean atEnd, String label) {
        public Block {
            old = List.copyOf(old);
            fresh = List.copyOf(fresh);
            anchors = List.copyOf(anchors);
        }
    }

    /// How the places of blocks are told.
    enum Placing {
        /// By numbers, all in the file as it was; ends of lines are exact. A unified diff.
        NUMBERED,
        /// By content alone, one after the other from the top, all in the file as it was. V4A.
        IN_ORDER,
        /// By content, each in what the ones before have left. SEARCH/REPLACE.
        ONE_BY_ONE
    }

    /// Some lines of a file change.
    ///
    /// @param mode its mode afterwards; null if it stays
    /// @param to where it moves; null if it stays
    record Change(Name name, @Nullable Name to, @Nullable FileMode mode, List<Block> blocks, Placing placing)
            implements Edit {
        public Change {
            blocks = List.copyOf(blocks);
        }
    }

    /// A file comes that was not there.
    ///
    record Create(Name name, FileMode mode, List<String> lines) implements Edit {
        public Create {
            lines = List.copyOf(lines);
        }
    }

    /// A file goes.
    ///
    /// @param old all of its lines; null if they are not said
    record Delete(Name name, @Nullable List<String> old) implements Edit {}

    /// A file is to hold this, whether it is there or not.
    ///
    /// @param exact whether the end of its last line is meant as it is written
    record Write(Name name, String text, boolean exact) implements Edit {}

    /// A piece of text, not always whole lines, is replaced.
    ///
    /// @param times how often it must stand there; 0 for any number
    record Replace(Name name, String old, String fresh, int times, String label) implements Edit {}

    /// Text comes behind a line.
    ///
    /// @param line 0 for the beginning
    record Insert(Name name, int line, String text, String label) implements Edit {}
}
