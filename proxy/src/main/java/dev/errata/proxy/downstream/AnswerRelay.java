package dev.errata.proxy.downstream;

import dev.errata.logs.problem.ProxyProblem;
import dev.errata.proxy.downstream.AnswerPlan.Bodyless;
import dev.errata.proxy.downstream.AnswerPlan.Document;
import dev.errata.proxy.downstream.AnswerPlan.Events;
import dev.errata.proxy.downstream.AnswerPlan.Unread;
import dev.errata.proxy.exchange.Exchange;
import dev.errata.proxy.rewrite.RuleTrouble;
import dev.errata.proxy.rewrite.Rules;
import dev.errata.proxy.rewrite.StreamBody;
import dev.errata.proxy.rewrite.WholeBody;
import dev.errata.proxy.rewrite.WholeBody.Finished;
import dev.errata.proxy.wire.ErrorShape;
import dev.errata.proxy.wire.RequestFacts;
import dev.errata.proxy.wire.Wire;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The answer leg of one exchange: from the model server's head to the client's last byte.
///
/// What may go out goes through [AnswerOutput], which keeps the end back until the journal has it. The next read is
/// asked for only after the last write went out, and not while the journal is pressed.
///
/// **Thread:** the client's event loop.
final class AnswerRelay {

    private static final long PRESSED_MILLIS = 20;
    private static final String UPSTREAM_FAILED = "upstream_failed";
    private static final String SPOILED = "refused";

    private final ClientConnection client;
    private final Parts parts;
    private final HttpRequest request;
    private final Wire wire;
    private final Exchange exchange;
    private final RuleChoice choice;
    private final Forwarding forwarding;
    private final AnswerOutput output;
    private final TroubleReport report;
    private RequestFacts facts = RequestFacts.UNKNOWN;
    private @Nullable HttpResponse upstreamHead;
    private @Nullable StreamedAnswer events;
    private @Nullable WholeBody document;
    private boolean bodyless;
    private boolean usageHidden;
    private boolean keepAlive;
    private boolean over;

    AnswerRelay(
            ClientConnection client,
            Parts parts,
            HttpRequest request,
            Wire wire,
            Exchange exchange,
            RuleChoice choice,
            Forwarding forwarding) {
        this.client = client;
        this.parts = parts;
        this.request = request;
        this.wire = wire;
        this.exchange = exchange;
        this.choice = choice;
        this.forwarding = forwarding;
        this.output = new AnswerOutput(client, parts.journal(), exchange);
        this.report = new TroubleReport(parts.journal(), exchange.id());
    }

    /// The request has been read.
    void asked(RequestFacts known) {
        facts = known;
        if (known.model() != null) {
            exchange.model(known.model());
        }
    }

    /// The client has not asked for the usage that the model server was asked for.
    void hideUsage() {
        usageHidden = true;
    }

    /// Whether the model server has begun to answer.
    boolean begun() {
        return upstreamHead != null;
    }

    /// Whether the link may be used again, as far as the answer's head tells.
    boolean linkReusable() {
        return upstreamHead != null && HttpUtil.isKeepAlive(upstreamHead);
    }

    /// An interim answer goes to clients that know of such.
    void interim(HttpResponse head) {
        if (head.status().code() != 100 && !request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            client.raw(AnswerHead.interim(head));
        }
    }

    void head(HttpResponse head) {
        upstreamHead = head;
        exchange.answered(head.status().code());
        switch (AnswerPlan.of(request, head, wire, facts)) {
            case Bodyless none -> bodyless = true;
            case Document whole -> {
                exchange.read(true, false);
                document = new WholeBody(wire, rules(), exchange);
            }
            case Unread unread -> passUnread(head, unread);
            case Events stream -> {
                exchange.read(true, true);
                var body = new StreamBody(wire, stream.framing(), rules(), exchange, parts.clock());
                if (usageHidden) {
                    body.hideUsage();
                }
                events = new StreamedAnswer(body, output, report, exchange, client.loop());
                HttpResponse out = AnswerHead.copy(head);
                if (choice.on()) {
                    out.headers().set(Headers.EXCHANGE, exchange.id());
                    Headers.bodyMayChange(out.headers());
                }
                putHead(out);
            }
        }
    }

    private Rules rules() {
        exchange.guarded(facts.guarded());
        Rules rules = choice.rules(facts);
        rules.note().ifPresent(exchange::note);
        return rules;
    }

    private void passUnread(HttpResponse head, Unread unread) {
        HttpResponse out = AnswerHead.copy(head);
        if (unread.text()) {
            out.headers().set(Headers.INSPECTED, "no");
            exchange.note(unread.why());
        }
        putHead(out);
    }

    private void putHead(HttpResponse out) {
        keepAlive = AnswerHead.frame(out, request.protocolVersion(), !bodyless, client.keepsAlive(request));
        output.put(out);
    }

    /// Takes the next piece of the body; releases it, or passes it on.
    void content(HttpContent piece) {
        if (over) {
            piece.release();
            return;
        }
        LastHttpContent last = piece instanceof LastHttpContent end ? end : null;
        if (events != null) {
            if (!events.take(take(piece), last != null)) {
                refused(last == null);
                return;
            }
        } else if (document != null) {
            collect(document, take(piece), last != null);
            if (over) {
                return;
            }
        } else {
            unread(piece, last);
            return;
        }
        if (last != null) {
            end(AnswerHead.last(last));
        }
    }

    /// The client has been told that the answer ends with an error; what the model server still says is of no use.
    private void refused(boolean speaking) {
        over = true;
        output.putLast(LastHttpContent.EMPTY_LAST_CONTENT, keepAlive);
        if (speaking) {
            forwarding.drop();
        }
    }

    private void unread(HttpContent piece, @Nullable LastHttpContent last) {
        exchange.unread(piece.content().nioBuffer());
        if (last == null) {
            output.put(piece);
            return;
        }
        output.seal("completed");
        if (bodyless && upstreamHead != null) {
            putHead(AnswerHead.copy(upstreamHead));
        }
        end(last);
    }

    private void collect(WholeBody whole, byte[] bytes, boolean last) {
        HttpResponse head = upstreamHead;
        if (head == null) {
            throw new IllegalStateException("a body without a head");
        }
        if (!whole.add(bytes)) {
            document = null;
            passUnread(head, new Unread(true, AnswerPlan.TOO_LARGE));
            exchange.read(false, false);
            exchange.unread(ByteBuffer.wrap(whole.collected()));
            if (last) {
                output.seal("completed");
            }
            output.put(new DefaultHttpContent(Unpooled.wrappedBuffer(whole.collected())));
        } else if (last) {
            HttpResponse out = AnswerHead.copy(head);
            switch (whole.finish()) {
                case Finished.Refused(RuleTrouble trouble) -> {
                    report.tell(Optional.of(trouble));
                    fail(new Unserved(ProxyProblem.RULE_FAILED, 502, 0, trouble.message(), ""), AnswerOutput.REFUSED);
                }
                case Finished.Unread unread -> {
                    exchange.read(false, false);
                    out.headers().set(Headers.INSPECTED, "no");
                    exchange.unread(ByteBuffer.wrap(whole.collected()));
                    putBody(out, whole.collected());
                }
                case Finished.Rewritten(byte[] body, RuleTrouble trouble) -> {
                    report.tell(Optional.ofNullable(trouble));
                    exchange.read(true, false);
                    if (choice.on()) {
                        out.headers().set(Headers.EXCHANGE, exchange.id());
                        Headers.bodyMayChange(out.headers());
                        out.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
                    }
                    putBody(out, body);
                }
            }
        }
    }

    private void putBody(HttpResponse head, byte[] body) {
        output.seal("completed");
        putHead(head);
        output.put(new DefaultHttpContent(Unpooled.wrappedBuffer(body)));
    }

    private void end(LastHttpContent last) {
        over = true;
        output.seal("completed");
        output.putLast(last, keepAlive);
    }

    void readComplete() {
        output.flush(this::readMore);
    }

    private void readMore() {
        if (over) {
            return;
        }
        if (parts.journal().pressed()) {
            Future<?> unused = client.loop().schedule(this::readMore, PRESSED_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            forwarding.readMore();
        }
    }

    /// The request was not sent.
    void unserved(Unserved why) {
        fail(why, UPSTREAM_FAILED);
    }

    /// The request was not sent because its client may not.
    void refused(Unserved why) {
        fail(why, SPOILED);
    }

    /// The model server broke off.
    void broken(ProxyProblem problem, String why) {
        if (over) {
            return;
        }
        if (output.begun()) {
            breakOff(problem.said(why), UPSTREAM_FAILED);
        } else {
            String message = "No answer: " + why + ". Look at the model server's own log, then ask again.";
            fail(new Unserved(problem, 502, 0, message, problem.said(why)), UPSTREAM_FAILED);
        }
    }

    /// The client's own request turned out to be broken while it came.
    void spoiled(Fault fault) {
        if (over) {
            return;
        }
        if (output.begun()) {
            breakOff(fault.note(), SPOILED);
        } else {
            fail(new Unserved(fault.problem(), fault.status(), 0, fault.message(), fault.note()), SPOILED);
        }
    }

    private void breakOff(String why, String outcome) {
        over = true;
        exchange.note(why);
        if (events != null) {
            events.breakOff();
        }
        output.seal(outcome);
        output.putBreak();
    }

    private void fail(Unserved why, String outcome) {
        over = true;
        bodyless = false;
        exchange.answered(why.status());
        exchange.read(false, false);
        if (!why.note().isEmpty()) {
            exchange.note(why.note());
        }
        byte[] body = ErrorShape.of(Headers.path(request.uri())).body(why.status(), why.problem(), why.message());
        exchange.unread(ByteBuffer.wrap(body));
        output.seal(outcome);
        putHead(AnswerHead.json(why.status(), body.length, why.retryAfter()));
        output.put(new DefaultHttpContent(Unpooled.wrappedBuffer(body)));
        output.putLast(LastHttpContent.EMPTY_LAST_CONTENT, keepAlive);
    }

    void clientGone() {
        over = true;
        if (events != null) {
            events.abandon();
        }
        output.clientGone();
    }

    private byte[] take(HttpContent piece) {
        byte[] bytes = ByteBufUtil.getBytes(piece.content());
        piece.release();
        return bytes;
    }
}
