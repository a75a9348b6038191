package dev.errata.proxy.downstream;

import dev.errata.logs.event.Event;
import dev.errata.logs.journal.Journal;
import dev.errata.proxy.control.ControlError;
import dev.errata.proxy.exchange.Exchange;
import dev.errata.proxy.exchange.Exchange.ExchangeStart;
import dev.errata.proxy.exchange.ExchangeSnapshot.Phase;
import dev.errata.proxy.wire.ErrorShape;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The record of a request that was not carried out: it is an exchange like any other, so that people see what their
/// client was told and why.
final class Refused {

    /// Stands for what could not be read.
    private static final String UNKNOWN = "?";

    private Refused() {}

    /// The answer to it, in the shape that the path's clients understand; the connection is closed after it.
    static FullHttpResponse answer(String uri, Fault fault) {
        byte[] body = ErrorShape.of(Headers.path(uri)).body(fault.status(), fault.problem(), fault.message());
        return answer(fault.status(), body, fault.headers());
    }

    /// The answer to a request to Errata itself; the connection is closed after it.
    static FullHttpResponse answer(ControlError error, String message) {
        return answer(error.status(), error.json(message).getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private static FullHttpResponse answer(int status, byte[] body, Map<String, String> headers) {
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(status),
                Unpooled.wrappedBuffer(body),
                DefaultHttpHeadersFactory.headersFactory(),
                DefaultHttpHeadersFactory.trailersFactory());
        headers.forEach(response.headers()::set);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=utf-8");
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return response;
    }

    /// What was recorded.
    ///
    /// @param exchange its id
    /// @param receipt when the journal has it
    record Recorded(String exchange, CompletionStage<Journal.Receipt> receipt) {}

    /// Puts it into the ring and the journal.
    ///
    /// @param request what is known of it, or null if not even a head came
    /// @param visitor who sent it, or null if it was not looked at for that
    static Recorded record(
            Parts parts, @Nullable HttpRequest request, @Nullable Visitor visitor, Fault fault) {
        boolean known = request != null
                && (request.decoderResult().isSuccess()
                        || request.decoderResult().cause() instanceof Fault.Found);
        HttpRequest read = known ? request : null;
        String name = visitor != null ? visitor.name() : read == null ? "unknown" : Headers.clientName(read);
        var start = new ExchangeStart(
                parts.ids().get(),
                parts.clock().instant(),
                name,
                read == null ? UNKNOWN : read.method().name(),
                read == null ? UNKNOWN : Headers.path(read.uri()),
                "other",
                "",
                parts.rules().get().ruleSet().version());
        Exchange exchange =
                parts.ring().open(start, parts.policy().get().capture().of(name));
        exchange.answered(fault.status());
        exchange.read(false, false);
        exchange.note(fault.note());
        CompletionStage<Journal.Receipt> unused = append(parts.journal(), exchange.begun());
        CompletionStage<Journal.Receipt> receipt = append(parts.journal(), exchange.finish("refused"));
        exchange.phase(Phase.FAILED);
        return new Recorded(start.id(), receipt);
    }

    /// Appends; a journal that cannot take it fails the stage.
    static CompletionStage<Journal.Receipt> append(Journal journal, Event event) {
        try {
            return journal.append(event);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }
}
