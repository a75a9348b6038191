package dev.errata.rules.stream;

import dev.errata.rules.region.Marker;
import java.util.List;

/// Something in an answer that no rule may touch: markers that clients read, and the old side of edits.
///
/// @param marker what it looks like; several forms with commas between them
/// @param meaning what it is to the client that reads it
/// @param source who reads it
public record Protection(String marker, String meaning, String source) {

    /// All there is, from the tables that the rewriter itself uses.
    public static List<Protection> all() {
        return Marker.all().stream()
                .map(marker -> new Protection(marker.shown(), marker.meaning(), marker.source()))
                .toList();
    }
}
