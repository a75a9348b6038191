package dev.errata.proxy.wire;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/// Walks over one JSON text and knows where in the bytes a string stands.
///
/// Jackson finds the tokens and decodes them; the closing quote is found by looking for it, which needs no trust in how
/// far a lazy parser has read.
///
/// | limit | value | beyond it |
/// |---|---|---|
/// | nesting | 200 | [WireException] |
/// | one string | 64 Mi units | [WireException] |
final class JsonCursor implements AutoCloseable {

    // Buffers are kept for each thread: event loops are few and read an event at a time, and need not share them.
    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(200)
                    .maxStringLength(64 << 20)
                    .build())
            .build();

    /// The place of a string, or of an object.
    ///
    /// @param from first byte after the opening quote, or the opening brace
    /// @param to the closing quote, or the byte after the closing brace
    record Located(int from, int to, String value) {}

    /// Something that reads a value on which the cursor stands, and leaves the cursor at that value's end.
    interface Reader {
        void read(JsonCursor at) throws WireException;
    }

    /// Something that reads a property's value.
    interface PropertyReader {
        void read(String name, JsonCursor at) throws WireException;
    }

    private final byte[] bytes;
    private final int from;
    private final int to;
    private final JsonParser parser;
    private JsonToken token = JsonToken.NOT_AVAILABLE;

    private JsonCursor(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.parser = JSON.createParser(ObjectReadContext.empty(), bytes, from, to - from);
    }

    /// Reads exactly one JSON value.
    static void readAll(byte[] bytes, int from, int to, Reader reader) throws WireException {
        try (JsonCursor cursor = new JsonCursor(bytes, from, to)) {
            if (!cursor.advance()) {
                throw new WireException("no JSON value");
            }
            reader.read(cursor);
            if (cursor.advance()) {
                throw new WireException("more than one JSON value");
            }
        } catch (JacksonException e) {
            throw new WireException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private boolean advance() {
        JsonToken next = parser.nextToken();
        token = next == null ? JsonToken.NOT_AVAILABLE : next;
        return next != null;
    }

    boolean isObject() {
        return token == JsonToken.START_OBJECT;
    }

    boolean isArray() {
        return token == JsonToken.START_ARRAY;
    }

    boolean isString() {
        return token == JsonToken.VALUE_STRING;
    }

    boolean isNull() {
        return token == JsonToken.VALUE_NULL;
    }

    boolean isTrue() {
        return token == JsonToken.VALUE_TRUE;
    }

    /// The whole number here, or `other` if something else stands here.
    int number(int other) {
        return token == JsonToken.VALUE_NUMBER_INT ? parser.getIntValue() : other;
    }

    /// Hands each property of the object here to `reader`; if this is no object, it is skipped.
    void properties(PropertyReader reader) throws WireException {
        if (!isObject()) {
            skip();
            return;
        }
        String name = parser.nextName();
        while (name != null) {
            advance();
            reader.read(name, this);
            skipUnread();
            name = parser.nextName();
        }
        token = JsonToken.END_OBJECT;
    }

    /// Hands each element of the array here to `reader`; if this is no array, it is skipped.
    ///
    /// @return how many elements there were
    int elements(Reader reader) throws WireException {
        int count = 0;
        if (!isArray()) {
            skip();
            return count;
        }
        while (advance() && token != JsonToken.END_ARRAY) {
            reader.read(this);
            skipUnread();
            count++;
        }
        return count;
    }

    void skip() {
        parser.skipChildren();
    }

    /// A reader need not care for a value of a kind that it did not expect.
    private void skipUnread() {
        JsonToken here = parser.currentToken();
        if (here != null && here.isStructStart()) {
            parser.skipChildren();
        }
    }

    /// Skips what stands here and says whether it was something: not null, not an empty string, array or object.
    boolean skipSomething() {
        if (isString()) {
            return !parser.getString().isEmpty();
        }
        if (isObject() || isArray()) {
            boolean something = advance() && token != JsonToken.END_OBJECT && token != JsonToken.END_ARRAY;
            int depth = 1;
            while (depth > 0) {
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                }
                if (depth > 0 && !advance()) {
                    return something;
                }
            }
            return something;
        }
        return !isNull();
    }

    /// The object here, as its JSON text: from its brace to behind the one that closes it.
    Located object() throws WireException {
        int start = place();
        parser.skipChildren();
        int end = place();
        if (bytes[start] != '{' || bytes[end] != '}') {
            throw new WireException("an object could not be located");
        }
        return new Located(start, end + 1, new String(bytes, start, end + 1 - start, StandardCharsets.UTF_8));
    }

    private int place() {
        return from + Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    }

    /// The string here and its place.
    Located string() throws WireException {
        int quote = place();
        String value = parser.getString();
        int end = quote + 1;
        while (end < to && bytes[end] != '"') {
            end += bytes[end] == '\\' ? 2 : 1;
        }
        if (bytes[quote] != '"' || end >= to) {
            throw new WireException("a string could not be located");
        }
        return new Located(quote + 1, end, value);
    }

    @Override
    public void close() {
        parser.close();
    }
}
