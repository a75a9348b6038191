package dev.errata.rules.match;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Unicode simple case folding: one code point to one code point.
///
/// The JDK has no table of it, but lower case of upper case gives the same classes, with two kinds of exceptions: the
/// dotted and dotless Turkish i fold only in Turkic, and three pairs fold although neither has the other's case.
///
/// **Source:** Unicode 16, CaseFolding.txt, statuses C and S.
final class Folding {

    /// Where letters with two cases live, first and last by turns. The rest, ideographs for the most part, is a million
    /// code points that a start need not look at.
    private static final int[] CASED_STRETCHES = {
        0, 0x2FFF, 0xA000, 0xABFF, 0xFB00, 0xFFFF, 0x10000, 0x10FFF, 0x11800, 0x118FF, 0x16E00, 0x16EFF, 0x1E900,
        0x1E9FF
    };

    private static final char[] BASIC = new char[Character.MIN_SUPPLEMENTARY_CODE_POINT];
    private static final int[] CASED;
    private static final int[][] ORBITS;

    static {
        Map<Integer, int[]> classes = new HashMap<>();
        int[] cased = new int[4096];
        int count = 0;
        for (int c = 0; c < BASIC.length; c++) {
            BASIC[c] = (char) c;
        }
        for (int stretch = 0; stretch < CASED_STRETCHES.length; stretch += 2) {
            for (int c = CASED_STRETCHES[stretch]; c <= CASED_STRETCHES[stretch + 1]; c++) {
                int folded = compute(c);
                if (c < BASIC.length) {
                    BASIC[c] = (char) folded;
                }
                if (folded != c) {
                    classes.merge(folded, new int[] {folded, c}, (old, more) -> {
                        int[] grown = Arrays.copyOf(old, old.length + 1);
                        grown[old.length] = more[1];
                        return grown;
                    });
                }
            }
        }
        for (int[] members : classes.values()) {
            count += members.length;
            if (count > cased.length) {
                cased = Arrays.copyOf(cased, 2 * cased.length);
            }
            System.arraycopy(members, 0, cased, count - members.length, members.length);
        }
        CASED = Arrays.copyOf(cased, count);
        Arrays.sort(CASED);
        ORBITS = new int[count][];
        for (int[] members : classes.values()) {
            for (int member : members) {
                ORBITS[Arrays.binarySearch(CASED, member)] = members;
            }
        }
    }

    private Folding() {}

    /// The one code point that stands for all that differ from `c` in case only.
    static int fold(int c) {
        return c < BASIC.length ? BASIC[c] : compute(c);
    }

    private static int compute(int c) {
        return switch (c) {
            case 0x130, 0x131 -> c;
            case 0x1FD3 -> 0x390;
            case 0x1FE3 -> 0x3B0;
            case 0xFB05 -> 0xFB06;
            default -> Character.toLowerCase(Character.toUpperCase(c));
        };
    }

    /// All code points that differ from `c` in case only, `c` included.
    static int[] orbit(int c) {
        int i = Arrays.binarySearch(CASED, c);
        return i < 0 ? new int[] {c} : ORBITS[i].clone();
    }

    /// The set with every member's other cases.
    static CodePointSet close(CodePointSet set) {
        CodePointSet.Builder builder = new CodePointSet.Builder().add(set);
        for (int range = 0; range < set.rangeCount(); range++) {
            int i = Arrays.binarySearch(CASED, set.first(range));
            for (i = i < 0 ? -i - 1 : i; i < CASED.length && CASED[i] <= set.last(range); i++) {
                for (int member : ORBITS[i]) {
                    builder.add(member, member);
                }
            }
        }
        return builder.build();
    }
}
