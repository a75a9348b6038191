package dev.errata.rules.stream;

import java.util.ArrayList;
import java.util.List;

/// The regions of a lane's raw text, as far as they are known.
///
/// The last region is open. Its text up to [#decided] is certain to belong to it; what follows, at most one line,
/// either belongs to it too or is a fence's line.
///
/// **Thread:** confined to its lane.
final class RegionTrack {

    /// End of a region that may still go on.
    static final long OPEN = Long.MAX_VALUE;

    /// A region and where it lies.
    ///
    /// @param end [#OPEN] while not known
    record Stretch(long start, long end, Region region) {}

    private final List<Stretch> stretches = new ArrayList<>();
    private long decided;

    RegionTrack(Region first) {
        stretches.add(new Stretch(0, OPEN, first));
        decided = OPEN;
    }

    long decided() {
        return decided;
    }

    void decided(long position) {
        decided = position;
    }

    /// The region of a position.
    Stretch at(long position) {
        for (Stretch stretch : stretches) {
            if (position < stretch.end) {
                return stretch;
            }
        }
        throw new IllegalStateException("no region at " + position);
    }

    /// Begins another region; what the open one has from there on is part of the new one.
    void begin(long start, Region region) {
        Stretch last = stretches.removeLast();
        if (last.start < start) {
            stretches.add(new Stretch(last.start, start, last.region));
        }
        stretches.add(new Stretch(start, OPEN, region));
    }

    /// Moves the start of the open region by one: a line feed that belongs to the line before.
    void beginLater() {
        Stretch last = stretches.removeLast();
        Stretch before = stretches.removeLast();
        stretches.add(new Stretch(before.start, before.end + 1, before.region));
        stretches.add(new Stretch(last.start + 1, OPEN, last.region));
    }

    /// Forgets regions that end at or before a position.
    void forget(long position) {
        while (stretches.getFirst().end <= position) {
            stretches.removeFirst();
        }
    }
}
