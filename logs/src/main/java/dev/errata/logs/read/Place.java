package dev.errata.logs.read;

/// Where a record stands, for finding it again at once.
///
/// @param segment the segment's file name, as it is before it is packed
/// @param start the byte of the segment at which its line begins
public record Place(long seq, String segment, long start) {

    /// A record together with its place.
    public record Placed(Place place, JournalRecord record) {}
}
