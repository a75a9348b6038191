package dev.errata.logs.archive;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.errata.logs.chain.OwnerOnly;
import dev.errata.logs.chain.SealedLine;
import dev.errata.logs.chain.Segment;
import dev.errata.logs.chain.SegmentFile;
import dev.errata.logs.chain.SegmentName;
import dev.errata.logs.event.Event;
import dev.errata.logs.event.SystemEvent;
import dev.errata.logs.journal.Anchor;
import dev.errata.logs.journal.FileJournal;
import dev.errata.logs.journal.Journal;
import dev.errata.logs.read.JournalReader;
import dev.errata.logs.read.Verification;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// One round of putting old segments of a home's journal away, oldest first, so that what is left has no hole.
///
/// ```
/// pack:    write archive/X.gz.part -> fsync -> unpack and compare -> rename -> record journal.archived -> delete X
/// remove:  record journal.removed -> wait until the anchor has reached it -> delete archive/X.gz
/// ```
///
/// Nothing is deleted from a chain that does not verify: what is wrong with it would go with it.
///
/// A crash at any step leaves the segment in one place at least; the next round does the rest. The open segment and the
/// one before it are never packed: a start ties the one to the other.
///
/// **Thread:** one that may block; the home's owner alone.
public final class SegmentArchive {
    private static final int BLOCK = 1 << 16;
    private static final long ANCHOR_WAIT_NANOS = 5_000_000_000L;
    private static final long ANCHOR_STEP_NANOS = 20_000_000L;

    private final Path folder;
    private final Journal journal;
    private final Supplier<Optional<Anchor.Head>> anchor;
    private final JournalReader reader;
    private final InstantSource clock;

    /// @param anchor reads the head that is committed
    public SegmentArchive(
            Path home,
            Journal journal,
            JournalReader reader,
            Supplier<Optional<Anchor.Head>> anchor,
            InstantSource clock) {
        this.folder = home.resolve(FileJournal.FOLDER);
        this.journal = journal;
        this.reader = reader;
        this.anchor = anchor;
        this.clock = clock;
    }

    /// What a round did.
    ///
    /// @param archived segments that were packed
    /// @param removed packed segments that were deleted
    /// @param fault why it did not do more, for people; null if there was nothing more to do
    public record Round(int archived, int removed, @Nullable String fault) {}

    /// What stands for a segment that is gone.
    private record Summary(long firstSeq, long lastSeq, String endHash, String sha256, long bytes) {}

    /// Does what is due.
    public Round run(Retention retention) {
        int archived = 0;
        int removed = 0;
        try {
            for (SegmentName name : due(live(), retention.archiveAfterDays())) {
                archive(name);
                archived++;
            }
            List<SegmentName> old = due(packed(), retention.removeAfterDays());
            if (!old.isEmpty() && !(reader.verify() instanceof Verification.Intact)) {
                return new Round(
                        archived,
                        removed,
                        "Old segments of the journal are kept, because its chain is not intact; see"
                                + " 'errata audit verify'.");
            }
            for (SegmentName name : old) {
                if (!remove(name)) {
                    break; // tried again in the next round; a later one must not go before it
                }
                removed++;
            }
            return new Round(archived, removed, null);
        } catch (IOException | CompletionException e) {
            return new Round(
                    archived,
                    removed,
                    "Old segments of the journal could not be put away (" + e.getMessage()
                            + "). None was lost; it is tried again.");
        }
    }

    private List<SegmentName> live() throws IOException {
        List<SegmentName> names = SegmentName.list(folder);
        return names.subList(0, Math.max(0, names.size() - 2));
    }

    private List<SegmentName> packed() throws IOException {
        return Segment.archived(folder).stream().map(Segment::name).toList();
    }

    private List<SegmentName> due(List<SegmentName> names, int days) {
        if (days == 0) {
            return List.of();
        }
        LocalDate last = clock.instant().atZone(ZoneOffset.UTC).toLocalDate().minusDays(days);
        return names.stream().takeWhile(name -> !name.day().isAfter(last)).toList();
    }

    private void archive(SegmentName name) throws IOException {
        Path live = folder.resolve(name.fileName());
        Segment packed = Segment.packed(folder, name);
        Summary summary = summary(new Segment(name, live, false));
        if (summary != null) {
            Files.createDirectories(folder.resolve(Segment.ARCHIVE));
            pack(live, packed.file(), summary.sha256());
            record(new SystemEvent.SegmentArchived(
                    name.fileName(),
                    summary.firstSeq(),
                    summary.lastSeq(),
                    summary.endHash(),
                    summary.sha256(),
                    summary.bytes()));
        }
        Files.delete(live);
    }

    private static void pack(Path live, Path packed, String sha256) throws IOException {
        Path part = packed.resolveSibling(packed.getFileName() + ".part");
        try (FileChannel channel =
                        FileChannel.open(part, Set.of(CREATE, WRITE, TRUNCATE_EXISTING), OwnerOnly.attributes(part));
                GZIPOutputStream out = new GZIPOutputStream(Channels.newOutputStream(channel), BLOCK)) {
            Files.copy(live, out);
            out.finish();
            channel.force(true);
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(part), BLOCK)) {
            if (!digest(in).equals(sha256)) {
                throw new IOException(part + " does not unpack to what was packed");
            }
        }
        Files.move(part, packed, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(packed.resolveSibling("."));
    }

    /// Deletes a packed segment, or only records that it will be, if the anchor has not come so far.
    private boolean remove(SegmentName name) throws IOException {
        Segment packed = Segment.packed(folder, name);
        Summary summary = summary(packed);
        if (summary == null) {
            Files.delete(packed.file());
            return true;
        }
        long seq = record(new SystemEvent.SegmentRemoved(
                name.fileName(), summary.firstSeq(), summary.lastSeq(), summary.endHash(), summary.sha256()));
        if (!anchored(seq)) {
            return false;
        }
        Files.delete(packed.file());
        return true;
    }

    private long record(Event event) {
        return journal.append(event).toCompletableFuture().join().seq();
    }

    private boolean anchored(long seq) {
        long end = System.nanoTime() + ANCHOR_WAIT_NANOS;
        while (anchor.get().map(Anchor.Head::seq).orElse(0L) < seq) {
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(ANCHOR_STEP_NANOS);
        }
        return true;
    }

    /// Null if the segment holds no record.
    private static @Nullable Summary summary(Segment segment) throws IOException {
        try (SegmentFile file = segment.open()) {
            Optional<SealedLine> first = file.firstRecord();
            Optional<SealedLine> last = file.lastRecord();
            if (first.isEmpty() || last.isEmpty()) {
                return null;
            }
            return new Summary(first.get().seq(), last.get().seq(), last.get().hash(), digest(segment), file.size());
        }
    }

    private static String digest(Segment segment) throws IOException {
        try (InputStream raw = Files.newInputStream(segment.file());
                InputStream in = segment.archived() ? new GZIPInputStream(raw, BLOCK) : raw) {
            return digest(in);
        }
    }

    private static String digest(InputStream in) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void sync(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        } catch (IOException _) {
            // Not every platform lets a folder be opened; there the name of a new file is durable by other means.
        }
    }
}
