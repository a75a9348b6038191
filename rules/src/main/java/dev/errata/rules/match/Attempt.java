package dev.errata.rules.match;

import org.jspecify.annotations.Nullable;

/// One regular expression's match from one start, as far as the text goes.
///
/// **Thread:** confined to its lane; reused from start to start.
final class Attempt {

    private int number;
    private @Nullable RegexAutomaton regex;
    private @Nullable RegexState state;
    private boolean usesGroups;
    private long last;
    private long at;
    private long matched;
    private boolean decided;
    private boolean longer;
    private boolean matchHere;

    /// Begins anew.
    ///
    /// @param groupsCount whether it matters which path leads to the match
    void begin(int ruleNumber, int window, boolean groupsCount, RegexAutomaton automaton, LaneText text, long from) {
        number = ruleNumber;
        regex = automaton;
        state = automaton.start(text.contextBefore(from));
        usesGroups = groupsCount;
        at = from;
        last = from + window;
        matched = -1;
        decided = false;
    }

    int number() {
        return number;
    }

    boolean decided() {
        return decided;
    }

    /// End of the best match among the text so far, -1 if there is none; final once [#decided].
    long matched() {
        return matched;
    }

    /// Whether more text can lead to a match that ends after it.
    boolean canGrow() {
        return longer;
    }

    /// Whether what follows can make a match of all that was taken.
    boolean canMatchHere() {
        return matchHere;
    }

    long at() {
        return at;
    }

    /// Feeds it the text it has not seen.
    void advance(LaneText text) {
        RegexAutomaton automaton = regex;
        RegexState now = state;
        if (automaton == null || now == null || decided) {
            return;
        }
        longer = false;
        matchHere = false;
        char[] units = text.units();
        long base = text.base();
        int here = (int) (at - base);
        int end = (int) (text.limit() - base);
        int most = (int) (last - base);
        while (!now.isDead()) {
            if (here == end || (here == end - 1 && text.pending(base + here))) {
                state = now;
                at = base + here;
                atOpenEnd(automaton, now, text);
                return;
            }
            int c = units[here];
            int length = 1;
            if (Character.isSurrogate((char) c)) {
                c = text.codePoint(base + here);
                length = Character.charCount(c);
            }
            int symbol = automaton.symbol(c);
            if (now.matchesBefore(automaton.context(symbol))) {
                matched = base + here;
            }
            here += length;
            if (here > most) {
                break;
            }
            now = automaton.step(now, symbol);
        }
        decided = true;
    }

    private void atOpenEnd(RegexAutomaton automaton, RegexState now, LaneText text) {
        if (text.ended()) {
            if (now.matchesBefore(Context.EDGE)) {
                matched = at;
            }
            decided = true;
            return;
        }
        int room = (int) (last - at);
        int matches = now.matches;
        if (at < text.limit()) {
            int high = text.unit(at);
            int block = Character.toCodePoint((char) high, Character.MIN_LOW_SURROGATE);
            longer = automaton.canTake(now, block, block + 0x3FF, room) || automaton.canTake(now, high, high, room);
            matches = now.matchesBefore(Context.OTHER) ? Context.ALL : 0;
        } else {
            longer = now.toLonger <= room;
        }
        // The path, and so the groups, may depend on the neighbour where an assertion was asked; then it waits for it.
        boolean same = matches == 0 || (matches == Context.ALL && !(usesGroups && now.asserted));
        matchHere = matches != 0 && !(matches == Context.ALL && !longer && same);
        if (!longer && same) {
            decided = true;
            matched = matches == 0 ? matched : at;
        }
    }
}
