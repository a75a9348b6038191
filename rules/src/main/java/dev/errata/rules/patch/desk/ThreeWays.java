package dev.errata.rules.patch.desk;

import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.TextLines;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeChunk;
import org.eclipse.jgit.merge.MergeResult;

/// What a place is to hold when a change of it is taken back and others have changed it since.
///
/// **Source:** the merge itself is JGit's, as git does it.
final class ThreeWays {

    private ThreeWays() {}

    /// What came of it.
    sealed interface Merged {
        record Clean(Optional<FileImage> image) implements Merged {}

        record Conflict(String why) implements Merged {}
    }

    /// @param base what the change left
    /// @param ours what stands there now
    /// @param theirs what stood there before the change
    static Merged merge(Optional<FileImage> base, Optional<FileImage> ours, Optional<FileImage> theirs) {
        if (ours.equals(base)) {
            return new Merged.Clean(theirs);
        }
        if (ours.equals(theirs) || base.equals(theirs)) {
            return new Merged.Clean(ours);
        }
        if (base.isEmpty() || ours.isEmpty() || theirs.isEmpty()) {
            return new Merged.Conflict(ours.isEmpty() ? "it is gone by now" : "it was changed since, and would go");
        }
        return merge(base.get(), ours.get(), theirs.get());
    }

    private static Merged merge(FileImage base, FileImage ours, FileImage theirs) {
        FileMode mode = ours.mode() == base.mode() ? theirs.mode() : ours.mode();
        boolean modes = ours.mode() != base.mode() && theirs.mode() != base.mode() && ours.mode() != theirs.mode();
        if (modes) {
            return new Merged.Conflict("its mode was changed since");
        }
        List<Content> sides = List.of(base.content(), ours.content(), theirs.content());
        if (sides.get(1).equals(sides.get(0)) || sides.get(2).equals(sides.get(0))) {
            Content content = sides.get(1).equals(sides.get(0)) ? sides.get(2) : sides.get(1);
            return new Merged.Clean(Optional.of(new FileImage(mode, content)));
        }
        if (mode == FileMode.LINK || sides.stream().anyMatch(Content::isBinary)) {
            return new Merged.Conflict("it is no text and was changed since");
        }
        MergeResult<RawText> result = new MergeAlgorithm(new HistogramDiff())
                .merge(RawTextComparator.DEFAULT, text(sides.get(0)), text(sides.get(1)), text(sides.get(2)));
        return result.containsConflicts()
                ? new Merged.Conflict("the same lines were changed since")
                : assembled(mode, sides, result);
    }

    private static RawText text(Content content) {
        return new RawText(content.bytes());
    }

    private static Merged assembled(FileMode mode, List<Content> sides, MergeResult<RawText> result) {
        // In ISO 8859-1 each byte is a character, so that every line keeps its bytes.
        List<List<String>> lines = sides.stream()
                .map(side -> TextLines.of(new String(side.bytes(), StandardCharsets.ISO_8859_1)))
                .toList();
        var bytes = new ByteArrayOutputStream();
        boolean open = false;
        for (MergeChunk chunk : result) {
            for (String line : lines.get(chunk.getSequenceIndex()).subList(chunk.getBegin(), chunk.getEnd())) {
                if (open) {
                    return new Merged.Conflict("lines were added behind its end, which has no line break");
                }
                bytes.writeBytes(line.getBytes(StandardCharsets.ISO_8859_1));
                open = TextLines.end(line).isEmpty();
            }
        }
        return new Merged.Clean(Optional.of(new FileImage(mode, Content.of(bytes.toByteArray()))));
    }
}
