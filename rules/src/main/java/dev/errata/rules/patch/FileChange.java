package dev.errata.rules.patch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What a patch does to one file of its base.
///
/// A move or a change of the mode that comes with text hunks has no hunk of its own: it happens if any of them is
/// accepted.
///
/// **Thread:** immutable.
///
/// @param path the file's place afterwards; before, if it goes
/// @param from its place before, if it moves; else null
/// @param base the file before; null if it comes
/// @param mode its mode afterwards; null if it goes
/// @param hunks in the order of the base, none touching the lines of another
/// @param binary its bytes afterwards, if they are no text; else null
public record FileChange(
        WorkspacePath path,
        @Nullable WorkspacePath from,
        @Nullable FileImage base,
        @Nullable FileMode mode,
        List<Hunk> hunks,
        @Nullable Content binary) {

    public FileChange {
        hunks = List.copyOf(hunks);
        if (hunks.isEmpty()) {
            throw new IllegalArgumentException("a change of " + path + " without a hunk");
        }
        if (base == null && (mode == null || from != null)) {
            throw new IllegalArgumentException("a change of " + path + " from nothing to nothing");
        }
        int behind = 0;
        for (Hunk hunk : hunks) {
            if (hunk.kind() == Hunk.Kind.MODIFY) {
                if (hunk.at() < behind) {
                    throw new IllegalArgumentException(
                            "hunk " + hunk.number() + " of " + path + " touches the one before");
                }
                behind = hunk.end();
            }
        }
    }

    /// Whether the file comes with this change.
    public boolean creates() {
        return base == null;
    }

    /// Whether the file goes with this change.
    public boolean deletes() {
        return mode == null;
    }

    /// The file's place before: where [#base] was read.
    public WorkspacePath before() {
        return from == null ? path : from;
    }

    /// What becomes of the places that this change touches, if some of its hunks are accepted: an empty image where
    /// there is nothing afterwards. Nothing at all if none of its hunks is.
    ///
    /// **Errors:** [IllegalStateException] if a hunk's old side does not stand in [#base]: the patch was made wrongly.
    public NavigableMap<WorkspacePath, Optional<FileImage>> result(Set<Integer> accepted) {
        NavigableMap<WorkspacePath, Optional<FileImage>> result = new TreeMap<>();
        List<Hunk> taken =
                hunks.stream().filter(hunk -> accepted.contains(hunk.number())).toList();
        if (taken.isEmpty()) {
            return result;
        }
        if (mode == null) {
            result.put(path, Optional.empty());
            return result;
        }
        if (from != null) {
            result.put(from, Optional.empty());
        }
        result.put(path, Optional.of(new FileImage(mode, content(taken))));
        return result;
    }

    private Content content(List<Hunk> taken) {
        if (binary != null) {
            return binary;
        }
        if (base == null) {
            return Content.of(String.join("", taken.getFirst().newLines()));
        }
        // Encoded line by line, so that what no hunk touches keeps its bytes whatever a hunk brings.
        Charset charset = base.content().charset();
        List<String> lines = TextLines.of(base.content().text());
        var after = new ByteArrayOutputStream();
        int behind = 0;
        for (Hunk hunk : taken) {
            if (hunk.kind() == Hunk.Kind.MODIFY) {
                check(hunk, lines);
                lines.subList(behind, hunk.at()).forEach(line -> after.writeBytes(line.getBytes(charset)));
                hunk.newLines().forEach(line -> after.writeBytes(encoded(line, charset)));
                behind = hunk.end();
            }
        }
        lines.subList(behind, lines.size()).forEach(line -> after.writeBytes(line.getBytes(charset)));
        return Content.of(after.toByteArray());
    }

    /// In the file's own charset, or in UTF-8 where that cannot say it.
    private static byte[] encoded(String line, Charset charset) {
        return line.getBytes(charset.newEncoder().canEncode(line) ? charset : StandardCharsets.UTF_8);
    }

    private void check(Hunk hunk, List<String> lines) {
        boolean fits = hunk.end() <= lines.size()
                && IntStream.range(0, hunk.oldLines().size()).allMatch(i -> hunk.oldLines()
                        .get(i)
                        .equals(lines.get(hunk.at() + i)));
        if (!fits) {
            throw new IllegalStateException("hunk " + hunk.number() + " does not stand in " + before() + " at line "
                    + hunk.oldStart());
        }
    }
}
