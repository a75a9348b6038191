package dev.errata.rules.match;

import org.jspecify.annotations.Nullable;

/// One regular expression's match from one start, as far as the text goes.
///
/// **Thread:** confined to its lane; reused from start to start.
final class Attempt {

    private int number;
    private @Nullable Regex regex;
    private @Nullable RegexState state;
    private boolean usesGroups;
    private long last;
    private long at;
    private long matched;
    private boolean decided;
    private boolean longer;
    private boolean here;

    /// Begins anew.
    ///
    /// @param groupsCount whether it matters which path leads to the match
    void begin(int ruleNumber, int window, boolean groupsCount, Regex automaton, LaneText text, long from) {
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
        return here;
    }

    long at() {
        return at;
    }

    /// Feeds it the text it has not seen.
    void advance(LaneText text) {
        Regex automaton = regex;
        RegexState now = state;
        if (automaton == null || now == null || decided) {
            return;
        }
        longer = false;
        here = false;
        long limit = text.limit();
        while (!now.isDead()) {
            if (at == limit || text.pending(at)) {
                state = now;
                atOpenEnd(automaton, now, text);
                return;
            }
            int c = text.codePoint(at);
            int symbol = automaton.symbol(c);
            if (now.matchesBefore(automaton.context(symbol))) {
                matched = at;
            }
            at += c < Character.MIN_SUPPLEMENTARY_CODE_POINT ? 1 : 2;
            if (at > last) {
                break;
            }
            now = automaton.step(now, symbol);
        }
        decided = true;
    }

    private void atOpenEnd(Regex automaton, RegexState now, LaneText text) {
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
        here = matches != 0 && !(matches == Context.ALL && !longer && same);
        if (!longer && same) {
            decided = true;
            matched = matches == 0 ? matched : at;
        }
    }
}
