package dev.errata.proxy.exchange;

import dev.errata.logs.blob.TextHash;
import dev.errata.logs.event.RewriteEntry;
import dev.errata.logs.event.TrafficEvent;
import dev.errata.proxy.client.CaptureLevel;
import dev.errata.proxy.exchange.ExchangeSnapshot.Phase;
import dev.errata.rules.Rule.Policy;
import dev.errata.rules.stream.LaneSource;
import dev.errata.rules.text.Rewrite;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One exchange while it lives and after it.
///
/// What it calls raw is what has been *passed on*: text that is still held is neither raw nor sent yet. So at every
/// moment, and for an exchange that broke off too, raw text + rewrites = sent text.
///
/// | limit | value | beyond it |
/// |---|---|---|
/// | request kept | 256 KiB | cut, shown as truncated |
/// | text shown, each lane, raw and sent | 1 MiB | cut after the end, shown as truncated; hashes cover all |
/// | raw text kept for the proof, all lanes | 4 MiB | not kept, said in the note |
///
/// **Thread:** everything but [#snapshot] and [#detail] is for its event loop.
public final class Exchange {

    private static final int REQUEST_KEPT = 256 << 10;
    private static final int TEXT_SHOWN = 1 << 20;

    /// Largest raw text that is kept on disk, in bytes of UTF-8.
    public static final int RAW_KEPT = 4 << 20;

    /// Matches that changed nothing are recorded up to this many, then only counted.
    public static final int OBSERVED_KEPT = 10_000;

    private final ExchangeStart start;
    private final ExchangeRing ring;
    private final List<RewriteEntry> rewrites = new ArrayList<>();
    private final List<RewriteEntry> observed = new ArrayList<>();
    private final Digests digests = new Digests();
    private final MessageDigest body = TextHash.sha256();
    private final CaptureLevel capture;
    private final boolean keepsRaw;
    private Set<Policy> guarded = Set.of();
    private final GrowingBytes request = new GrowingBytes();
    private final AtomicLong counted = new AtomicLong();
    private final Costs costs = new Costs();
    private int counting;
    private boolean measured;

    // Written by the event loop alone; each is a value of its own, so a reader may mix two moments, never see half a
    // value.
    private volatile List<LaneTrace> lanes = List.of();
    private volatile @Nullable String model;
    private volatile String upstream;
    private volatile int status;
    private volatile Phase phase = Phase.WAITING;
    private volatile long firstByteMillis = -1;
    private volatile long firstTokenMillis = -1;
    private volatile long endMillis = -1;
    private volatile int deltas;
    private volatile int rewritten;
    private volatile int seen;
    private int matched; // the event loop's own count, published as seen
    private volatile boolean streamed;
    private volatile boolean inspected;
    private volatile boolean truncated;
    private volatile String note = "";
    private volatile long revision;

    Exchange(ExchangeStart start, CaptureLevel capture, ExchangeRing ring) {
        this.start = start;
        this.ring = ring;
        this.capture = capture;
        this.keepsRaw = capture.texts() && ring.raw().wanted();
        this.upstream = start.upstream();
        if (!capture.texts()) {
            note = "its text is not kept: capture level " + capture.word();
        }
        this.revision = ring.touch();
    }

    public String id() {
        return start.id();
    }

    /// What it costs, added up by those who work for it.
    public Costs costs() {
        return costs;
    }

    /// The exchange's beginning, as the journal is to keep it.
    public TrafficEvent.ExchangeStarted begun() {
        return Withholding.of(start.event(upstream), capture);
    }

    /// The model server is chosen; nothing has been sent to it yet.
    ///
    /// @return the exchange's beginning, as the journal is to keep it
    public TrafficEvent.ExchangeStarted to(String server) {
        upstream = server;
        touch();
        return begun();
    }

    /// A piece of the request's body.
    public void request(byte[] bytes, int from, int to) {
        if (capture.texts()) {
            truncated |= !request.append(bytes, from, to, REQUEST_KEPT);
        }
    }

    /// The model's name; the answer's word counts more than the request's, so it may come twice.
    public void model(String name) {
        model = name;
        touch();
    }

    /// The guards that the request raises, which a replay needs.
    public void guarded(Set<Policy> guards) {
        guarded = guards;
    }

    /// The answer's head has come.
    public void answered(int code) {
        status = code;
        firstByteMillis = elapsed();
        phase = Phase.STREAMING;
        touch();
    }

    /// How the answer is treated.
    public void read(boolean byCodec, boolean asStream) {
        inspected = byCodec;
        streamed = asStream;
        touch();
    }

    /// One text-carrying event has come in.
    public void delta() {
        if (firstTokenMillis < 0) {
            firstTokenMillis = elapsed();
        }
        deltas = ++counting;
        touch();
    }

    /// Bytes of a body that no codec reads.
    public void unread(ByteBuffer bytes) {
        body.update(bytes);
    }

    /// Text goes out.
    ///
    /// @param raw what the model sent
    /// @param sent what stands for it now
    /// @param changes what made the difference
    public void passed(String lane, String raw, String sent, List<Rewrite> changes) {
        LaneTrace trace = lane(lane);
        boolean first = trace == lanes.getFirst();
        // The first lane is hashed as it comes; the others are hashed at the end, so they are needed whole.
        int limit = !first ? Integer.MAX_VALUE : capture.texts() ? TEXT_SHOWN : 0;
        int rawLimit = first && keepsRaw ? RAW_KEPT + 1 : limit;
        boolean same = changes.isEmpty() && trace.even() && raw.equals(sent);
        byte[] rawBytes = trace.rawBytes(raw);
        byte[] sentBytes = same && trace.even() ? rawBytes : trace.sentBytes(sent);
        if (first) {
            digests.raw(rawBytes);
            digests.sent(sentBytes);
        }
        boolean rawFits = trace.raw.append(rawBytes, 0, rawBytes.length, rawLimit);
        boolean sentFits = trace.sent.append(sentBytes, 0, sentBytes.length, limit);
        truncated |= !rawFits || !sentFits;
        if (!changes.isEmpty()) {
            if (capture.texts()) {
                trace.changed(changes);
            }
            changes.forEach(change -> rewrites.add(LaneTrace.entry(lane, change)));
            rewritten = rewrites.size();
            ring.corrected(changes);
        }
        touch();
    }

    /// Matches that changed nothing.
    public void observed(String lane, List<Rewrite> matches) {
        if (!matches.isEmpty()) {
            LaneTrace trace = lane(lane);
            if (capture.texts()) {
                trace.seen(matches);
            }
            for (Rewrite match : matches) {
                if (observed.size() < OBSERVED_KEPT) {
                    observed.add(LaneTrace.entry(lane, match));
                } else {
                    note("more matches were only observed than are recorded");
                }
            }
            matched += matches.size();
            seen = matched;
            ring.matched(matches);
            touch();
        }
    }

    /// Why something was not done as usual. Several reasons are joined.
    public void note(String reason) {
        if (!reason.isEmpty() && !note.contains(reason)) {
            note = note.isEmpty() ? reason : note + "; " + reason;
            touch();
        }
    }

    /// The end, as the journal is to keep it. Call it once.
    ///
    /// @param outcome one of the journal's words
    public TrafficEvent.ExchangeFinished finish(String outcome) {
        String bodyHash = inspected ? "" : HexFormat.of().formatHex(body.digest());
        digests.rest(lanes);
        endMillis = elapsed();
        if (keepsRaw && inspected && !lanes.isEmpty()) {
            note(RawKeeping.keep(ring.raw(), start, model, guarded, lanes));
        }
        int shown = capture.texts() ? TEXT_SHOWN : 0;
        for (LaneTrace lane : lanes) {
            truncated |= lane.raw.length() > TEXT_SHOWN || lane.sent.length() > TEXT_SHOWN;
            lane.raw.trim(shown);
            lane.sent.trim(shown);
        }
        request.trim(REQUEST_KEPT);
        touch();
        var whole = new TrafficEvent.ExchangeFinished(
                start.id(),
                start.client(),
                start.wire(),
                model,
                status,
                outcome,
                inspected,
                note,
                inspected ? digests.rawHex() : bodyHash,
                inspected ? digests.sentHex() : bodyHash,
                rewrites,
                observed,
                endMillis);
        return Withholding.of(whole, capture);
    }

    /// The exchange is over for the client too.
    public void phase(Phase last) {
        phase = last;
        touch();
        ring.ended(this);
        if (!measured) {
            measured = true;
            ring.meter().ended(costs.end(snapshot(), rewrites, observed, this::detail, capture.names()));
        }
    }

    /// Counts its texts towards the ring's bound from now on.
    ///
    /// @return the bytes to add; 0 if the ring has forgotten the exchange meanwhile
    long count() {
        long weight = request.capacity();
        for (LaneTrace lane : lanes) {
            weight += lane.raw.capacity() + lane.sent.capacity();
        }
        return counted.compareAndSet(0, weight) ? weight : 0;
    }

    /// Counts them no more.
    ///
    /// @return the bytes to take off; 0 if they were not counted
    long uncount() {
        return Math.max(0, counted.getAndSet(-1));
    }

    /// Forgets the texts of an exchange that has ended; its numbers stay. One that lives is left alone.
    ///
    /// @return the bytes to take off
    long forgetTexts() {
        if (endMillis < 0) {
            return 0;
        }
        truncated = true;
        lanes = List.of();
        request.trim(0);
        touch();
        return uncount();
    }

    ExchangeSnapshot snapshot() {
        long seenAt = revision;
        return new ExchangeSnapshot(
                start.id(),
                seenAt,
                start.at(),
                start.client(),
                start.method(),
                start.path(),
                start.wire(),
                model,
                upstream,
                status,
                phase,
                firstByteMillis,
                firstTokenMillis,
                endMillis,
                deltas,
                rewritten,
                seen,
                streamed,
                inspected,
                note);
    }

    ExchangeDetail detail() {
        List<LaneTrace> shown = capture.texts() ? lanes : List.of();
        return new ExchangeDetail(
                snapshot(), request.text(), shown.stream().map(LaneTrace::text).toList(), truncated && capture.texts());
    }

    /// A lane begins. Its place among the others, which the hashes depend on, is fixed by that.
    ///
    /// @param source what its rewriter was made for
    public void opened(String lane, LaneSource source) {
        var more = new ArrayList<>(lanes);
        more.add(new LaneTrace(lane, source));
        lanes = List.copyOf(more);
        touch();
    }

    private LaneTrace lane(String label) {
        for (LaneTrace lane : lanes) {
            if (lane.label.equals(label)) {
                return lane;
            }
        }
        throw new IllegalArgumentException("no lane was opened as " + label);
    }

    private long elapsed() {
        return Math.max(0, ring.now().toEpochMilli() - start.at().toEpochMilli());
    }

    private void touch() {
        revision = ring.touch();
    }

    /// What is known when an exchange begins.
    ///
    /// @param id ULID
    /// @param ruleSet version of the rule snapshot that it keeps
    public record ExchangeStart(
            String id,
            Instant at,
            String client,
            String method,
            String path,
            String wire,
            String upstream,
            long ruleSet) {

        TrafficEvent.ExchangeStarted event(String server) {
            return new TrafficEvent.ExchangeStarted(id, client, method, path, wire, server, ruleSet);
        }
    }
}
