package dev.errata.logs.journal;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.errata.logs.chain.OwnerOnly;
import dev.errata.logs.chain.SegmentFile;
import dev.errata.logs.event.SystemEvent;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Cuts off a last line without LF, which a process leaves that dies while it writes. Its bytes are on disk in a file
/// of their own before the segment is made shorter.
final class TornTail {
    private TornTail() {}

    static Optional<SystemEvent.JournalRepaired> cut(Path segment) throws IOException {
        long offset;
        long bytes;
        try (SegmentFile file = SegmentFile.open(segment)) {
            offset = file.wholeEnd();
            bytes = file.size() - offset;
        }
        if (bytes == 0) {
            return Optional.empty();
        }
        Path kept = free(segment, offset);
        try (FileChannel from = FileChannel.open(segment, READ, WRITE)) {
            keep(from, offset, kept);
            from.truncate(offset);
            from.force(true);
        }
        return Optional.of(new SystemEvent.JournalRepaired(
                segment.toFile().getName(),
                offset,
                (int) Math.min(bytes, Integer.MAX_VALUE),
                kept.toFile().getName()));
    }

    private static void keep(FileChannel from, long offset, Path kept) throws IOException {
        boolean done = false;
        try (FileChannel to = FileChannel.open(kept, Set.of(CREATE_NEW, WRITE), OwnerOnly.attributes(kept))) {
            for (long at = offset; at < from.size(); ) {
                at += from.transferTo(at, from.size() - at, to);
            }
            to.force(true);
            done = true;
        } finally {
            if (!done) {
                Files.deleteIfExists(kept); // a copy that is not whole would pass for one
            }
        }
    }

    private static Path free(Path segment, long offset) {
        String name = segment.toFile().getName() + ".torn-" + offset;
        Path kept = segment.resolveSibling(name);
        for (int i = 2; Files.exists(kept); i++) {
            kept = segment.resolveSibling(name + "-" + i);
        }
        return kept;
    }
}
