package dev.errata.proxy.assembly;

import dev.errata.proxy.wire.Framing;
import dev.errata.proxy.wire.Splitter;
import dev.errata.proxy.wire.SseUnit;
import dev.errata.proxy.wire.Wire;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A streamed answer that becomes a document.
///
/// | limit | value | beyond it |
/// |---|---|---|
/// | stream | 64 MiB | [Outcome.Broken] |
///
/// **Thread:** one at a time.
public final class StreamedWhole {

    private static final long LIMIT = 64L << 20;
    private static final int USUAL_FAILURE = 500;

    private final Framing framing;
    private final Splitter splitter;
    private final Assembly assembly;
    private long taken;
    private @Nullable ObjectNode failure;
    private String broken = "";

    /// What came of it.
    public sealed interface Outcome {

        /// The document, as the server would have given it.
        @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
        record Whole(byte[] document) implements Outcome {}

        /// The server said within the stream that it failed: the error that it would have given.
        @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
        record Failed(int status, byte[] error) implements Outcome {}

        /// The stream is none, or has no end.
        ///
        /// @param why for people, after "the model server"
        record Broken(String why) implements Outcome {}
    }

    /// @throws IllegalArgumentException if this wire's streams cannot be put together
    public StreamedWhole(Wire wire) {
        framing = wire.framing();
        splitter = framing.splitter();
        assembly = Assembly.of(wire).orElseThrow(() -> new IllegalArgumentException(wire.label()));
    }

    /// Whether an answer of this content type is the stream that was asked for.
    public boolean takes(String contentType) {
        return contentType.startsWith(
                switch (framing) {
                    case EVENTS -> "text/event-stream";
                    case LINES -> "application/x-ndjson";
                });
    }

    /// Takes the next bytes of the stream.
    public void feed(byte[] bytes) {
        taken += bytes.length;
        if (!broken.isEmpty()) {
            return;
        }
        splitter.feed(bytes, 0, bytes.length);
        SseUnit unit = splitter.next();
        while (unit != null) {
            take(unit);
            unit = splitter.next();
        }
        if (taken > LIMIT || splitter.overlong()) {
            broken = "sent more than can be put together";
        }
    }

    /// The stream has ended.
    public Outcome end() {
        SseUnit rest = splitter.rest();
        if (rest != null) {
            take(rest);
        }
        if (failure != null) {
            int status = failure.path("error")
                    .path("code")
                    .asInt(failure.path("code").asInt(USUAL_FAILURE));
            boolean error = status >= 400 && status <= 599;
            return new Outcome.Failed(error ? status : USUAL_FAILURE, bytes(failure));
        }
        if (broken.isEmpty() && !assembly.complete()) {
            broken = "ended its stream before its answer was complete";
        }
        return broken.isEmpty() ? new Outcome.Whole(bytes(assembly.document())) : new Outcome.Broken(broken);
    }

    private void take(SseUnit unit) {
        if (unit.kind() != SseUnit.Kind.EVENT || failure != null) {
            return;
        }
        try {
            JsonNode event = JsonMapper.shared().readTree(unit.json(), unit.from(), unit.to() - unit.from());
            if (event instanceof ObjectNode object) {
                take(object);
            }
        } catch (JacksonException e) {
            if (unit.json()[unit.from()] == '{') {
                broken = "sent an event that cannot be read";
            }
        }
    }

    private void take(ObjectNode event) {
        boolean error = event.path("error").isObject() || event.path("error").isString();
        // llama-server's Anthropic wire tells an error without its wrapping (wire.md 1.2).
        boolean bare = event.has("message")
                && event.has("code")
                && !event.path("message").isObject();
        if (error) {
            failure = event;
        } else if (bare) {
            ObjectNode wrapped = JsonMapper.shared().createObjectNode();
            wrapped.set("error", event);
            failure = wrapped;
        } else {
            assembly.event(event);
        }
    }

    private static byte[] bytes(ObjectNode tree) {
        return JsonMapper.shared().writeValueAsBytes(tree);
    }
}
