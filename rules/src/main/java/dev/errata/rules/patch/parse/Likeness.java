package dev.errata.rules.patch.parse;

import dev.errata.rules.patch.TextLines;
import java.util.List;

/// How near two lines are to being one.
enum Likeness {
    /// Every character.
    EXACT {
        @Override
        String key(String line) {
            return line;
        }
    },
    /// All but CR before LF.
    BUT_RETURNS {
        @Override
        String key(String line) {
            return line.endsWith("\r\n") ? TextLines.bare(line) + "\n" : line;
        }
    },
    /// All but blanks before the end, and CR.
    BUT_BLANKS {
        @Override
        String key(String line) {
            return TextLines.bare(line).stripTrailing() + (line.endsWith("\n") ? "\n" : "");
        }
    },
    /// All but what ends the line.
    BUT_ENDS {
        @Override
        String key(String line) {
            return TextLines.bare(line);
        }
    },
    /// All but blanks before the end, and what ends the line.
    BUT_BLANKS_AND_ENDS {
        @Override
        String key(String line) {
            return TextLines.bare(line).stripTrailing();
        }
    };

    /// For forms that say whether the last line ends, the nearest first.
    static final List<Likeness> STRICT = List.of(EXACT, BUT_RETURNS, BUT_BLANKS);

    /// For forms that cannot.
    static final List<Likeness> LOOSE = List.of(BUT_ENDS, BUT_BLANKS_AND_ENDS);

    /// What is equal for lines that are.
    abstract String key(String line);

    List<String> keys(List<String> lines) {
        return lines.stream().map(this::key).toList();
    }

    /// Whether blanks were passed over, which people are told.
    boolean dropsBlanks() {
        return this == BUT_BLANKS || this == BUT_BLANKS_AND_ENDS;
    }
}
