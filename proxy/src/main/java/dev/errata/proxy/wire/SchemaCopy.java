package dev.errata.proxy.wire;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Copies the JSON schemas out of a request that streams by.
///
/// | limit | value | beyond it |
/// |---|---|---|
/// | one schema | 256 Ki units | kept as one that cannot be read, so that everything counts as fixed |
/// | schemas | 4 | the same |
final class SchemaCopy {

    private static final int LONGEST = 256 << 10;
    private static final int MOST = 4;
    private static final String UNREADABLE = "?";

    private final JsonFactory json;
    private final List<String> schemas = new ArrayList<>();
    private StringWriter text = new StringWriter();
    private @Nullable JsonGenerator copy;
    private int depth;

    SchemaCopy(JsonFactory json) {
        this.json = json;
    }

    /// Whether a schema is being copied.
    boolean copying() {
        return depth > 0;
    }

    /// A schema begins, or is given as a text.
    void begin(JsonParser parser, JsonToken token) {
        if (token == JsonToken.VALUE_STRING) {
            add(parser.getString());
        } else if (token.isStructStart()) {
            text = new StringWriter();
            copy = json.createGenerator(ObjectWriteContext.empty(), text);
            take(parser, token);
        }
    }

    /// The next token of the schema that is being copied.
    void take(JsonParser parser, JsonToken token) {
        JsonGenerator to = copy;
        if (to != null) {
            to.copyCurrentEvent(parser);
            boolean whole = token.isStructEnd() && depth == 1;
            if (whole || text.getBuffer().length() > LONGEST) {
                to.close();
                copy = null;
                add(whole ? text.toString() : UNREADABLE);
            }
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }

    private void add(String schema) {
        if (schemas.size() < MOST) {
            schemas.add(schema.length() > LONGEST ? UNREADABLE : schema);
        }
    }

    List<String> schemas() {
        return schemas;
    }
}
