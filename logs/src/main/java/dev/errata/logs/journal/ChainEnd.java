package dev.errata.logs.journal;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;

import dev.errata.logs.chain.OwnerOnly;
import dev.errata.logs.chain.Seal;
import dev.errata.logs.chain.SealedLine;
import dev.errata.logs.chain.SegmentFile;
import dev.errata.logs.chain.SegmentName;
import dev.errata.logs.event.Event;
import dev.errata.logs.event.EventCodec;
import dev.errata.logs.journal.Journal.Receipt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The open end of the chain: the segment that is written, and the hash that the next record ties itself to.
///
/// Records are first added to memory, then written in one piece by [#flush]. Until then the chain stands where it
/// stood: a write that fails is undone by cutting the file back to its last good length, at once, or before the next
/// write if the disk refuses even that. So a half-written line is never followed by another.
///
/// **Thread:** confined to the journal's writer.
final class ChainEnd {
    private static final int FLUSH_AT = 1 << 20;

    /// Opens a file for writing; tests put a failing disk here.
    interface Disk {
        FileChannel open(Path file, boolean fresh) throws IOException;
    }

    /// The real disk. A new file is its owner's only.
    static final Disk REAL = (file, fresh) -> fresh
            ? FileChannel.open(file, Set.of(CREATE_NEW, WRITE, READ), OwnerOnly.attributes(file))
            : FileChannel.open(file, WRITE, READ);

    private final Path folder;
    private final Disk disk;
    private final Seal seal;
    private final long segmentBytes;
    private final EventCodec codec = new EventCodec();
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();

    private @Nullable SegmentName segment;
    private @Nullable FileChannel channel;
    private long length;
    private boolean dirty; // a failed write has left bytes beyond the good length
    private boolean full; // the next record begins a new segment
    private long seq;
    private String hash;
    private long addedSeq;
    private String addedHash;
    private long written;

    /// @param from where the chain stands
    ChainEnd(Path folder, Disk disk, Seal seal, long segmentBytes, Recovery.Found from) {
        this.folder = folder;
        this.disk = disk;
        this.seal = seal;
        this.segmentBytes = segmentBytes;
        this.segment = from.last();
        this.length = from.length();
        this.seq = from.seq();
        this.hash = from.hash();
        this.addedSeq = seq;
        this.addedHash = hash;
        this.full = !from.goesOn();
    }

    /// The last record that is in the file, 0 if there is none.
    long seq() {
        return seq;
    }

    String hash() {
        return hash;
    }

    /// The segment that is written.
    Path file() {
        return folder.resolve(requireNonNull(segment).fileName());
    }

    /// Bytes that were written since the chain was opened, in all segments.
    long written() {
        return written;
    }

    /// Adds a record to what [#flush] will write; writes before, where it must begin a new segment or memory is full.
    ///
    /// **Errors:** [IOException] if that write failed: what was added and not written is gone;
    /// [IllegalArgumentException] if the event can have no record: nothing else is touched.
    Receipt add(Event event, Instant at) throws IOException {
        byte[] line = codec.encode(addedSeq + 1, at, event, addedHash);
        if (line.length > SegmentFile.LONGEST_LINE - Seal.LENGTH * 2) {
            throw new IllegalArgumentException("a record of " + line.length + " bytes is longer than a line may be");
        }
        String newHash = seal.hash(addedHash, line, line.length);
        byte[] tail = SealedLine.tail(newHash);
        LocalDate day = at.atZone(ZoneOffset.UTC).toLocalDate();
        if (mustRotate(day, line.length + tail.length)) {
            flush();
            rotate(day);
        } else if (buffer.size() >= FLUSH_AT) {
            flush();
        }
        buffer.writeBytes(line);
        buffer.writeBytes(tail);
        addedSeq++;
        addedHash = newHash;
        return new Receipt(addedSeq, newHash);
    }

    /// Writes what was added.
    ///
    /// **Errors:** [IOException] if it could not be written: the chain stands where it stood.
    void flush() throws IOException {
        if (buffer.size() == 0) {
            return;
        }
        try {
            SegmentName current = requireNonNull(segment);
            FileChannel file = isOurs(current) ? clean() : rotate(current.day());
            dirty = true;
            ByteBuffer bytes = ByteBuffer.wrap(buffer.toByteArray());
            long at = length;
            while (bytes.hasRemaining()) {
                at += file.write(bytes, at);
            }
            written += at - length;
            length = at;
            dirty = false;
            seq = addedSeq;
            hash = addedHash;
        } catch (IOException e) {
            undo();
            throw e;
        } finally {
            buffer.reset();
            addedSeq = seq;
            addedHash = hash;
        }
    }

    /// Waits until what was written is on disk.
    void sync() throws IOException {
        if (channel != null) {
            channel.force(false);
        }
    }

    /// Closes the segment; what was added and not written is dropped.
    void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException _) {
                // All that was acknowledged has been written; there is nothing left that closing could lose.
            }
            channel = null;
        }
    }

    private boolean mustRotate(LocalDate day, int lineLength) {
        if (segment == null || full || day.isAfter(segment.day())) {
            return true;
        }
        long ahead = length + buffer.size();
        return ahead > 0 && ahead + lineLength > segmentBytes;
    }

    private FileChannel rotate(LocalDate day) throws IOException {
        sync();
        Files.createDirectories(folder);
        SegmentName name = segment == null ? SegmentName.first(day) : segment.next(day);
        FileChannel fresh = null;
        while (fresh == null) {
            try {
                fresh = disk.open(folder.resolve(name.fileName()), true);
            } catch (FileAlreadyExistsException e) {
                name = name.next(day); // not ours, and never written over
            }
        }
        close();
        channel = fresh;
        segment = name;
        length = 0;
        dirty = false;
        full = false;
        syncFolder();
        return fresh;
    }

    /// The segment, cut back to its last good length if the last write failed.
    private FileChannel clean() throws IOException {
        if (channel == null || !channel.isOpen()) {
            channel = disk.open(folder.resolve(requireNonNull(segment).fileName()), false);
        }
        if (dirty) {
            channel.truncate(length);
            dirty = false;
        }
        return channel;
    }

    /// Whether the file is as this end of the chain left it. If somebody took it away, replaced it or added to it,
    /// theirs stays as it is, for a check to name, and the chain goes on in a new segment.
    private boolean isOurs(SegmentName current) throws IOException {
        try {
            long size = Files.size(folder.resolve(current.fileName()));
            return dirty || size == length;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void undo() {
        try {
            clean();
        } catch (IOException _) {
            close(); // opened and cut again before the next write
        }
    }

    private void syncFolder() {
        try (FileChannel directory = FileChannel.open(folder, READ)) {
            directory.force(true);
        } catch (IOException _) {
            // Not every platform lets a folder be opened; there the name of a new file is durable by other means.
        }
    }
}
