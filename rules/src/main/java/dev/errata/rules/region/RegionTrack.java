package dev.errata.rules.region;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The regions of a lane's raw text, as far as they are known.
///
/// The last region is open. Its text up to [#decided] is certain to belong to it; what follows either belongs to it too
/// or is protected. The one exception begins at [#unsure]: text that belongs to the open region or to another one.
///
/// **Thread:** confined to its lane. **Units:** UTF-16 units of the lane's raw text.
public final class RegionTrack {

    /// End of a region that may still go on; no position.
    public static final long OPEN = Long.MAX_VALUE;

    /// A region and where it lies.
    ///
    /// @param end [#OPEN] while not known
    public record Stretch(long start, long end, Region region) {}

    private final List<Stretch> stretches = new ArrayList<>();
    private long decided = OPEN;
    private long unsure = OPEN;
    private Region.@Nullable Scoped other;

    RegionTrack(Region first) {
        stretches.add(new Stretch(0, OPEN, first));
    }

    /// Regions before it are final.
    public long decided() {
        return decided;
    }

    void decided(long position) {
        decided = position;
    }

    /// From here on the text may belong to [#other] instead of the open region; [#OPEN] if there is no such text.
    public long unsure() {
        return unsure;
    }

    /// What the text from [#unsure] on may belong to.
    ///
    /// @throws IllegalStateException if nothing is unsure
    public Region.Scoped other() {
        Region.Scoped region = other;
        if (region == null) {
            throw new IllegalStateException("nothing is unsure");
        }
        return region;
    }

    void unsure(long from, Region.Scoped alternative) {
        unsure = from;
        other = alternative;
    }

    void sure() {
        unsure = OPEN;
        other = null;
    }

    /// The region of a position that was not forgotten.
    public Stretch at(long position) {
        int low = 0;
        int high = stretches.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (position < stretches.get(middle).end) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return stretches.get(low);
    }

    /// Begins another region; what had been found from there on is forgotten.
    void begin(long start, Region region) {
        Stretch last = stretches.removeLast();
        while (last.start >= start && !stretches.isEmpty()) {
            last = stretches.removeLast();
        }
        if (last.start < start) {
            if (last.region.equals(Region.PROTECTED) && region.equals(Region.PROTECTED)) {
                stretches.add(new Stretch(last.start, OPEN, region));
                return;
            }
            stretches.add(new Stretch(last.start, start, last.region));
        }
        stretches.add(new Stretch(start, OPEN, region));
    }

    /// Goes on in a region from a position on, which may be the open one.
    void from(long start, Region region) {
        Region last = stretches.getLast().region;
        if (last != region && !last.equals(region)) {
            begin(start, region);
        }
    }

    /// Forgets regions that end at or before a position.
    public void forget(long position) {
        int gone = 0;
        while (stretches.get(gone).end <= position) {
            gone++;
        }
        if (gone > 0) {
            stretches.subList(0, gone).clear();
        }
    }
}
