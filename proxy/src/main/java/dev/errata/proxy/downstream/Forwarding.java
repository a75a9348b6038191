package dev.errata.proxy.downstream;

import dev.errata.proxy.exchange.Exchange;
import dev.errata.proxy.exchange.Exchange.ExchangeStart;
import dev.errata.proxy.upstream.fleet.Choice;
import dev.errata.proxy.upstream.fleet.Member;
import dev.errata.proxy.upstream.pool.Dial;
import dev.errata.proxy.upstream.pool.LinkUser;
import dev.errata.proxy.upstream.pool.UpstreamLink;
import dev.errata.proxy.wire.RequestReader;
import dev.errata.proxy.wire.Wire;
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
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The request leg of one exchange: from the client's first line to the model server's last byte.
///
/// Nothing is collected for the channel. A request on a wire with a codec is copied while it streams, to learn what it
/// asks for; the answer needs that, not the request. A client that leaves, in whatever phase, closes the link at once:
/// that is the only way to cancel (`wire.md` 1.7).
///
/// **Thread:** the client's event loop, which is the link's too.
final class Forwarding implements Handling, LinkUser {

    private static final long REDIAL_MILLIS = 200;

    private final ClientConnection client;
    private final Parts parts;
    private final HttpRequest request;
    private final Choice choice;
    private final Destination destination;
    private final Wire wire;
    private final Exchange exchange;
    private final AnswerRelay answer;
    private final @Nullable RequestReader reader;
    private final RequestCopy copy;
    private final RequestDecoding decoding;
    private final AnswerDecoding unencoded;
    private Member member;
    private boolean named;
    private final Verdict verdict = new Verdict();
    private @Nullable Future<?> redial;
    private int redials;
    private @Nullable Dial dial;
    private @Nullable UpstreamLink link;
    private boolean requestEnded;
    private boolean requestSent;
    private boolean decodingNow;
    private boolean interim;
    private boolean retried;
    private boolean over;

    Forwarding(ClientConnection client, Parts parts, Visitor visitor, HttpRequest request) {
        this.client = client;
        this.parts = parts;
        this.request = request;
        this.choice = parts.servers().get();
        this.member = choice.standard();
        String path = Headers.path(request.uri());
        this.wire = Wire.of(request.method().name(), path);
        this.decoding = new RequestDecoding(request);
        this.reader = wire.readable() && decoding.readable() ? new RequestReader(wire) : null;
        this.destination = new Destination(choice, request, reader);
        this.copy = new RequestCopy(destination.open());
        RuleProgram program = parts.rules().get();
        var start = new ExchangeStart(
                parts.ids().get(),
                parts.clock().instant(),
                visitor.name(),
                request.method().name(),
                path,
                wire.label(),
                choice.standard().upstream().name(),
                program.ruleSet().version());
        this.exchange = parts.ring().open(start, visitor.capture());
        var rules = RuleChoice.of(program, start.client(), request, parts.correction().get());
        this.unencoded = new AnswerDecoding(wire, rules.on());
        this.answer = new AnswerRelay(client, parts, request, wire, exchange, rules, this);
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
        if (!destination.open()) {
            sendTo(destination.standard());
        }
    }

    /// The model server is known: connects to it, unless it is left alone.
    private void sendTo(Member chosen) {
        member = chosen;
        named = true;
        parts.journal().append(exchange.to(chosen.upstream().name()));
        if (!destination.note().isEmpty()) {
            exchange.note(destination.note());
        }
        switch (chosen.ask()) {
            case Member.Admitted admitted -> {
                verdict.on(admitted.call(), chosen.upstream().name());
                dial = parts.pool().acquire(chosen.server(), client.loop(), this);
            }
            case Member.TurnedAway away -> {
                over = true;
                answer.unserved(Unserved.leftAlone(chosen.upstream(), away.left(), away.reason()));
                client.pump();
            }
        }
    }

    @Override
    public boolean wantsContent() {
        return !requestEnded
                && (over || (decoding.hungry() && (destination.open() || (link != null && link.writable()))));
    }

    @Override
    public void content(HttpContent piece) {
        long begun = System.nanoTime();
        requestEnded = piece instanceof LastHttpContent;
        UpstreamLink to = link;
        if (over || (to == null && !destination.open())) {
            piece.release();
        } else if (decoding.decodes()) {
            decoding.feed(ByteBufUtil.getBytes(piece.content()));
            piece.release();
            decode();
        } else {
            byte[] bytes = reader != null || copy.whole() ? ByteBufUtil.getBytes(piece.content()) : new byte[0];
            note(bytes);
            sent();
            if (to == null) {
                piece.release();
                choose(bytes);
            } else {
                to.write(piece);
                to.flush();
            }
        }
        exchange.costs().own(System.nanoTime() - begun);
    }

    /// Looks in the request for where it is to go.
    private void choose(byte[] bytes) {
        destination.read(bytes, requestEnded, copy.length()).ifPresent(this::sendTo);
    }

    /// Sends on what decodes, as long as the model server takes it, or reads in it which one that is.
    private void decode() {
        if (decodingNow) {
            return; // a flush has made room, and said so at once; the loop below goes on by itself
        }
        decodingNow = true;
        try {
            while (takesMore() && !requestSent) {
                Optional<byte[]> next = decoding.next();
                if (next.isEmpty()) {
                    break;
                }
                note(next.get());
                if (link == null) {
                    choose(next.get());
                } else {
                    link.write(new DefaultHttpContent(Unpooled.wrappedBuffer(next.get())));
                    link.flush();
                }
            }
            if (takesMore() && requestEnded && decoding.hungry() && !requestSent) {
                decoding.end();
                sent();
                if (link == null) {
                    choose(new byte[0]);
                } else {
                    link.write(LastHttpContent.EMPTY_LAST_CONTENT);
                    link.flush();
                }
            }
        } catch (BodyDecoder.Broken e) {
            spoiled(decoding.fault(e));
        } finally {
            decodingNow = false;
        }
    }

    private boolean takesMore() {
        return destination.open() || (link != null && link.writable());
    }

    private void note(byte[] bytes) {
        copy.add(bytes);
        if (reader != null) {
            exchange.request(bytes, 0, bytes.length);
            reader.feed(bytes, 0, bytes.length);
        }
    }

    /// What has been read of the request is all of it, if it has ended.
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
        fresh.write(Headers.toUpstream(request, member.server(), wire.readable(), decoding.decodes()));
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
        if (redials < choice.policy().get().connectRetries()) {
            // Nothing has been sent, so nothing can happen twice.
            redial = client.loop().schedule(this::redial, REDIAL_MILLIS << redials++, TimeUnit.MILLISECONDS);
            return;
        }
        over = true;
        verdict.failed("it cannot be reached");
        answer.unserved(Unserved.unreachable(member.upstream(), cause));
        client.pump();
    }

    private void redial() {
        redial = null;
        dial = parts.pool().dial(member.server(), client.loop(), this);
    }

    @Override
    public void received(HttpObject message) {
        long begun = System.nanoTime();
        take(message);
        exchange.costs().own(System.nanoTime() - begun);
    }

    private void take(HttpObject message) {
        if (message.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            verdict.failed("its answer is not HTTP");
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
            verdict.failed("its answer is not HTTP");
            drop();
            answer.broken("the model server's answer is not HTTP/1.1");
        } else if (status == 101) {
            drop();
            answer.broken("the model server changed to a protocol that nobody asked for");
        } else if (interim) {
            answer.interim(head);
        } else {
            verdict.answered(status, requestEnded && reader != null && !reader.facts().readable());
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
        long begun = System.nanoTime();
        answer.readComplete();
        exchange.costs().own(System.nanoTime() - begun);
    }

    @Override
    public void writabilityChanged() {
        if (decoding.decodes()) {
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
            dial = parts.pool().dial(member.server(), client.loop(), this);
            return;
        }
        over = true;
        verdict.failed("it closed the connection before it answered");
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
        verdict.withdrawn();
        if (redial != null) {
            redial.cancel(false);
            redial = null;
        }
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
        if (!named) {
            parts.journal().append(exchange.to(member.upstream().name()));
        }
        answer.clientGone();
    }
}
