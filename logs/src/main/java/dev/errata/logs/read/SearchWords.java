package dev.errata.logs.read;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What of a record can be searched, as words: the same for the index and for whoever reads the files without it.
///
/// A word is a run of letters and digits, without case and accents; each character of Chinese and Japanese is one,
/// since
/// these are written without spaces. Numbers and hashes are not searched: they would be most of the index.
///
/// **Thread:** any.
public final class SearchWords {
    private static final Set<String> NOT_SEARCHED = Set.of("ts", "prev", "hash", "end_hash", "digest", "ticket");
    private static final int MOST_WORDS = 5_000;
    private static final int LONGEST_WORD = 64;

    private SearchWords() {}

    /// The words of a record, in their order, at most 5,000.
    public static List<String> of(JsonNode record) {
        var words = new ArrayList<String>();
        collect(record, words);
        return words;
    }

    private static void collect(JsonNode node, List<String> words) {
        if (words.size() >= MOST_WORDS) {
            return;
        }
        if (node.isString()) {
            of(node.asString(), words);
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                String name = field.getKey();
                if (!NOT_SEARCHED.contains(name) && !name.endsWith("sha256") && !name.endsWith("_units")) {
                    collect(field.getValue(), words);
                }
            }
        } else {
            node.forEach(each -> collect(each, words));
        }
    }

    /// The words of a text.
    static List<String> of(String text) {
        var words = new ArrayList<String>();
        of(text, words);
        return words;
    }

    private static void of(String text, List<String> words) {
        String plain = plain(text);
        var word = new StringBuilder();
        for (int at = 0; at < plain.length() && words.size() < MOST_WORDS; ) {
            int point = plain.codePointAt(at);
            at += Character.charCount(point);
            boolean alone = isWordAlone(point);
            if (alone || !Character.isLetterOrDigit(point)) {
                end(word, words);
            }
            if (alone) {
                words.add(Character.toString(point));
            } else if (Character.isLetterOrDigit(point) && word.length() < LONGEST_WORD) {
                word.appendCodePoint(point);
            }
        }
        end(word, words);
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static boolean isWordAlone(int point) {
        if (point < 0x2E80) {
            return false;
        }
        return switch (Character.UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA -> true;
            default -> false;
        };
    }

    /// Without case, accents and the like; most texts are ASCII and only lose their capitals.
    private static String plain(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.chars().allMatch(c -> c < 0x80)) {
            return lower;
        }
        String apart = Normalizer.normalize(lower, Normalizer.Form.NFKD);
        var kept = new StringBuilder(apart.length());
        apart.codePoints()
                .filter(point -> Character.getType(point) != Character.NON_SPACING_MARK)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
