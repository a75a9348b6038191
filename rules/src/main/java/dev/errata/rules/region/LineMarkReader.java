package dev.errata.rules.region;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/// Tells, character by character, whether a line is one of the [LineMark]s.
///
/// Nearly every line is given up at its first character. What is kept is the beginning of a line that can still become
/// a marker, which the pattern's own `hitEnd` says.
///
/// **Thread:** confined to its lane.
final class LineMarkReader {

    /// Longer lines are no markers: the longest holds a path.
    private static final int LONGEST = 400;

    static final String FIRST = "<>=-+*diN\\";

    private final StringBuilder line = new StringBuilder();
    private final Map<LineMark, Matcher> matchers = new EnumMap<>(LineMark.class);
    private Set<LineMark> asked = LineMark.NONE;
    private boolean alive;
    private @Nullable LineMark found;

    /// Begins a line that may be one of some markers.
    void begin(Set<LineMark> marks, char first) {
        asked = marks;
        found = null;
        line.setLength(0);
        alive = !marks.isEmpty() && FIRST.indexOf(first) >= 0;
    }

    /// Whether the line can still become a marker.
    boolean alive() {
        return alive;
    }

    /// The marker the line is, as soon as that is certain.
    @Nullable
    LineMark found() {
        return found;
    }

    void read(char c) {
        line.append(c);
        boolean possible = false;
        for (LineMark mark : asked) {
            Matcher matcher = matcher(mark);
            if (mark.whole()) {
                possible |= matcher.matches() || matcher.hitEnd();
            } else if (matcher.lookingAt()) {
                found = mark;
                alive = false;
                return;
            } else {
                possible |= matcher.hitEnd();
            }
        }
        alive = possible && line.length() < LONGEST;
    }

    private Matcher matcher(LineMark mark) {
        Matcher known = matchers.get(mark);
        if (known == null) {
            known = mark.pattern().matcher("");
            matchers.put(mark, known);
        }
        return known.reset(line);
    }

    /// Ends the line.
    void end() {
        if (alive) {
            alive = false;
            for (LineMark mark : asked) {
                if (mark.whole() && matcher(mark).matches()) {
                    found = mark;
                    return;
                }
            }
        }
    }
}
