package dev.errata.rules.stream;

import dev.errata.rules.match.LaneText;
import dev.errata.rules.match.Machine;
import dev.errata.rules.match.Probe;
import dev.errata.rules.region.Region;
import dev.errata.rules.region.RegionTrack;
import java.util.function.Function;

/// A cursor that goes from one position where a match may begin to the next, through the regions of a lane.
///
/// A line that may become a fence is walked as if it did not: where no rule matches, it does not matter; where one
/// does, the match waits for the line's end, as it is not certain to be inside its region before.
///
/// **Thread:** confined to its lane.
final class Walk {

    private final LaneText text;
    private final RegionTrack track;
    private final Function<Region.Scoped, Machine> machines;
    private final Probe probe;
    private long cursor;

    /// The region of the cursor; it can change while it is open.
    private RegionTrack.Stretch stretch = new RegionTrack.Stretch(-1, -1, Region.PROTECTED);

    /// Where the region of `machine` starts: a region is known by that as long as it is one for rules.
    private long machineStart = -1;

    private Machine machine = Machine.NONE;

    Walk(LaneText text, RegionTrack track, Function<Region.Scoped, Machine> machines) {
        this.text = text;
        this.track = track;
        this.machines = machines;
        this.probe = new Probe(text);
    }

    /// Everything before it was decided.
    long cursor() {
        return cursor;
    }

    Probe probe() {
        return probe;
    }

    /// Regions may have changed: more text came, or its end.
    void refresh() {
        stretch = new RegionTrack.Stretch(-1, -1, Region.PROTECTED);
    }

    /// Goes to the next position that has to be asked about, which may be the one where it stands.
    ///
    /// @return false if there is none in the text so far
    boolean next() {
        long limit = text.limit();
        while (cursor < limit) {
            if (cursor >= track.unsure()) {
                skipUnsure(limit);
                return false;
            }
            if (cursor >= stretch.end()) {
                stretch = track.at(cursor);
            }
            long end = Math.min(Math.min(stretch.end(), limit), track.unsure());
            if (!(stretch.region() instanceof Region.Scoped region)) {
                probe.clear();
                cursor = end;
                continue;
            }
            if (probe.active()) {
                return true;
            }
            if (machineStart != stretch.start()) {
                machineStart = stretch.start();
                machine = machines.apply(region);
            }
            cursor = machine.skip(text, cursor, end);
            if (cursor < end) {
                if (!text.splitsPair(cursor)) {
                    probe.begin(machine, cursor);
                    return true;
                }
                cursor++;
            }
        }
        return false;
    }

    /// Passes over text of which two regions are possible, as far as nothing can begin in either.
    private void skipUnsure(long limit) {
        probe.clear();
        long first = machines.apply(track.other()).skip(text, cursor, limit);
        if (track.at(cursor).region() instanceof Region.Scoped region) {
            first = Math.min(first, machines.apply(region).skip(text, cursor, limit));
        }
        cursor = first;
    }

    /// A match that ends at or before this is certain to be inside its region.
    long certain() {
        return Math.min(stretch.end(), track.decided());
    }

    /// A match that ends after this is not inside its region.
    long possible() {
        return stretch.end();
    }

    /// Leaves the position: it is decided.
    void pass(long to) {
        probe.clear();
        cursor = to;
    }
}
