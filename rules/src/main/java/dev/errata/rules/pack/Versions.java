package dev.errata.rules.pack;

/// Orders the versions of packs: numbers between dots as numbers, everything else as text.
final class Versions {
    private Versions() {}

    /// Below 0 if the first is older. `1.10` is younger than `1.9`, `1.0` as old as `1`.
    static int compare(String first, String second) {
        String[] left = first.strip().split("\\.", -1);
        String[] right = second.strip().split("\\.", -1);
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int order = part(i < left.length ? left[i] : "0", i < right.length ? right[i] : "0");
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int part(String left, String right) {
        boolean numbers = isNumber(left) && isNumber(right);
        return numbers ? Long.compare(Long.parseLong(left), Long.parseLong(right)) : left.compareTo(right);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() < 19 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
