package dev.errata.rules.stream;

import dev.errata.rules.match.CompiledRule;
import dev.errata.rules.match.LaneText;
import dev.errata.rules.match.Probe;
import dev.errata.rules.region.RegionTrack;
import dev.errata.rules.text.Rewrite;
import dev.errata.rules.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Matches the shadow and detect-only rules of a lane, each from left to right without overlap, none in the way of
/// another.
final class Observer {

    private final LaneText text;
    private final Walk walk;
    private final List<Probe.Found> found = new ArrayList<>();
    private final List<Rewrite> observed = new ArrayList<>();

    /// Where each rule's last match ended, as far as that lies ahead.
    private final Map<CompiledRule, Long> free = new HashMap<>();

    Observer(RuleSelection rules, LaneText text, RegionTrack track) {
        this.text = text;
        this.walk = new Walk(text, track, region -> rules.machines(region).observing());
    }

    long cursor() {
        return walk.cursor();
    }

    List<Rewrite> drain() {
        List<Rewrite> drained = List.copyOf(observed);
        observed.clear();
        return drained;
    }

    void advance() {
        walk.refresh();
        while (walk.next()) {
            if (!walk.probe().collect(walk.certain(), walk.possible(), found)) {
                return;
            }
            for (Probe.Found match : found) {
                note(match, walk.cursor());
            }
            found.clear();
            walk.pass(walk.cursor() + 1);
        }
    }

    private void note(Probe.Found match, long cursor) {
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
