package dev.errata.rules.session;

import java.util.Locale;

/// The tokens that one exchange took.
///
/// @param input of the prompt, what came from the server's cache included
/// @param output of the answer, reasoning included
/// @param cached how many of the input came from the cache, 0 if nobody says
/// @param reasoning how many of the output were reasoning, 0 if nobody says
/// @param source who counted
public record TokenUse(long input, long output, long cached, long reasoning, Source source) {

    public TokenUse {
        if (input < 0 || output < 0 || cached < 0 || reasoning < 0) {
            throw new IllegalArgumentException(
                    "no number of tokens: " + input + ", " + output + ", " + cached + ", " + reasoning);
        }
    }

    public long total() {
        return input + output;
    }

    /// Who counted; the worst of the two where input and output were counted by different ones.
    public enum Source {
        /// The model server, in its answer.
        SERVER,
        /// The model server's tokenizer, asked afterwards.
        TOKENIZER,
        /// Nobody: the formula of [TokenEstimate].
        ESTIMATE;

        /// The word in the database, the journal and the API.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The source of that word; an estimate if it is none.
        public static Source of(String word) {
            return switch (word) {
                case "server" -> SERVER;
                case "tokenizer" -> TOKENIZER;
                default -> ESTIMATE;
            };
        }
    }
}
