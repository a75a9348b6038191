package dev.errata.proxy.downstream;

import dev.errata.logs.problem.ProxyProblem;
import dev.errata.proxy.exchange.Exchange;
import dev.errata.proxy.exchange.Exchange.ExchangeStart;
import dev.errata.proxy.upstream.Upstream;
import dev.errata.proxy.upstream.fleet.Choice;
import dev.errata.proxy.upstream.fleet.Member;
import dev.errata.proxy.upstream.pool.Dial;
import dev.errata.proxy.upstream.pool.LinkUser;
import dev.errata.proxy.upstream.pool.UpstreamLink;
import dev.errata.proxy.wire.RequestFacts;
import dev.errata.proxy.wire.Wire;
import dev.errata.rules.session.Budgets;
import dev.errata.rules.stream.RuleProgram;
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
import org.jspecify.annotations.Nullable;

/// The request leg of one exchange: from the client's first line to the model server's last byte.
///
/// Nothing is collected for the channel. A request on a wire with a codec is copied while it streams, to learn what it
/// asks for; the answer needs that, not the request. A client that leaves, in whatever phase, closes the link at once:
/// that is the only way to cancel (`wire.md` 1.7).
///
/// **Thread:** the client's event loop, which is the link's too.
final class Forwarding implements Handling, LinkUser, RequestBody.Road {

    private static final long REDIAL_MILLIS = 200;

    private final ClientConnection client;
    private final Parts parts;
    private final HttpRequest request;
    private final Choice choice;
    private final Wire wire;
    private final Exchange exchange;
    private final String clientName;
    private final AnswerRelay answer;
    private final RequestDecoding decoding;
    private final RequestBody body;
    private final AnswerDecoding unencoded;
    private final AnswerJoining joining;
    private Member member;
    private boolean named;
    private final Verdict verdict = new Verdict();
    private @Nullable Future<?> redial;
    private int redials;
    private @Nullable Dial dial;
    private @Nullable UpstreamLink link;
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
        this.clientName = start.client();
        exchange.costs().belongTo(Headers.conversation(request));
        exchange.costs().within(Headers.trace(request));
        this.body = new RequestBody(this, request, wire, choice, exchange, decoding);
        var rules = RuleChoice.of(
                program, start.client(), request, parts.correction().get());
        this.unencoded = new AnswerDecoding(wire, rules.on());
        this.answer = new AnswerRelay(client, parts, request, wire, exchange, rules, this);
        this.joining = new AnswerJoining(wire, answer);
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
        body.start();
    }

    @Override
    public void streamed() {
        joining.expect();
        exchange.note("asked as a stream and put together again, so that a cancel reaches the model server");
    }

    @Override
    public @Nullable UpstreamLink link() {
        return link;
    }

    @Override
    public @Nullable Upstream upstream() {
        return named ? member.upstream() : null;
    }

    @Override
    public void asked(RequestFacts facts) {
        if (body.usageAsked()) {
            exchange.note("stream_options.include_usage was added to the request, by the setting tokens.ask-usage");
            answer.hideUsage();
        }
        answer.asked(facts);
    }

    /// The model server is known: connects to it, unless it is left alone.
    @Override
    public void chosen(Member chosen) {
        member = chosen;
        named = true;
        parts.journal().append(exchange.to(chosen.upstream().name()));
        if (!body.note().isEmpty()) {
            exchange.note(body.note());
        }
        if (wire.readable() && budget() instanceof Budgets.Spent spent) {
            over = true;
            answer.refused(Unserved.spent(spent, parts.clock().instant()));
            client.pump();
            return;
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

    private Budgets.Answer budget() {
        return parts.ring().mayBegin(clientName, Headers.conversation(request));
    }

    @Override
    public boolean wantsContent() {
        return over ? !body.ended() : body.hungry();
    }

    @Override
    public void content(HttpContent piece) {
        long begun = System.nanoTime();
        if (over) {
            body.skip(piece);
        } else {
            body.content(piece);
        }
        exchange.costs().own(System.nanoTime() - begun);
    }

    @Override
    public void settled() {
        body.flush();
    }

    @Override
    public void spoiled(Fault fault) {
        body.stop();
        drop();
        client.retireGently();
        answer.spoiled(fault);
    }

    @Override
    public void connected(UpstreamLink fresh) {
        dial = null;
        link = fresh;
        HttpRequest head = Headers.toUpstream(request, member.server(), wire.readable(), decoding.decodes());
        if (body.replaced() >= 0) {
            head.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
            head.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.replaced());
        }
        fresh.write(head);
        body.repeat(fresh);
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
            answer.broken(ProxyProblem.ANSWER_NOT_HTTP, "the model server's answer is not HTTP");
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
                unencoded.content(piece).forEach(this::join);
            } catch (BodyDecoder.Broken e) {
                drop();
                answer.broken(
                        ProxyProblem.ANSWER_NOT_DECODED,
                        "the model server's encoded answer cannot be decoded: " + e.getMessage());
            }
        }
    }

    private void join(HttpContent piece) {
        String why = joining.content(piece);
        if (!why.isEmpty()) {
            verdict.failed("its stream was broken");
            answer.broken(ProxyProblem.ANSWER_BROKEN_OFF, why);
        }
    }

    private void head(HttpResponse head) {
        int status = head.status().code();
        interim = status < 200;
        body.forget();
        if (status < 100 || status > 999 || AnswerHead.strange(head)) {
            verdict.failed("its answer is not HTTP");
            drop();
            answer.broken(ProxyProblem.ANSWER_NOT_HTTP, "the model server's answer is not HTTP/1.1");
        } else if (status == 101) {
            drop();
            answer.broken(ProxyProblem.ANSWER_NOT_HTTP, "the model server changed to a protocol that nobody asked for");
        } else if (interim) {
            answer.interim(head);
        } else {
            verdict.answered(status, body.unreadable());
            joining.head(unencoded.head(head));
        }
    }

    /// The answer has been received to its end: the link rests if nothing is odd about it.
    private void endLink() {
        UpstreamLink done = link;
        link = null;
        over = true;
        if (done != null) {
            if (body.sent() && (answer.linkReusable() || joining.linkReusable())) {
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
        body.resume();
        client.pump();
    }

    @Override
    public void closed(@Nullable Throwable cause) {
        UpstreamLink lost = link;
        link = null;
        if (!answer.begun() && !interim && !retried && lost != null && lost.reused() && body.repeatable()) {
            retried = true;
            dial = parts.pool().dial(member.server(), client.loop(), this);
            return;
        }
        over = true;
        verdict.failed("it closed the connection before it answered");
        answer.broken(
                ProxyProblem.ANSWER_BROKEN_OFF,
                "the model server closed the connection before its answer was complete");
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
            if (body.sent()) {
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
        body.close();
        unencoded.close();
        if (!named) {
            parts.journal().append(exchange.to(member.upstream().name()));
        }
        answer.clientGone();
    }
}
