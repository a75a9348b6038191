package dev.errata.rules.stream;

import dev.errata.rules.match.CompiledRule;
import dev.errata.rules.match.LaneText;
import dev.errata.rules.match.Machine;
import dev.errata.rules.match.Probe;
import dev.errata.rules.text.Rewrite;
import dev.errata.rules.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Matches the shadow and detect-only rules of a lane, each from left to right without overlap, none in the way of
/// another.
final class Observer {

    private final RuleSelection rules;
    private final LaneText text;
    private final RegionTrack track;
    private final Probe probe;
    private final List<Probe.Found> found = new ArrayList<>();
    private final List<Rewrite> observed = new ArrayList<>();

    /// Where each rule's last match ended, as far as that lies ahead.
    private final Map<CompiledRule, Long> free = new HashMap<>();

    private long cursor;

    Observer(RuleSelection rules, LaneText text, RegionTrack track) {
        this.rules = rules;
        this.text = text;
        this.track = track;
        this.probe = new Probe(text);
    }

    long cursor() {
        return cursor;
    }

    List<Rewrite> drain() {
        List<Rewrite> drained = List.copyOf(observed);
        observed.clear();
        return drained;
    }

    void advance() {
        long limit = text.limit();
        while (cursor < limit) {
            RegionTrack.Stretch stretch = track.at(cursor);
            long end = Math.min(stretch.end(), limit);
            if (!(stretch.region() instanceof Region.Scoped region)) {
                probe.clear();
                cursor = end;
                continue;
            }
            if (!probe.active()) {
                Machine machine = rules.machines(region).observing();
                cursor = machine.skip(text, cursor, end);
                if (cursor == end) {
                    continue;
                }
                if (text.splitsPair(cursor)) {
                    cursor++;
                    continue;
                }
                probe.begin(machine, cursor);
            }
            if (!probe.collect(Math.min(stretch.end(), track.decided()), stretch.end(), found)) {
                return;
            }
            for (Probe.Found match : found) {
                note(match);
            }
            found.clear();
            probe.clear();
            cursor++;
        }
    }

    private void note(Probe.Found match) {
        if (free.getOrDefault(match.rule(), 0L) > cursor) {
            return;
        }
        if (free.size() > 64) {
            free.values().removeIf(end -> end <= cursor);
        }
        free.put(match.rule(), match.end());
        String before = text.text(cursor, match.end());
        observed.add(new Rewrite(
                match.rule().rule(),
                new Span(cursor, match.end()),
                before,
                match.rule().replacement(before, text, cursor, match.end()),
                1));
    }
}
