package dev.errata.rules.patch;

import java.util.List;

/// Why a change cannot be made in a file as it is now: both sides of each place where two changes meet.
///
/// **Thread:** immutable.
///
/// @param path the file
/// @param hunk the number of the hunk that has no place; 0 if it is about the whole file
/// @param reason for people, one sentence that names the file
/// @param wanted what the other side is, for people: `proposed`, `before the patch`, `the version`
/// @param regions none where there is no text to show
public record Conflict(WorkspacePath path, int hunk, String reason, String wanted, List<Region> regions) {

    /// One place.
    ///
    /// @param line where it begins in the file as it is now, from 1
    /// @param now what stands there, lines with their ends
    /// @param other what was to stand there
    public record Region(int line, List<String> now, List<String> other) {
        public Region {
            now = List.copyOf(now);
            other = List.copyOf(other);
        }
    }

    public Conflict {
        regions = List.copyOf(regions);
    }

    /// One without sides.
    public static Conflict of(WorkspacePath path, String reason) {
        return new Conflict(path, 0, reason, "", List.of());
    }

    /// All of it as text, the sides as git shows them.
    public String words() {
        StringBuilder text = new StringBuilder(reason);
        for (Region region : regions) {
            text.append("\n<<<<<<< now\n")
                    .append(joined(region.now()))
                    .append("=======\n")
                    .append(joined(region.other()))
                    .append(">>>>>>> ")
                    .append(wanted)
                    .append('\n');
        }
        return text.toString();
    }

    private static String joined(List<String> lines) {
        String text = String.join("", lines);
        return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }
}
