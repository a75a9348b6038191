package dev.errata.proxy.wire;

import dev.errata.proxy.wire.RequestFacts.Completion;
import dev.errata.rules.Rule.Policy;
import dev.errata.rules.leaf.JsonSchemas;
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

/// Reads a JSON request while it streams to the model server, without keeping it: only some properties are looked at,
/// the three outermost levels at most. Of the schema that a JSON answer has to follow, a copy is kept.
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
    private final SchemaCopy schemas = new SchemaCopy(JSON);

    /// The properties in which the parser stands, from the outermost on.
    private final String[] names = {"", "", ""};

    private final @Nullable CompletionReader completion;
    private int depth;
    private boolean broken;
    private boolean complete;
    private boolean whole;

    /// Reads a request that is no completion.
    public RequestReader() {
        this(OpenAiChat.WIRE);
    }

    public RequestReader(Wire wire) {
        completion = wire.completes() ? new CompletionReader() : null;
    }

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

    /// The model's name as soon as it has been read, or null.
    public @Nullable String model() {
        return model;
    }

    /// Whether the body is not JSON, so that nothing more will be known.
    public boolean broken() {
        return broken;
    }

    /// What is known now.
    public RequestFacts facts() {
        return complete && !broken
                ? new RequestFacts(
                        true,
                        model,
                        guarded,
                        JsonSchemas.subject(schemas.schemas()),
                        whole,
                        completion == null ? Completion.PLAIN : completion.found())
                : RequestFacts.UNKNOWN;
    }

    private void read() {
        JsonToken token = parser.nextToken();
        while (token != null && token != JsonToken.NOT_AVAILABLE) {
            if (schemas.copying()) {
                schemas.take(parser, token);
            } else if (token == JsonToken.PROPERTY_NAME) {
                if (depth <= names.length) {
                    names[depth - 1] = parser.currentName();
                }
            } else if (token.isStructEnd()) {
                depth--;
            } else {
                value(token);
                if (token.isStructStart() && !schemas.copying()) {
                    if (depth < names.length) {
                        names[depth] = ""; // of an array, nothing has a name
                    }
                    depth++;
                }
            }
            token = parser.nextToken();
        }
    }

    private void value(JsonToken token) {
        if (completion != null) {
            completion(completion, token);
        }
        switch (depth) {
            case 1 -> outermost(names[0], token);
            case 2 -> second(names[0] + "." + names[1], token);
            case 3 -> third(names[0] + "." + names[1] + "." + names[2], token);
            default -> {}
        }
    }

    private void completion(CompletionReader reader, JsonToken token) {
        if (depth == 1) {
            reader.outermost(names[0], parser, token);
        } else if (depth == 2 && names[0].equals("prompt") && names[1].isEmpty()) {
            reader.prompt(token);
        } else if (depth == 3 && names[0].equals("input_extra") && names[2].equals("filename")) {
            reader.fileName(parser, token);
        }
    }

    private void outermost(String name, JsonToken token) {
        switch (name) {
            case "model" -> model = token == JsonToken.VALUE_STRING ? parser.getString() : model;
            case "stream" -> whole = token == JsonToken.VALUE_FALSE;
            case "logprobs", "top_logprobs", "n_probs", "return_tokens" -> guard(Policy.LOGPROBS, token);
            case "grammar", "guided_grammar", "guided_regex", "guided_choice" -> guard(Policy.GRAMMAR, token);
            case "json_schema", "guided_json" -> {
                guard(Policy.JSON, token);
                schemas.begin(parser, token);
            }
            case "format" -> {
                guard(Policy.JSON, token);
                if (token.isStructStart()) {
                    schemas.begin(parser, token);
                }
            }
            default -> {}
        }
    }

    private void second(String path, JsonToken token) {
        switch (path) {
            case "include." -> include(token);
            case "response_format.type", "output_format.type" -> format(token);
            case "response_format.schema", "output_format.schema" -> schemas.begin(parser, token);
            case "structured_outputs.json" -> {
                guard(Policy.JSON, token);
                schemas.begin(parser, token);
            }
            case "structured_outputs.json_object" -> guard(Policy.JSON, token);
            case "structured_outputs.regex",
                    "structured_outputs.choice",
                    "structured_outputs.grammar",
                    "structured_outputs.structural_tag" -> guard(Policy.GRAMMAR, token);
            default -> {}
        }
    }

    private void third(String path, JsonToken token) {
        switch (path) {
            case "text.format.type", "output_config.format.type" -> format(token);
            case "response_format.json_schema.schema", "text.format.schema", "output_config.format.schema" ->
                schemas.begin(parser, token);
            default -> {}
        }
    }

    /// An element of what the Responses wire is asked to put in beside the text.
    private void include(JsonToken token) {
        if (token == JsonToken.VALUE_STRING && parser.getString().endsWith(".logprobs")) {
            guarded.add(Policy.LOGPROBS);
        }
    }

    /// A format by its name: JSON is read string by string; what another one means nobody here knows.
    private void format(JsonToken token) {
        if (token == JsonToken.VALUE_STRING) {
            switch (parser.getString()) {
                case "text" -> {}
                case "json_object", "json_schema", "json" -> guarded.add(Policy.JSON);
                default -> guarded.add(Policy.GRAMMAR);
            }
        }
    }

    /// Raises the guard if the value asks for something: not null, false, zero or an empty string.
    private void guard(Policy policy, JsonToken token) {
        boolean asks =
                switch (token) {
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
