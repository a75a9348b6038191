package dev.errata.proxy.rewrite;

import dev.errata.proxy.wire.Frame.Mark;
import dev.errata.proxy.wire.JsonSplice;
import dev.errata.rules.stream.LaneRewriter.Corrected;
import dev.errata.rules.text.Rewrite;
import java.util.ArrayList;
import java.util.List;

/// A lane's next text.
///
/// Raw positions, left to right: `start <= sent <= taken <= end`. What is between `sent` and `taken` is decided and
/// kept in `pending`; what is between `taken` and `end` is still held by the lane.
final class TextPiece implements Piece {

    private final Lane lane;
    private final long start;
    private final int from;
    private final int to;
    private final String value;
    private final boolean json;
    private final StringBuilder pending = new StringBuilder();
    private final List<Rewrite> changes = new ArrayList<>();
    private boolean changed;
    private long sent;
    private long taken;

    TextPiece(Lane lane, long start, Mark.Text text) {
        this.lane = lane;
        this.start = start;
        this.from = text.from();
        this.to = text.to();
        this.value = text.value();
        this.json = text.json();
        this.sent = start;
        this.taken = start;
    }

    Lane lane() {
        return lane;
    }

    /// The raw position at which it ends.
    long end() {
        return start + value.length();
    }

    @Override
    public boolean advance(boolean parts) {
        long target = lane.settled() >= end() ? end() : parts ? Math.min(lane.safeCut(), end()) : taken;
        if (target > taken) {
            Corrected corrected = lane.take(target);
            taken = target;
            pending.append(corrected.text());
            changes.addAll(corrected.rewrites());
            changed |= corrected.changed();
        }
        return taken == end();
    }

    @Override
    public boolean changed() {
        return changed;
    }

    @Override
    public boolean begun() {
        return sent > start;
    }

    @Override
    public boolean hasPending() {
        return !pending.isEmpty();
    }

    @Override
    public JsonSplice send() {
        String text = pending.toString();
        lane.passed(raw(sent, taken), text, taken, changes);
        sent = taken;
        pending.setLength(0);
        changes.clear();
        return new JsonSplice(from, to, text, json);
    }

    @Override
    public JsonSplice sendRaw() {
        long begin = Math.clamp(lane.covered(), sent, end());
        String text = raw(begin, end());
        lane.passed(raw(sent, end()), text, end(), List.of());
        changed = begin > start;
        sent = end();
        taken = end();
        return new JsonSplice(from, to, text, json);
    }

    @Override
    public void abandon() {
        long begin = Math.clamp(lane.covered(), sent, end());
        if (begin > sent) {
            lane.passed(raw(sent, begin), "", begin, List.of());
            sent = begin;
        }
    }

    private String raw(long begin, long stop) {
        return value.substring(Math.toIntExact(begin - start), Math.toIntExact(stop - start));
    }
}
