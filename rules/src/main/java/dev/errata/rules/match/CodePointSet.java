package dev.errata.rules.match;

import java.util.Arrays;

/// An immutable set of code points, lone surrogates included, as sorted ranges that do not touch.
final class CodePointSet {

    static final CodePointSet NONE = new CodePointSet(new int[0]);
    static final CodePointSet ALL = new CodePointSet(new int[] {0, Character.MAX_CODE_POINT});

    /// First and last of each range, both inclusive.
    private final int[] ranges;

    private final long low;
    private final long high;

    private CodePointSet(int[] ranges) {
        this.ranges = ranges;
        long zeroTo63 = 0;
        long from64To127 = 0;
        for (int i = 0; i < ranges.length && ranges[i] < 128; i += 2) {
            for (int c = ranges[i]; c <= Math.min(ranges[i + 1], 127); c++) {
                if (c < 64) {
                    zeroTo63 |= 1L << c;
                } else {
                    from64To127 |= 1L << c;
                }
            }
        }
        this.low = zeroTo63;
        this.high = from64To127;
    }

    static CodePointSet of(int codePoint) {
        return new CodePointSet(new int[] {codePoint, codePoint});
    }

    /// A set of ranges.
    ///
    /// @param firstAndLast pairs of inclusive bounds, in any order
    static CodePointSet ofRanges(int... firstAndLast) {
        Builder builder = new Builder();
        for (int i = 0; i < firstAndLast.length; i += 2) {
            builder.add(firstAndLast[i], firstAndLast[i + 1]);
        }
        return builder.build();
    }

    boolean contains(int c) {
        if (c < 128) {
            return ((c < 64 ? low : high) >>> c & 1) != 0;
        }
        int i = rangeAtOrAfter(c);
        return i < ranges.length && ranges[i] <= c;
    }

    boolean intersects(int first, int last) {
        int i = rangeAtOrAfter(first);
        return i < ranges.length && ranges[i] <= last;
    }

    /// Index of the first range that ends at or after `c`.
    private int rangeAtOrAfter(int c) {
        int from = 0;
        int to = ranges.length / 2;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (ranges[2 * middle + 1] < c) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return 2 * from;
    }

    boolean isEmpty() {
        return ranges.length == 0;
    }

    int rangeCount() {
        return ranges.length / 2;
    }

    int first(int range) {
        return ranges[2 * range];
    }

    int last(int range) {
        return ranges[2 * range + 1];
    }

    CodePointSet negate() {
        int[] result = new int[ranges.length + 2];
        int size = 0;
        int next = 0;
        for (int i = 0; i < ranges.length; i += 2) {
            if (next < ranges[i]) {
                result[size++] = next;
                result[size++] = ranges[i] - 1;
            }
            next = ranges[i + 1] + 1;
        }
        if (next <= Character.MAX_CODE_POINT) {
            result[size++] = next;
            result[size++] = Character.MAX_CODE_POINT;
        }
        return new CodePointSet(Arrays.copyOf(result, size));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodePointSet set && Arrays.equals(ranges, set.ranges);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ranges);
    }

    /// Collects ranges in any order.
    static final class Builder {
        private long[] packed = new long[8];
        private int size;

        Builder add(int first, int last) {
            if (size == packed.length) {
                packed = Arrays.copyOf(packed, 2 * size);
            }
            packed[size++] = (long) first << 32 | last;
            return this;
        }

        Builder add(CodePointSet set) {
            for (int i = 0; i < set.ranges.length; i += 2) {
                add(set.ranges[i], set.ranges[i + 1]);
            }
            return this;
        }

        CodePointSet build() {
            Arrays.sort(packed, 0, size);
            int[] merged = new int[2 * size];
            int count = 0;
            for (int i = 0; i < size; i++) {
                int first = (int) (packed[i] >>> 32);
                int last = (int) packed[i];
                if (count > 0 && first <= merged[count - 1] + 1) {
                    merged[count - 1] = Math.max(merged[count - 1], last);
                } else {
                    merged[count++] = first;
                    merged[count++] = last;
                }
            }
            return new CodePointSet(Arrays.copyOf(merged, count));
        }
    }
}
