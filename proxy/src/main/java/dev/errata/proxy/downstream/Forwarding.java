package dev.errata.proxy.downstream;

import dev.errata.proxy.exchange.Exchange;
import dev.errata.proxy.exchange.Exchange.ExchangeStart;
import dev.errata.proxy.upstream.fleet.Call;
import dev.errata.proxy.upstream.fleet.Choice;
import dev.errata.proxy.upstream.fleet.Member;
import dev.errata.proxy.upstream.fleet.Member.Admitted;
import dev.errata.proxy.upstream.fleet.Member.TurnedAway;
import dev.errata.proxy.upstream.pool.Dial;
import dev.errata.proxy.upstream.pool.LinkUser;
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
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
    private @Nullable Member member;
    private @Nullable Call call;
    private @Nullable Future<?> redial;
    private int redials;
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
        this.choice = parts.servers().get();
        String path = Headers.path(request.uri());
        this.wire = Wire.of(request.method().name(), path);
        this.reader = wire.readable() ? new RequestReader() : null;
        this.destination = new Destination(choice, request, reader);
        this.copy = new RequestCopy(destination.open());
        RuleProgram program = parts.rules().get();
        var start = new ExchangeStart(
                parts.ids().get(),
                parts.clock().instant(),
                clientName(request),
                request.method().name(),
                path,
                wire.label(),
                choice.standard().upstream().name(),
                program.ruleSet().version());
        this.exchange = parts.ring().open(start);
        String off = off(request, parts.correction().get());
        var rules = new RuleChoice(program, start.client(), off);
        this.answer = new AnswerRelay(client, parts, request, wire, exchange, rules, this);
    }

    void start() {
        if (HttpUtil.is100ContinueExpected(request)) {
            client.sendContinue();
        }
        if (!destination.open()) {
            sendTo(destination.standard());
        }
    }

    /// The model server is known: connects to it, unless it is left alone.
    private void sendTo(Member chosen) {
        member = chosen;
        begin(chosen);
        if (!destination.note().isEmpty()) {
            exchange.note(destination.note());
        }
        switch (chosen.ask()) {
            case Admitted admitted -> {
                call = admitted.call();
                dial = parts.pool().acquire(chosen.server(), client.loop(), this);
            }
            case TurnedAway away -> {
                over = true;
                answer.unserved(Unserved.leftAlone(chosen.upstream(), away.left(), away.reason()));
                client.pump();
            }
        }
    }

    private void begin(Member chosen) {
        parts.journal().append(exchange.to(chosen.upstream().name()));
    }

    private Member chosen() {
        Member known = member;
        if (known == null) {
            throw new IllegalStateException("nothing is sent before the model server is known");
        }
        return known;
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
        return !requestEnded && (over || destination.open() || (link != null && link.writable()));
    }

    @Override
    public void content(HttpContent piece) {
        boolean last = piece instanceof LastHttpContent;
        requestEnded = last;
        UpstreamLink to = link;
        boolean choosing = destination.open();
        if (over || (to == null && !choosing)) {
            piece.release();
            return;
        }
        long begun = System.nanoTime();
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
        if (to == null) {
            piece.release();
            destination.read(bytes, last, copy.length()).ifPresent(this::sendTo);
        } else {
            to.write(piece);
            to.flush();
        }
        exchange.costs().own(System.nanoTime() - begun);
    }

    @Override
    public void connected(UpstreamLink fresh) {
        dial = null;
        link = fresh;
        fresh.write(Headers.toUpstream(request, chosen().server(), wire.readable()));
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
        if (redials < choice.policy().get().connectRetries()) {
            // Nothing has been sent, so nothing can happen twice.
            redial = client.loop().schedule(this::redial, REDIAL_MILLIS << redials++, TimeUnit.MILLISECONDS);
            return;
        }
        over = true;
        tell(one -> one.failed("it cannot be reached"));
        answer.unserved(Unserved.unreachable(chosen().upstream(), cause));
        client.pump();
    }

    private void redial() {
        redial = null;
        dial = parts.pool().dial(chosen().server(), client.loop(), this);
    }

    private void tell(Consumer<Call> outcome) {
        if (call != null) {
            outcome.accept(call);
        }
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
            tell(one -> one.failed("its answer is not HTTP"));
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
                judge(head.status().code());
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

    /// What an answer's status says about the server. 501 is no failure: it does not do what was asked, llama-server
    /// says so of `/infill` on many models. Neither is an error about a request that is no JSON, which llama-server
    /// calls 500.
    private void judge(int status) {
        if (status < 500 || status == 501) {
            tell(Call::succeeded);
        } else if (requestEnded && reader != null && !reader.facts().readable()) {
            tell(Call::withdrawn);
        } else {
            tell(one -> one.failed("it answered with status " + status));
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
        long begun = System.nanoTime();
        answer.readComplete();
        exchange.costs().own(System.nanoTime() - begun);
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
            dial = parts.pool().dial(chosen().server(), client.loop(), this);
            return;
        }
        over = true;
        tell(one -> one.failed("it closed the connection before it answered"));
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
        tell(Call::withdrawn);
        if (redial != null) {
            redial.cancel(false);
            redial = null;
        }
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
        if (member == null) {
            begin(destination.standard());
        }
        answer.clientGone();
    }
}
