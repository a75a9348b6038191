package dev.errata.proxy.exchange;

import java.util.Arrays;

/// Halves of surrogate pairs that a text has without their other half: UTF-8 has `?` for them, and with this the text
/// comes back unit for unit.
///
/// A server that cuts characters in two makes a few; one that sends nothing else is not worth the memory.
///
/// **Thread:** written by one thread; [#restored] may follow on another that was handed it.
final class LoneHalves {

    private static final int MOST = 10_000;

    private final StringBuilder halves = new StringBuilder();
    private int[] places = new int[0];
    private int units;
    private boolean tooMany;

    /// Notes the halves in the next text.
    ///
    /// @param end how much of it counts now; no pair lies across
    void passed(String text, int end) {
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else {
                note(units + i, c);
            }
        }
        units += end;
    }

    private void note(int place, char half) {
        if (halves.length() >= MOST) {
            tooMany = true;
            return;
        }
        if (halves.length() == places.length) {
            places = Arrays.copyOf(places, Math.max(8, places.length * 2));
        }
        places[halves.length()] = place;
        halves.append(half);
    }

    boolean tooMany() {
        return tooMany;
    }

    /// The text with the halves in their places.
    String restored(String text) {
        if (halves.isEmpty()) {
            return text;
        }
        var whole = new StringBuilder(text);
        for (int i = 0; i < halves.length(); i++) {
            whole.setCharAt(places[i], halves.charAt(i));
        }
        return whole.toString();
    }
}
