package dev.errata.proxy.assembly;

import dev.errata.proxy.wire.Completions;
import dev.errata.proxy.wire.Ollama;
import dev.errata.proxy.wire.OpenAiChat;
import dev.errata.proxy.wire.RequestFacts;
import dev.errata.proxy.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Turns a request for a whole answer into one for a stream, by changing `stream` and nothing else but, where a server
/// tells the usage only if asked, asking for it.
///
/// A request stays as it is if it is none for a whole answer, or if the stream would not hold all that was asked for:
/// lists of tokens, several results of llama-server's own wire, chosen fields, verbose and progress reports.
///
/// **Thread:** any.
public final class StreamedQuestion {

    private static final JsonFactory JSON = new JsonFactory();

    /// What a stream tells otherwise than a document, whatever its value.
    private static final Set<String> ONLY_WHOLE = Set.of(
            "stream_options",
            "response_fields",
            "verbose",
            "return_progress",
            "timings_per_token",
            "return_tokens",
            "logprobs",
            "top_logprobs",
            "n_probs",
            "post_sampling_probs",
            "echo",
            "best_of",
            "modalities",
            "audio");

    private static final Set<String> SEVERAL = Set.of("n", "n_cmpl");

    private StreamedQuestion() {}

    /// Whether answers of this wire can be put together again.
    public static boolean knows(Wire wire) {
        return Assembly.of(wire).isPresent();
    }

    /// The request that asks for a stream, or nothing if it has to stay as it is.
    ///
    /// @param body the whole request
    /// @param facts what has been read in it
    public static Optional<byte[]> of(Wire wire, byte[] body, RequestFacts facts) {
        if (!facts.readable() || !knows(wire)) {
            return Optional.empty();
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            int inside = (int) parser.currentTokenLocation().getByteOffset() + 1;
            Found found = read(wire, parser);
            return found == null ? Optional.empty() : Optional.of(found.spliced(body, inside, addition(wire)));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /// Only OpenAI's wires keep the usage of a stream to themselves.
    private static String addition(Wire wire) {
        return wire == OpenAiChat.WIRE || wire == Completions.OPENAI
                ? "\"stream_options\":{\"include_usage\":true},"
                : "";
    }

    /// Where `stream` stands.
    ///
    /// @param from -1 if it does not
    private record Found(int from, int to, boolean empty) {

        byte[] spliced(byte[] body, int inside, String addition) {
            var out = new ByteArrayOutputStream(body.length + 64);
            String added = from < 0 ? addition + "\"stream\":true" + (empty ? "" : ",") : addition;
            out.write(body, 0, inside);
            out.writeBytes(added.getBytes(StandardCharsets.UTF_8));
            if (from < 0) {
                out.write(body, inside, body.length - inside);
            } else {
                out.write(body, inside, from - inside);
                out.writeBytes("true".getBytes(StandardCharsets.UTF_8));
                out.write(body, to, body.length - to);
            }
            return out.toByteArray();
        }
    }

    private static @Nullable Found read(Wire wire, JsonParser parser) {
        boolean alone = wire != OpenAiChat.WIRE && wire != Completions.OPENAI;
        int from = -1;
        int to = -1;
        boolean empty = true;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            empty = false;
            if (name.equals("stream")) {
                if ((value != JsonToken.VALUE_FALSE && value != JsonToken.VALUE_NULL) || from >= 0) {
                    return null;
                }
                from = (int) parser.currentTokenLocation().getByteOffset();
                to = from + parser.getString().length();
            } else if (asks(value, parser) && (ONLY_WHOLE.contains(name) || (alone && several(name, value, parser)))) {
                return null;
            }
            parser.skipChildren();
        }
        // Ollama streams unless it is told not to.
        return from < 0 && wire instanceof Ollama ? null : new Found(from, to, empty);
    }

    private static boolean asks(JsonToken value, JsonParser parser) {
        return switch (value) {
            case VALUE_NULL, VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> parser.getLongValue() > 0;
            default -> true;
        };
    }

    /// Several results of llama-server's own wire are an array of documents.
    private static boolean several(String name, JsonToken value, JsonParser parser) {
        return name.equals("prompt")
                ? value == JsonToken.START_ARRAY
                : SEVERAL.contains(name) && value == JsonToken.VALUE_NUMBER_INT && parser.getLongValue() > 1;
    }
}
