package dev.errata.proxy.downstream;

import dev.errata.proxy.exchange.Exchange;
import dev.errata.proxy.exchange.Exchange.ExchangeStart;
import dev.errata.proxy.upstream.pool.Dial;
import dev.errata.proxy.upstream.pool.LinkUser;
import dev.errata.proxy.upstream.pool.ModelServer;
import dev.errata.proxy.upstream.pool.UpstreamLink;
import dev.errata.proxy.wire.RequestReader;
import dev.errata.proxy.wire.Wire;
import dev.errata.rules.correction.Correction;
import dev.errata.rules.stream.RuleProgram;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/// The request leg of one exchange: from the client's first line to the model server's last byte.
///
/// Nothing is collected for the channel. A request on a wire with a codec is copied while it streams, to learn what it
/// asks for; the answer needs that, not the request. A client that leaves, in whatever phase, closes the link at once:
/// that is the only way to cancel (`wire.md` 1.7).
///
/// **Thread:** the client's event loop, which is the link's too.
final class Forwarding implements Handling, LinkUser {

    private final ClientConnection client;
    private final Parts parts;
    private final HttpRequest request;
    private final ModelServer server;
    private final Wire wire;
    private final Exchange exchange;
    private final AnswerRelay answer;
    private final @Nullable RequestReader reader;
    private final RequestCopy copy = new RequestCopy();
    private @Nullable Dial dial;
    private @Nullable UpstreamLink link;
    private boolean requestEnded;
    private boolean interim;
    private boolean retried;
    private boolean over;

    Forwarding(ClientConnection client, Parts parts, HttpRequest request) {
        this.client = client;
        this.parts = parts;
        this.request = request;
        this.server = parts.server().get();
        String path = Headers.path(request.uri());
        this.wire = Wire.of(request.method().name(), path);
        this.reader = wire.readable() ? new RequestReader(wire) : null;
        RuleProgram program = parts.rules().get();
        var start = new ExchangeStart(
                parts.ids().get(),
                parts.clock().instant(),
                clientName(request),
                request.method().name(),
                path,
                wire.label(),
                server.upstream().name(),
                program.ruleSet().version());
        this.exchange = parts.ring().open(start);
        parts.journal().append(start.event());
        String off = off(request, parts.correction().get());
        var choice = new RuleChoice(program, start.client(), off);
        this.answer = new AnswerRelay(client, parts, request, wire, exchange, choice, this);
    }

    void start() {
        if (HttpUtil.is100ContinueExpected(request)) {
            client.sendContinue();
        }
        dial = parts.pool().acquire(server, client.loop(), this);
    }

    private static String clientName(HttpRequest request) {
        String agent = request.headers().get(HttpHeaderNames.USER_AGENT, "").strip();
        int end = 0;
        while (end < agent.length() && agent.charAt(end) > ' ' && agent.charAt(end) != '/') {
            end++;
        }
        return end == 0 ? "unknown" : agent.substring(0, Math.min(end, 64));
    }

    private static String off(HttpRequest request, Correction correction) {
        if (request.headers().get(Headers.BYPASS, "").strip().equals("1")) {
            return "not rewritten: the client asked for no correction";
        }
        return switch (correction) {
            case Correction.On on -> "";
            case Correction.Off none -> "not rewritten: correction is off";
            case Correction.Paused paused -> "not rewritten: correction is paused until " + paused.until();
        };
    }

    @Override
    public boolean wantsContent() {
        return !requestEnded && (over || (link != null && link.writable()));
    }

    @Override
    public void content(HttpContent piece) {
        boolean last = piece instanceof LastHttpContent;
        requestEnded = last;
        UpstreamLink to = link;
        if (over || to == null) {
            piece.release();
            return;
        }
        byte[] bytes = reader != null || copy.whole() ? ByteBufUtil.getBytes(piece.content()) : new byte[0];
        copy.add(bytes);
        if (reader != null) {
            exchange.request(bytes, 0, bytes.length);
            reader.feed(bytes, 0, bytes.length);
            if (last) {
                reader.end();
                answer.asked(reader.facts());
            }
        }
        to.write(piece);
        to.flush();
    }

    @Override
    public void connected(UpstreamLink fresh) {
        dial = null;
        link = fresh;
        fresh.write(Headers.toUpstream(request, server, wire.readable()));
        copy.again().forEach(fresh::write);
        if (requestEnded) {
            fresh.write(LastHttpContent.EMPTY_LAST_CONTENT);
        }
        fresh.flush();
        fresh.read();
        client.pump();
    }

    @Override
    public void failed(Throwable cause) {
        dial = null;
        over = true;
        answer.unreachable(server.upstream(), cause);
        client.pump();
    }

    @Override
    public void received(HttpObject message) {
        if (message.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            drop();
            answer.broken("the model server's answer is not HTTP");
        } else if (message instanceof HttpResponse head) {
            interim = head.status().code() < 200;
            copy.forget();
            if (head.status().code() == 101) {
                drop();
                answer.broken("the model server changed to a protocol that nobody asked for");
            } else if (interim) {
                answer.interim(head);
            } else {
                answer.head(head);
            }
        } else if (interim) {
            // The decoder ends an interim answer like any other.
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpContent piece) {
            if (piece instanceof LastHttpContent) {
                endLink();
            }
            answer.content(piece);
        }
    }

    /// The answer has been received to its end: the link rests if nothing is odd about it.
    private void endLink() {
        UpstreamLink done = link;
        link = null;
        over = true;
        if (done != null) {
            if (requestEnded && answer.linkReusable()) {
                parts.pool().release(done, client.loop());
            } else {
                done.close();
            }
        }
    }

    @Override
    public void readComplete() {
        answer.readComplete();
    }

    @Override
    public void writabilityChanged() {
        client.pump();
    }

    @Override
    public void closed(@Nullable Throwable cause) {
        UpstreamLink lost = link;
        link = null;
        if (!answer.begun() && !interim && !retried && lost != null && lost.reused() && copy.whole()) {
            retried = true;
            dial = parts.pool().dial(server, client.loop(), this);
            return;
        }
        over = true;
        answer.broken("the model server closed the connection before its answer was complete");
        client.pump();
    }

    /// Asks for the answer's next bytes.
    void readMore() {
        if (link != null) {
            link.read();
        }
    }

    /// Closes the leg to the model server at once.
    void drop() {
        over = true;
        if (dial != null) {
            dial.cancel();
            dial = null;
        }
        if (link != null) {
            link.close();
            link = null;
        }
    }

    @Override
    public void clientGone() {
        drop();
        answer.clientGone();
    }
}
