package dev.errata.logs.read;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A text that is searched for, read once: phrases of words, of which all must stand in a record. The last word of a
/// phrase may be the beginning of a longer one, so that a search finds while it is typed.
///
/// @param phrases each at least one word; none if the text has no word at all
public record TextQuery(List<List<String>> phrases) {
    private static final Pattern PIECE = Pattern.compile("\"([^\"]*)\"?|([^\\s\"]+)");

    public TextQuery {
        phrases = phrases.stream().map(List::copyOf).toList();
    }

    /// Reads what a person typed.
    public static TextQuery of(String text) {
        var phrases = new ArrayList<List<String>>();
        Matcher piece = PIECE.matcher(text);
        while (piece.find()) {
            List<String> words = SearchWords.of(piece.group());
            if (!words.isEmpty()) {
                phrases.add(words);
            }
        }
        return new TextQuery(phrases);
    }

    /// Reads what a query asks for; null if it asks for no text, or for one without words.
    public static @Nullable TextQuery of(JournalQuery query) {
        String text = query.text();
        TextQuery read = text == null ? null : of(text);
        return read == null || read.phrases.isEmpty() ? null : read;
    }

    /// Whether all phrases stand among these words.
    boolean stands(List<String> words) {
        return phrases.stream().allMatch(phrase -> stands(phrase, words));
    }

    private static boolean stands(List<String> phrase, List<String> words) {
        int last = phrase.size() - 1;
        for (int at = 0; at + last < words.size(); at++) {
            if (words.get(at + last).startsWith(phrase.get(last))
                    && words.subList(at, at + last).equals(phrase.subList(0, last))) {
                return true;
            }
        }
        return false;
    }
}
