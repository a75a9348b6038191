package dev.errata.rules.plain;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A regular expression as data, with a matcher that tries one path after the other: slow, and too plain to be wrong.
/// It shares nothing with the engine, which only sees [#source].
public sealed interface Pat {

    /// One code point.
    record Chars(String source, IntPredicate test) implements Pat {}

    /// One after the other.
    record Cat(List<Pat> parts) implements Pat {}

    /// The first that leads to a match.
    record Alt(List<Pat> choices) implements Pat {}

    /// Several times; the body never matches the empty text.
    record Rep(Pat body, int min, int max, boolean greedy, String operator) implements Pat {}

    /// A numbered group.
    record Grp(int number, Pat body) implements Pat {}

    /// A condition on the code points on both sides, -1 for none.
    record Edge(String source, EdgeTest test) implements Pat {}

    /// Looks at the neighbours.
    interface EdgeTest {
        boolean holds(int left, int right);
    }

    /// What follows.
    interface Next {
        boolean at(int position);
    }

    default String source() {
        return switch (this) {
            case Chars(String source, IntPredicate ignored) -> source;
            case Cat(List<Pat> parts) ->
                parts.stream()
                        .map(part -> part instanceof Alt ? "(?:" + part.source() + ")" : part.source())
                        .collect(Collectors.joining());
            case Alt(List<Pat> choices) -> choices.stream().map(Pat::source).collect(Collectors.joining("|"));
            case Rep(Pat body, int ignored, int alsoIgnored, boolean lazy, String operator) ->
                (body instanceof Chars || body instanceof Grp ? body.source() : "(?:" + body.source() + ")") + operator;
            case Grp(int ignored, Pat body) -> "(" + body.source() + ")";
            case Edge(String source, EdgeTest ignored) -> source;
        };
    }

    default boolean nullable() {
        return switch (this) {
            case Chars ignored -> false;
            case Cat(List<Pat> parts) -> parts.stream().allMatch(Pat::nullable);
            case Alt(List<Pat> choices) -> choices.stream().anyMatch(Pat::nullable);
            case Rep(Pat body, int min, int ignored, boolean lazy, String operator) -> min == 0 || body.nullable();
            case Grp(int ignored, Pat body) -> body.nullable();
            case Edge ignored -> true;
        };
    }

    /// One search for a match at a position.
    final class Search {
        private final String text;
        private final int start;
        private final int window;
        private final int[] groups;
        private int steps;

        public Search(String text, int start, int window, int groupCount) {
            this.text = text;
            this.start = start;
            this.window = window;
            this.groups = new int[2 * groupCount + 2];
            Arrays.fill(groups, -1);
        }

        /// Start and end of all groups, null if there is no match.
        public int @Nullable [] find(Pat pat) {
            int[] end = {-1};
            boolean found = run(pat, start, at -> {
                end[0] = at;
                return true;
            });
            groups[0] = start;
            groups[1] = end[0];
            return found ? groups : null;
        }

        private boolean run(Pat pat, int at, Next next) {
            if (++steps > 100_000) {
                throw new TooHard();
            }
            return switch (pat) {
                case Chars(String ignored, IntPredicate test) -> {
                    if (at == text.length()) {
                        yield false;
                    }
                    int c = text.codePointAt(at);
                    int end = at + Character.charCount(c);
                    yield end - start <= window && test.test(c) && next.at(end);
                }
                case Cat(List<Pat> parts) -> sequence(parts, 0, at, next);
                case Alt(List<Pat> choices) -> {
                    for (Pat choice : choices) {
                        if (run(choice, at, next)) {
                            yield true;
                        }
                    }
                    yield false;
                }
                case Rep rep -> repeat(rep, 0, at, next);
                case Grp(int number, Pat body) -> group(number, body, at, next);
                case Edge(String ignored, EdgeTest test) ->
                    test.holds(at == 0 ? -1 : text.codePointBefore(at), at == text.length() ? -1 : text.codePointAt(at))
                            && next.at(at);
            };
        }

        private boolean sequence(List<Pat> parts, int index, int at, Next next) {
            return index == parts.size()
                    ? next.at(at)
                    : run(parts.get(index), at, end -> sequence(parts, index + 1, end, next));
        }

        private boolean repeat(Rep rep, int done, int at, Next next) {
            boolean may = rep.max < 0 || done < rep.max;
            if (done < rep.min) {
                return run(rep.body, at, end -> repeat(rep, done + 1, end, next));
            }
            if (rep.greedy) {
                return (may && run(rep.body, at, end -> repeat(rep, done + 1, end, next))) || next.at(at);
            }
            return next.at(at) || (may && run(rep.body, at, end -> repeat(rep, done + 1, end, next)));
        }

        private boolean group(int number, Pat body, int at, Next next) {
            int oldStart = groups[2 * number];
            int oldEnd = groups[2 * number + 1];
            boolean found = run(body, at, end -> {
                int innerStart = groups[2 * number];
                int innerEnd = groups[2 * number + 1];
                groups[2 * number] = at;
                groups[2 * number + 1] = end;
                if (next.at(end)) {
                    return true;
                }
                groups[2 * number] = innerStart;
                groups[2 * number + 1] = innerEnd;
                return false;
            });
            if (!found) {
                groups[2 * number] = oldStart;
                groups[2 * number + 1] = oldEnd;
            }
            return found;
        }
    }

    /// Too many paths: the case is left out.
    final class TooHard extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
