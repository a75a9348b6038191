package dev.errata.rules.region;

import dev.errata.rules.match.LaneText;

/// Text that is all of one region.
final class WholeRegions implements Regions {

    private final RegionTrack track;

    WholeRegions(Region.Scoped region) {
        this.track = new RegionTrack(region);
    }

    @Override
    public RegionTrack track() {
        return track;
    }

    @Override
    public void feed(LaneText text, long from) {}

    @Override
    public void end(LaneText text) {}
}
