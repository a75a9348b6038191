package dev.errata.rules.region;

import dev.errata.rules.match.LaneText;

/// Divides a lane's text into regions while it arrives.
///
/// Regions depend on the raw text alone, not on how it was cut.
///
/// **Thread:** confined to its lane.
public interface Regions {

    /// What is known so far.
    RegionTrack track();

    /// Reads the text from a position on, which is where it ended the last time.
    void feed(LaneText text, long from);

    /// The text is complete: decides what depended on more of it. More text may follow all the same; it continues the
    /// last line as no marker.
    void end(LaneText text);

    /// Text that is all of one region: reasoning, a completion at the cursor.
    static Regions whole(Region.Scoped region) {
        return new WholeRegions(region);
    }

    /// An answer's text: prose with code fences, edits and markers in it.
    static Regions text() {
        return TextRegions.answer();
    }

    /// Code that a tool writes: all of one region, but for the placeholders in it.
    static Regions leaf(Region.Scoped region) {
        return TextRegions.leaf(region);
    }

    /// A text that is a patch, a diff or a row of search and replace blocks: open to rules on its new sides only.
    ///
    /// @param side the scope of the new sides, and the language where the patch names none
    static Regions patch(Region.Scoped side) {
        return TextRegions.patch(side);
    }
}
