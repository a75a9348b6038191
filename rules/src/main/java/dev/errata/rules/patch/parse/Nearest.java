package dev.errata.rules.patch.parse;

import dev.errata.rules.patch.TextLines;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds, for lines that stand nowhere, the place where most of them do, to show people what differs.
final class Nearest {
    private static final int LONGEST = 80;

    private Nearest() {}

    /// In words: the line number and the first line that differs.
    static Optional<String> words(List<String> lines, List<String> old) {
        int best = -1;
        int most = 0;
        // Every line of the file votes for the beginning that it would give the old side; blank ones stand everywhere.
        Map<String, List<Integer>> places = new HashMap<>();
        for (int i = 0; i < old.size(); i++) {
            String key = old.get(i).strip();
            if (!key.isEmpty()) {
                places.computeIfAbsent(key, line -> new ArrayList<>()).add(i);
            }
        }
        Map<Integer, Integer> count = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            for (int offset : places.getOrDefault(lines.get(i).strip(), List.of())) {
                int begin = Math.max(0, i - offset);
                int now = count.merge(begin, 1, Integer::sum);
                if (now > most) {
                    most = now;
                    best = begin;
                }
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(difference(lines, old, best));
    }

    private static String difference(List<String> lines, List<String> old, int begin) {
        for (int i = 0; i < old.size(); i++) {
            if (begin + i >= lines.size()) {
                return "nearest at line " + (begin + 1) + ", where the file ends before " + shown(old.get(i));
            }
            String there = lines.get(begin + i);
            if (!there.equals(old.get(i))) {
                String bare = TextLines.bare(there);
                String why = bare.equals(TextLines.bare(old.get(i)))
                        ? ends(there)
                        : " has " + shown(there) + " and the patch " + shown(old.get(i));
                return "nearest at line " + (begin + 1) + ": line " + (begin + i + 1) + why;
            }
        }
        return "nearest at line " + (begin + 1);
    }

    private static String ends(String there) {
        return switch (TextLines.end(there)) {
            case "" -> " is the file's last one and does not end with a line break, as the patch has it";
            case "\r\n" -> " ends with CRLF, and in the patch it does not";
            default -> " ends with a line break, and in the patch it does not end so";
        };
    }

    private static String shown(String line) {
        String bare = TextLines.bare(line);
        return "`" + (bare.length() <= LONGEST ? bare : bare.substring(0, LONGEST) + "…") + "`";
    }
}
