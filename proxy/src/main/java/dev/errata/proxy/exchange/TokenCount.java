package dev.errata.proxy.exchange;

import java.util.List;

/// How many tokens the model server says it took and made. It counts what the model wrote, not what the client got.
///
/// The words of all wires are looked for as bytes in the answer's beginning and end: a name in quotes and a number. In
/// a text of the model quotes are escaped, so what the model writes cannot be taken for a count.
///
/// **Source:** `wire.md` 1.5, 2.1, 3.1, 3.3, 3.4.
///
/// @param input -1 if it does not say
/// @param output -1 if it does not say
public record TokenCount(long input, long output) {

    /// Nothing is known.
    public static final TokenCount UNKNOWN = new TokenCount(-1, -1);

    private static final List<String> INPUT =
            List.of("prompt_tokens", "input_tokens", "prompt_eval_count", "tokens_evaluated", "prompt_n");
    private static final List<String> OUTPUT =
            List.of("completion_tokens", "output_tokens", "eval_count", "tokens_predicted", "predicted_n");

    /// Reads the counts out of an answer's beginning and end.
    static TokenCount in(String text) {
        return new TokenCount(first(INPUT, text), first(OUTPUT, text));
    }

    private static long first(List<String> names, String text) {
        for (String name : names) {
            long count = last('"' + name + '"', text);
            if (count >= 0) {
                return count;
            }
        }
        return -1;
    }

    /// The last number under a name: streams repeat their counts, and the last one is the whole.
    private static long last(String quoted, String text) {
        int at = text.lastIndexOf(quoted);
        while (at >= 0) {
            long count = at > 0 && text.charAt(at - 1) == '\\' ? -1 : number(text, at + quoted.length());
            if (count >= 0 || at == 0) {
                return count;
            }
            at = text.lastIndexOf(quoted, at - 1);
        }
        return -1;
    }

    private static long number(String text, int from) {
        int at = skipSpaces(text, from);
        if (at == text.length() || text.charAt(at) != ':') {
            return -1;
        }
        at = skipSpaces(text, at + 1);
        int begin = at;
        while (at < text.length() && at - begin < 12 && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        // A number at the very end may have been cut.
        return at == begin || at == text.length() ? -1 : Long.parseLong(text, begin, at, 10);
    }

    private static int skipSpaces(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }
}
