package dev.errata.proxy.rewrite;

import dev.errata.proxy.exchange.Exchange;
import dev.errata.proxy.wire.Frame;
import dev.errata.proxy.wire.SseSplitter;
import dev.errata.proxy.wire.SseUnit;
import dev.errata.proxy.wire.Wire;
import dev.errata.proxy.wire.WireException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Rewrites an event stream while it flows.
///
/// Every unit of the stream goes through one queue, in order. An event's texts are pushed to their lanes when it comes;
/// it leaves the queue's head when the lanes have decided all of them:
///
/// ```
/// bytes -> SseSplitter -> unit -> Wire.event -> Lanes.accept -> queue -> (decided?) -> spliced or as it was -> Outbox
///                          |                                                                                    ^
///                          comment: at once, if nothing waits or something has changed -------------------------+
/// ```
///
/// - **Nothing changed yet** in this exchange: an event waits whole and what follows waits behind it, so the bytes that
///   the client gets are those that the server sent.
/// - **After the first change** the head may go out in parts, if it holds one text and nothing else, and comments pass.
/// - A replacement goes out where its match begins. An event that lost all its text to it is dropped if it holds
///   nothing else.
/// - Comments pass if the head has waited for five seconds: clients give up on a silent server.
///
/// What fails, fails open. If a rule breaks, what is held goes out as the model sent it and the rest passes unchanged
/// but still recorded. If the stream is not what its wire should carry, the rest passes unread. The exchange's note
/// says so.
///
/// **Thread:** its exchange's event loop.
public final class StreamBody {

    /// How long comments wait behind a held event.
    public static final long COMMENTS_WAIT_MILLIS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(StreamBody.class);

    private final Wire wire;
    private final Exchange exchange;
    private final Clock clock;
    private final Lanes lanes;
    private final SseSplitter splitter = new SseSplitter();
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private boolean changed;
    private boolean raw;

    public StreamBody(Wire wire, Rules rules, Exchange exchange, Clock clock) {
        this.wire = wire;
        this.exchange = exchange;
        this.clock = clock;
        this.lanes = new Lanes(rules, exchange);
    }

    /// Takes the next bytes of the body and gives out what may go to the client.
    public void feed(byte[] bytes, int from, int to, Outbox out) {
        if (raw) {
            out.add(bytes, from, to);
            return;
        }
        splitter.feed(bytes, from, to);
        accept(out);
        if (!raw && splitter.overlong()) {
            passRaw("an event of the model server is longer than 8 MiB", out);
        }
        if (raw) {
            out.add(splitter.takeRaw());
        }
    }

    /// Says that the model server will send no more, be it the end or a break, and gives out everything.
    public void end(Outbox out) {
        if (!raw) {
            SseUnit rest = splitter.rest();
            if (rest != null) {
                accept(rest, false, out);
            }
        }
        try {
            lanes.endAll();
            drain(out);
        } catch (RuntimeException e) {
            failOpen(e, out);
        }
        if (!queue.isEmpty()) {
            failOpen(new IllegalStateException("a lane holds text beyond its end"), out);
        }
    }

    /// Lets comments pass that have waited too long.
    public void tick(Outbox out) {
        if (late()) {
            passComments(out);
        }
    }

    /// Whether anything is held.
    public boolean waiting() {
        return !queue.isEmpty();
    }

    /// The client is gone: nothing more will be sent.
    public void abandon() {
        for (Waiting waiting : queue) {
            waiting.pieces().forEach(Piece::abandon);
        }
        queue.clear();
    }

    private void accept(Outbox out) {
        SseUnit unit = splitter.next();
        while (unit != null) {
            if (raw) {
                out.add(unit.bytes());
            } else {
                accept(unit, true, out);
            }
            unit = splitter.next();
        }
    }

    /// @param closed whether the unit has its blank line; without it no copy can follow
    private void accept(SseUnit unit, boolean closed, Outbox out) {
        switch (unit.kind()) {
            case COMMENT -> {
                tick(out);
                if (queue.isEmpty() || changed || late()) {
                    out.add(unit.bytes());
                } else {
                    enqueue(unit, Frame.SILENT, List.of(), closed);
                }
            }
            case OTHER -> {
                enqueue(unit, Frame.SILENT, List.of(), closed);
                drain(out);
            }
            case EVENT -> {
                Frame frame = read(unit, out);
                if (frame != null) {
                    event(unit, frame, closed, out);
                }
            }
        }
    }

    private @Nullable Frame read(SseUnit unit, Outbox out) {
        try {
            return wire.event(unit.json(), unit.from(), unit.to());
        } catch (WireException e) {
            passRaw("the model server sent an event that cannot be read", out);
            out.add(unit.bytes());
            return null;
        }
    }

    private void event(SseUnit unit, Frame frame, boolean closed, Outbox out) {
        List<Piece> pieces;
        try {
            pieces = lanes.accept(frame);
        } catch (RuntimeException e) {
            failOpen(e, out);
            pieces = lanes.accept(frame);
        }
        if (!pieces.isEmpty()) {
            exchange.delta();
        }
        enqueue(unit, frame, pieces, closed);
        try {
            drain(out);
        } catch (RuntimeException e) {
            failOpen(e, out);
        }
    }

    private void enqueue(SseUnit unit, Frame frame, List<Piece> pieces, boolean closed) {
        byte[] bytes = unit.bytes();
        // A copy must not repeat a byte order mark, which only the first event of a stream can have.
        boolean divisible = frame.divisible() && closed && bytes[0] != (byte) 0xEF;
        boolean comment = unit.kind() == SseUnit.Kind.COMMENT;
        queue.add(new Waiting(bytes, pieces, divisible, comment, frame.terminal(), clock.millis()));
    }

    private void drain(Outbox out) {
        Waiting head = queue.peek();
        while (head != null) {
            boolean whole = head.advance();
            changed |= head.changed();
            if (!whole) {
                if (changed) {
                    if (head.divisible()) {
                        head.sendPart(out);
                    }
                    passComments(out);
                }
                return;
            }
            queue.remove();
            head.send(out);
            head = queue.peek();
        }
    }

    private boolean late() {
        Waiting head = queue.peek();
        return head != null && clock.millis() - head.since() >= COMMENTS_WAIT_MILLIS;
    }

    private void passComments(Outbox out) {
        queue.removeIf(waiting -> {
            if (waiting.comment()) {
                out.add(waiting.bytes());
            }
            return waiting.comment();
        });
    }

    private void failOpen(RuntimeException fault, Outbox out) {
        LOG.warn("Exchange {}: a rule failed; its text passes on unchanged", exchange.id(), fault);
        exchange.note("a rule failed (" + fault.getClass().getSimpleName() + "): unchanged from there on");
        flushRaw(out);
    }

    private void passRaw(String reason, Outbox out) {
        LOG.warn("Exchange {}: {}; the answer passes on unread", exchange.id(), reason);
        exchange.note(reason + ": passed on unread from there on");
        flushRaw(out);
        raw = true;
    }

    private void flushRaw(Outbox out) {
        lanes.passOn(
                queue.stream().flatMap(waiting -> waiting.pieces().stream()).toList());
        while (!queue.isEmpty()) {
            queue.remove().sendRaw(out);
        }
    }
}
