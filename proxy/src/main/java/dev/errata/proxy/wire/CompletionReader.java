package dev.errata.proxy.wire;

import dev.errata.proxy.wire.RequestFacts.Completion;
import dev.errata.rules.text.Languages;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads what a completion asks for, value by value, as [RequestReader] meets them.
///
/// The language of what is wanted is known only by the files that the client sends along (`input_extra[].filename`),
/// and only if they are all of one language: a rule for a language shall not work on a guess.
final class CompletionReader {

    private final Set<String> languages = new HashSet<>();
    private boolean code;
    private boolean echo;
    private boolean mixed;
    private int several = 1;
    private int prompts;

    void outermost(String name, JsonParser parser, JsonToken token) {
        switch (name) {
            case "suffix" -> code = token == JsonToken.VALUE_STRING && parser.getStringLength() > 0;
            case "echo" -> echo = token == JsonToken.VALUE_TRUE;
            case "n", "n_cmpl" -> {
                if (token == JsonToken.VALUE_NUMBER_INT) {
                    several = Math.max(several, parser.getIntValue());
                }
            }
            default -> {}
        }
    }

    /// An element of the prompt: several texts, or lists of tokens, are several prompts; numbers among them are tokens
    /// of one.
    void prompt(JsonToken token) {
        prompts++;
        mixed |= token == JsonToken.VALUE_NUMBER_INT;
    }

    void fileName(JsonParser parser, JsonToken token) {
        if (token == JsonToken.VALUE_STRING) {
            languages.add(Languages.ofFileName(parser.getString()));
        }
    }

    Completion found() {
        String language = languages.size() == 1 ? languages.iterator().next() : "";
        int asked = mixed || prompts == 0 ? 1 : prompts;
        return new Completion(code, language, echo, Math.multiplyExact(asked, Math.min(several, 1_000)));
    }
}
