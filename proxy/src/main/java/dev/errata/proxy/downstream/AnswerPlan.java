package dev.errata.proxy.downstream;

import dev.errata.proxy.rewrite.WholeBody;
import dev.errata.proxy.wire.Framing;
import dev.errata.proxy.wire.RequestFacts;
import dev.errata.proxy.wire.Wire;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import java.util.Locale;

/// How an answer's body is treated. Decided by the answer's own head: a streaming request that fails gets a plain JSON
/// error.
sealed interface AnswerPlan {

    /// Has no body: the head is the whole answer.
    record Bodyless() implements AnswerPlan {}

    /// A stream of a wire that has a codec.
    record Events(Framing framing) implements AnswerPlan {}

    /// A document of a wire that has a codec.
    record Document() implements AnswerPlan {}

    /// Passes on unread.
    ///
    /// @param text whether it may hold text of the model, so that passing it on unread is to be told
    /// @param why for people, or empty
    record Unread(boolean text, String why) implements AnswerPlan {}

    /// The plan for an answer.
    ///
    /// @param facts what is known of the request by now
    static AnswerPlan of(HttpRequest request, HttpResponse head, Wire wire, RequestFacts facts) {
        int status = head.status().code();
        long length = length(head);
        if (request.method().equals(HttpMethod.HEAD) || status == 204 || status == 304 || length == 0) {
            return new Bodyless();
        }
        String type =
                head.headers().get(HttpHeaderNames.CONTENT_TYPE, "").strip().toLowerCase(Locale.ROOT);
        boolean post = request.method().equals(HttpMethod.POST);
        if (!wire.readable()) {
            boolean text = post
                    && status == 200
                    && (type.contains("json") || type.startsWith("text/"))
                    && Wire.Unread.maySpeak(Headers.path(request.uri()));
            return new Unread(text, text ? "not inspected: no codec for this wire" : "");
        }
        if (status != 200) {
            return new Unread(false, "");
        }
        String encoding =
                head.headers().get(HttpHeaderNames.CONTENT_ENCODING, "identity").strip();
        if (!encoding.isEmpty() && !encoding.equalsIgnoreCase("identity")) {
            return new Unread(true, "not inspected: the model server encoded its answer (" + encoding + ")");
        }
        boolean lines = wire.framing() == Framing.LINES;
        if (type.startsWith(lines ? "application/x-ndjson" : "text/event-stream")) {
            return new Events(wire.framing());
        }
        if (!type.startsWith("application/json")) {
            String stream = lines ? "a stream of JSON lines" : "an event stream";
            return new Unread(true, "not inspected: the answer is neither JSON nor " + stream);
        }
        if (lines && length < 0 && !facts.whole()) {
            // Servers that stream unless they are asked not to may call the stream plain JSON.
            return new Events(Framing.LINES);
        }
        return length > WholeBody.LIMIT ? new Unread(true, TOO_LARGE) : new Document();
    }

    /// Why a large document passes on unread.
    String TOO_LARGE = "not inspected: the answer is larger than 4 MiB";

    private static long length(HttpResponse head) {
        String value = head.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        try {
            return value == null ? -1 : Long.parseLong(value.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
