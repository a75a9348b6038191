package dev.errata.proxy.rewrite;

import dev.errata.proxy.exchange.Exchange;
import dev.errata.proxy.wire.Frame;
import dev.errata.proxy.wire.Framing;
import dev.errata.proxy.wire.NullUsage;
import dev.errata.proxy.wire.Splitter;
import dev.errata.proxy.wire.SseUnit;
import dev.errata.proxy.wire.Wire;
import dev.errata.proxy.wire.WireException;
import dev.errata.rules.Rule.OnError;
import dev.errata.rules.stream.RuleFailure;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Rewrites a streamed body while it flows: events, or lines of JSON.
///
/// Every unit of the stream goes through one queue, in order. An event's texts are pushed to their lanes when it comes;
/// it leaves the queue's head when the lanes have decided all of them:
///
/// ```
/// bytes -> Splitter -> unit -> Wire.event -> Lanes.accept -> queue -> (decided?) -> spliced or as it was -> Outbox
///                      |                                                                                  ^
///                      comment: at once, if nothing waits or something has changed ------------------------+
/// ```
///
/// - **Nothing changed yet** in this exchange: an event waits whole and what follows waits behind it, so the bytes that
///   the client gets are those that the server sent.
/// - **After the first change** the head may go out in parts, if it holds one text and nothing else, and comments pass.
/// - A replacement goes out where its match begins. An event that lost all its text to it is dropped if it holds
///   nothing else.
/// - Comments pass if the head has waited for five seconds: clients give up on a silent server.
///
/// If a rule breaks, its `on_error` counts. Open: what is held goes out as the model sent it and the rest passes
/// unchanged but still recorded. Closed: what is held is dropped and the stream ends with an error of its wire. If the
/// stream is not what its wire should carry, the rest passes unread. The exchange's note says so.
///
/// | limit | value | beyond it |
/// |---|---|---|
/// | events held | 64 MiB | they go out, and the rest passes, unchanged but recorded |
///
/// **Thread:** its exchange's event loop.
public final class StreamBody {

    /// How long comments wait behind a held event.
    public static final long COMMENTS_WAIT_MILLIS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(StreamBody.class);

    /// Most bytes of events that are held.
    static final int MOST_HELD = 64 << 20;

    private final Wire wire;
    private final Rules rules;
    private final Exchange exchange;
    private final Clock clock;
    private final Lanes lanes;
    private final Splitter splitter;
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private boolean changed;
    private boolean raw;
    private boolean usageHidden;
    private long held;
    private int ends;
    private @Nullable RuleTrouble trouble;

    /// A stream of events.
    public StreamBody(Wire wire, Rules rules, Exchange exchange, Clock clock) {
        this(wire, Framing.EVENTS, rules, exchange, clock);
    }

    public StreamBody(Wire wire, Framing framing, Rules rules, Exchange exchange, Clock clock) {
        this.splitter = framing.splitter();
        this.wire = wire;
        this.rules = rules;
        this.exchange = exchange;
        this.clock = clock;
        this.ends = wire.ends(rules.facts());
        this.lanes = new Lanes(rules, exchange, wire.repeats());
    }

    /// Takes the usage out of what the client gets: it was asked for in its name.
    public void hideUsage() {
        usageHidden = true;
    }

    /// Takes the next bytes of the body and gives out what may go to the client.
    public void feed(byte[] bytes, int from, int to, Outbox out) {
        if (refused()) {
            return;
        }
        if (raw) {
            out.add(bytes, from, to);
            return;
        }
        splitter.feed(bytes, from, to);
        accept(out);
        if (!raw && !refused() && splitter.overlong()) {
            passRaw("an event of the model server is longer than 8 MiB", out);
        }
        if (raw) {
            out.add(splitter.takeRaw());
        }
    }

    /// Says that the model server will send no more, be it the end or a break, and gives out everything.
    public void end(Outbox out) {
        if (!raw && !refused()) {
            SseUnit rest = splitter.rest();
            if (rest != null) {
                accept(rest, false, out);
            }
        }
        if (refused()) {
            return;
        }
        try {
            lanes.endAll();
            noteFailure();
            drain(out);
            if (!queue.isEmpty()) {
                throw new IllegalStateException("a lane holds text beyond its end");
            }
        } catch (RuntimeException e) {
            fail(e, out);
        }
    }

    /// What went wrong with a rule, once.
    public Optional<RuleTrouble> trouble() {
        return Optional.ofNullable(trouble);
    }

    /// Whether the answer has ended with an error: nothing may follow.
    public boolean refused() {
        return trouble != null && trouble.onError() == OnError.CLOSED;
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
        while (unit != null && !refused()) {
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
                SseUnit shown = usageHidden ? NullUsage.without(unit) : unit;
                Frame frame = read(shown, out);
                if (frame != null) {
                    event(shown, frame, closed, out);
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
        if (!frame.divisible() && count(unit, frame) && usageHidden) {
            return;
        }
        List<Piece> pieces;
        try {
            pieces = lanes.accept(frame);
        } catch (RuntimeException e) {
            fail(e, out);
            if (refused()) {
                return;
            }
            pieces = lanes.accept(frame);
        }
        if (hasText(pieces)) {
            exchange.delta();
        }
        noteFailure();
        enqueue(unit, frame, pieces, closed);
        try {
            drain(out);
        } catch (RuntimeException e) {
            fail(e, out);
        }
        if (held > MOST_HELD) {
            exchange.note("more than 64 MiB would have been held: unchanged from there on");
            flushRaw(out);
        }
    }

    private static boolean hasText(List<Piece> pieces) {
        for (Piece piece : pieces) {
            if (piece instanceof TextPiece) {
                return true;
            }
        }
        return false;
    }

    /// Counts what it tells, and says whether it is the event that tells the usage of the whole and nothing else.
    private boolean count(SseUnit unit, Frame frame) {
        for (Frame.Mark mark : frame.marks()) {
            if (mark instanceof Frame.Mark.End(int group)) {
                exchange.costs().result(group);
            }
        }
        return exchange.costs().frame(unit.json(), unit.from(), unit.to());
    }

    private void enqueue(SseUnit unit, Frame frame, List<Piece> pieces, boolean closed) {
        byte[] bytes = unit.bytes();
        // A copy must not repeat a byte order mark, which only the first event of a stream can have.
        boolean divisible = frame.divisible() && closed && bytes[0] != (byte) 0xEF;
        boolean comment = unit.kind() == SseUnit.Kind.COMMENT;
        boolean last = frame.terminal() && --ends == 0;
        held += bytes.length;
        queue.add(new Waiting(bytes, pieces, divisible, comment, last, clock.millis()));
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
            held -= head.bytes().length;
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
                held -= waiting.bytes().length;
                out.add(waiting.bytes());
            }
            return waiting.comment();
        });
    }

    private void fail(RuntimeException fault, Outbox out) {
        RuleTrouble found = rules.trouble(fault);
        trouble = found;
        LOG.warn("Exchange {}: {}", exchange.id(), found.note(), fault);
        exchange.note(found.note());
        switch (found.onError()) {
            case OPEN -> flushRaw(out);
            case CLOSED -> {
                abandon();
                out.markLast();
                out.add(wire.failure(found.problem(), found.message()));
            }
        }
    }

    /// Says once that a lane goes on without rules.
    private void noteFailure() {
        RuleFailure failure = trouble == null ? lanes.failure() : null;
        if (failure != null) {
            RuleTrouble found = rules.trouble(failure);
            trouble = found;
            LOG.warn("Exchange {}: {}", exchange.id(), found.note());
            exchange.note(found.note());
        }
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
        held = 0;
    }
}
