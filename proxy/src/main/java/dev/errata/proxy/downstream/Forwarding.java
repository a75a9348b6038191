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
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The request leg of one exchange: from the client's first line to the model server's last byte.
///
/// Nothing is collected for the channel. A request on a wire with a codec is copied while it streams, to learn what it
/// asks for; the answer needs that, not the request. A client that leaves, in whatever phase, closes the link at once:
/// that is the only way to cancel (`wire.md` 1.7).
///
/// **Thread:** the client's event loop, which is the link's too.
final class Forwarding implements Handling, LinkUser {

    private static final Logger LOG = LoggerFactory.getLogger(Forwarding.class);

    private final ClientConnection client;
    private final Parts parts;
    private final HttpRequest request;
    private final ModelServer server;
    private final Wire wire;
    private final Exchange exchange;
    private final AnswerRelay answer;
    private final @Nullable RequestReader reader;
    private final RequestCopy copy = new RequestCopy();
    private final RequestDecoding decoding;
    private final AnswerDecoding unencoded;
    private @Nullable Dial dial;
    private @Nullable UpstreamLink link;
    private boolean requestEnded;
    private boolean requestSent;
    private boolean decodingNow;
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
        this.decoding = new RequestDecoding(request);
        this.reader = wire.readable() && decoding.readable() ? new RequestReader(wire) : null;
        RuleProgram program = parts.rules().get();
        var start = new ExchangeStart(
                parts.ids().get(),
                parts.clock().instant(),
                Headers.clientName(request),
                request.method().name(),
                path,
                wire.label(),
                server.upstream().name(),
                program.ruleSet().version());
        this.exchange = parts.ring().open(start);
        parts.journal().append(start.event());
        String off = off(request, parts.correction().get());
        var choice = new RuleChoice(program, start.client(), off);
        this.unencoded = new AnswerDecoding(wire, choice.on());
        this.answer = new AnswerRelay(client, parts, request, wire, exchange, choice, this);
    }

    void start() {
        if (HttpUtil.is100ContinueExpected(request)) {
            client.sendContinue();
        }
        if (wire.readable() && !decoding.readable()) {
            exchange.note(decoding.note());
        }
        if (wire.readable() && request.headers().contains(Headers.CONVERSATION)) {
            exchange.note("X-Conversation-Id was not passed on: a corrected stream cannot be resumed");
        }
        dial = parts.pool().acquire(server, client.loop(), this);
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
        return !requestEnded && (over || (link != null && link.writable() && decoding.hungry()));
    }

    @Override
    public void content(HttpContent piece) {
        requestEnded = piece instanceof LastHttpContent;
        UpstreamLink to = link;
        if (over || to == null) {
            piece.release();
        } else if (decoding.decodes()) {
            decoding.feed(ByteBufUtil.getBytes(piece.content()));
            piece.release();
            decode();
        } else {
            note(reader != null || copy.whole() ? ByteBufUtil.getBytes(piece.content()) : new byte[0]);
            to.write(piece);
            to.flush();
            sent();
        }
    }

    /// Sends on what decodes, as long as the model server takes it.
    private void decode() {
        if (decodingNow) {
            return; // a flush has made room, and said so at once; the loop below goes on by itself
        }
        decodingNow = true;
        try {
            Optional<byte[]> next = Optional.empty();
            while (link != null && link.writable() && !requestSent) {
                next = decoding.next();
                if (next.isEmpty()) {
                    break;
                }
                note(next.get());
                link.write(new DefaultHttpContent(Unpooled.wrappedBuffer(next.get())));
                link.flush();
            }
            if (link != null && requestEnded && decoding.hungry() && !requestSent) {
                decoding.end();
                link.write(LastHttpContent.EMPTY_LAST_CONTENT);
                link.flush();
                sent();
            }
        } catch (BodyDecoder.Broken e) {
            spoiled(decoding.fault(e));
        } finally {
            decodingNow = false;
        }
    }

    private void note(byte[] bytes) {
        copy.add(bytes);
        if (reader != null) {
            exchange.request(bytes, 0, bytes.length);
            reader.feed(bytes, 0, bytes.length);
        }
    }

    private void sent() {
        if (requestEnded) {
            requestSent = true;
            if (reader != null) {
                reader.end();
                answer.asked(reader.facts());
            }
        }
    }

    @Override
    public void spoiled(Fault fault) {
        requestEnded = true;
        drop();
        client.retireGently();
        answer.spoiled(fault);
    }

    @Override
    public void connected(UpstreamLink fresh) {
        dial = null;
        link = fresh;
        fresh.write(Headers.toUpstream(request, server, wire.readable(), decoding.decodes()));
        copy.again().forEach(fresh::write);
        if (requestSent) {
            fresh.write(LastHttpContent.EMPTY_LAST_CONTENT);
        }
        fresh.flush();
        fresh.read();
        writabilityChanged();
    }

    @Override
    public void failed(Throwable cause) {
        dial = null;
        over = true;
        URI base = server.upstream().base();
        LOG.info("The model server {} cannot be reached: {}", base, cause.toString());
        String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        answer.unreachable("The model server at " + base + " cannot be reached (" + why
                + "). Nothing was sent to it: start it, or choose another one in Errata, and ask again.");
        client.pump();
    }

    @Override
    public void received(HttpObject message) {
        if (message.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            drop();
            answer.broken("the model server's answer is not HTTP");
        } else if (message instanceof HttpResponse head) {
            head(head);
        } else if (interim) {
            // The decoder ends an interim answer like any other.
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpContent piece) {
            if (piece instanceof LastHttpContent) {
                endLink();
            }
            try {
                unencoded.content(piece).forEach(answer::content);
            } catch (BodyDecoder.Broken e) {
                drop();
                answer.broken("the model server's encoded answer cannot be decoded: " + e.getMessage());
            }
        }
    }

    private void head(HttpResponse head) {
        int status = head.status().code();
        interim = status < 200;
        copy.forget();
        if (status < 100 || status > 999 || AnswerHead.strange(head)) {
            drop();
            answer.broken("the model server's answer is not HTTP/1.1");
        } else if (status == 101) {
            drop();
            answer.broken("the model server changed to a protocol that nobody asked for");
        } else if (interim) {
            answer.interim(head);
        } else {
            answer.head(unencoded.head(head));
        }
    }

    /// The answer has been received to its end: the link rests if nothing is odd about it.
    private void endLink() {
        UpstreamLink done = link;
        link = null;
        over = true;
        if (done != null) {
            if (requestSent && answer.linkReusable()) {
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
        if (decoding.decodes() && !decoding.hungry()) {
            decode();
        }
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
            if (requestSent) {
                link.close();
            } else {
                link.reset();
            }
            link = null;
        }
    }

    @Override
    public void clientGone() {
        drop();
        decoding.close();
        unencoded.close();
        answer.clientGone();
    }
}
