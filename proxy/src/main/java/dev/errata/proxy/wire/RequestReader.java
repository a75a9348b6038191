package dev.errata.proxy.wire;

import dev.errata.rules.Rule.Policy;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.async.ByteArrayFeeder;
import tools.jackson.core.json.JsonFactory;

/// Reads a JSON request while it streams to the model server, without keeping it: only its outermost properties are
/// looked at.
///
/// A request whose text a client will compare or parse raises a guard (`wire.md` 7.3, 7.7): token lists (`logprobs`,
/// `n_probs`, `return_tokens`), a grammar, a JSON format. A string of more than 8 Mi units, or what is not JSON, makes
/// the request unreadable; that is no error here, the model server judges it.
public final class RequestReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(200)
                    .maxStringLength(8 << 20)
                    .build())
            .build();

    private final JsonParser parser = JSON.createNonBlockingByteArrayParser(ObjectReadContext.empty());
    private final Set<Policy> guarded = EnumSet.noneOf(Policy.class);
    private @Nullable String model;
    private String outer = "";
    private String inner = "";
    private int depth;
    private boolean broken;
    private boolean complete;

    /// Takes the next bytes.
    public void feed(byte[] bytes, int from, int to) {
        if (broken || from == to) {
            return;
        }
        try {
            ((ByteArrayFeeder) parser.nonBlockingInputFeeder()).feedInput(bytes, from, to);
            read();
        } catch (JacksonException e) {
            broken = true;
        }
    }

    /// Says that the body is complete.
    public void end() {
        if (broken) {
            return;
        }
        try {
            parser.nonBlockingInputFeeder().endOfInput();
            read();
            complete = depth == 0;
        } catch (JacksonException e) {
            broken = true;
        } finally {
            parser.close();
        }
    }

    /// What is known now.
    public RequestFacts facts() {
        return complete && !broken ? new RequestFacts(true, model, guarded) : RequestFacts.UNKNOWN;
    }

    private void read() {
        JsonToken token = parser.nextToken();
        while (token != null && token != JsonToken.NOT_AVAILABLE) {
            if (token == JsonToken.PROPERTY_NAME) {
                if (depth == 1) {
                    outer = parser.currentName();
                } else if (depth == 2) {
                    inner = parser.currentName();
                }
            } else if (token.isStructEnd()) {
                depth--;
            } else {
                value(token);
                depth += token.isStructStart() ? 1 : 0;
            }
            token = parser.nextToken();
        }
    }

    private void value(JsonToken token) {
        if (depth == 1) {
            property(token);
        } else if (depth == 2
                && outer.equals("response_format")
                && inner.equals("type")
                && token == JsonToken.VALUE_STRING
                && !parser.getString().equals("text")) {
            guarded.add(Policy.JSON);
        }
    }

    private void property(JsonToken token) {
        switch (outer) {
            case "model" -> model = token == JsonToken.VALUE_STRING ? parser.getString() : model;
            case "logprobs", "top_logprobs", "n_probs", "return_tokens" -> guard(Policy.LOGPROBS, token);
            case "grammar", "guided_grammar", "guided_regex", "guided_choice" -> guard(Policy.GRAMMAR, token);
            case "json_schema", "format", "guided_json", "structured_outputs" -> guard(Policy.JSON, token);
            default -> {}
        }
    }

    /// Raises the guard if the value asks for something: not null, false, zero or an empty string.
    private void guard(Policy policy, JsonToken token) {
        boolean asks = switch (token) {
            case VALUE_NULL, VALUE_FALSE -> false;
            case VALUE_STRING -> !parser.getString().isEmpty();
            case VALUE_NUMBER_INT -> parser.getIntValue() > 0;
            default -> true;
        };
        if (asks) {
            guarded.add(policy);
        }
    }
}
