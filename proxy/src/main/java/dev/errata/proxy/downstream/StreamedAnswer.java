package dev.errata.proxy.downstream;

import dev.errata.proxy.exchange.Exchange;
import dev.errata.proxy.rewrite.Outbox;
import dev.errata.proxy.rewrite.StreamBody;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// A streamed answer on its way through the rules to the client: what they let go goes out, and what clients take as
/// the end waits for the journal.
///
/// **Thread:** its exchange's event loop.
final class StreamedAnswer {

    private static final long TICK_MILLIS = 1_000;

    private final StreamBody events;
    private final AnswerOutput output;
    private final TroubleReport report;
    private final Exchange exchange;
    private final EventLoop loop;
    private final Outbox outbox = new Outbox();
    private boolean ticking;
    private boolean over;

    StreamedAnswer(
            StreamBody events, AnswerOutput output, TroubleReport report, Exchange exchange, EventLoop loop) {
        this.events = events;
        this.output = output;
        this.report = report;
        this.exchange = exchange;
        this.loop = loop;
    }

    /// Takes the next bytes of the body.
    ///
    /// @param last whether they end it
    /// @return whether the rules let the answer go on; if not, the client has been told that it ends with an error
    boolean take(byte[] bytes, boolean last) {
        events.feed(bytes, 0, bytes.length, outbox);
        if (last) {
            events.end(outbox);
            report.tell(events.trouble());
            output.seal(outcome());
        }
        report.tell(events.trouble());
        pass();
        over = last || events.refused();
        if (!events.refused()) {
            exchange.costs().holding(events.waiting());
            tickLater();
        }
        return !events.refused();
    }

    /// The model server broke off: what is held goes out, without an end.
    void breakOff() {
        over = true;
        events.end(outbox);
        report.tell(events.trouble());
        pass();
    }

    /// The client is gone.
    void abandon() {
        over = true;
        events.abandon();
    }

    private String outcome() {
        return events.refused() ? AnswerOutput.REFUSED : "completed";
    }

    /// Sends what the rewriter let go; from what clients take as the end on, only after the journal has it.
    private void pass() {
        byte[] bytes = outbox.bytes();
        int last = outbox.lastFrom();
        int open = last < 0 ? bytes.length : last;
        if (open > 0) {
            output.put(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes, 0, open)));
        }
        if (last >= 0) {
            output.seal(outcome());
            output.put(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes, last, bytes.length - last)));
        }
        outbox.clear();
    }

    /// Looks once a second, while something is held, whether comments have waited too long.
    private void tickLater() {
        if (!ticking && !over && events.waiting()) {
            ticking = true;
            Future<?> unused = loop.schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void tick() {
        ticking = false;
        if (!over) {
            events.tick(outbox);
            pass();
            exchange.costs().holding(events.waiting());
            output.flush(() -> {});
            tickLater();
        }
    }
}
