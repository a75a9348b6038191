package dev.errata.rules.patch.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Where lines stand in a file.
sealed interface Place {

    /// Here.
    ///
    /// @param index of their first line, from 0
    record At(int index, Likeness how) implements Place {}

    /// In several places, and nothing tells which is meant.
    record Several(List<Integer> indexes) implements Place {}

    /// Nowhere.
    record Missing() implements Place {}

    /// The place of lines: the one that is said if they stand there, else the only one. A nearer likeness wins over a
    /// wider one.
    ///
    /// @param old not empty
    /// @param line the place that is said, from 1; 0 for none
    /// @param from index before which they cannot be
    static Place find(List<String> lines, List<String> old, int line, int from, List<Likeness> likenesses) {
        for (Likeness how : likenesses) {
            List<String> wanted = how.keys(old);
            if (line - 1 >= from && line > 0 && stands(lines, wanted, line - 1, how)) {
                return new At(line - 1, how);
            }
            List<Integer> all = all(how.keys(lines), wanted, from);
            if (all.size() == 1) {
                return new At(all.getFirst(), how);
            }
            if (all.size() > 1) {
                return new Several(all);
            }
        }
        return new Missing();
    }

    private static boolean stands(List<String> lines, List<String> wanted, int at, Likeness how) {
        if (at + wanted.size() > lines.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!how.key(lines.get(at + i)).equals(wanted.get(i))) {
                return false;
            }
        }
        return true;
    }

    /// All indexes at which keys stand among others.
    static List<Integer> all(List<String> keys, List<String> wanted, int from) {
        List<Integer> all = new ArrayList<>();
        for (int i = from; i + wanted.size() <= keys.size(); i++) {
            if (keys.get(i).equals(wanted.getFirst())
                    && keys.subList(i, i + wanted.size()).equals(wanted)) {
                all.add(i);
            }
        }
        return all;
    }

    /// Line numbers for people.
    static String lines(List<Integer> indexes) {
        int most = 5;
        return indexes.stream()
                        .limit(most)
                        .map(index -> String.valueOf(index + 1))
                        .collect(Collectors.joining(", "))
                + (indexes.size() > most ? " and " + (indexes.size() - most) + " more" : "");
    }
}
