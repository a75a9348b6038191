package dev.errata.logs.chain;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// The lines of a segment, forwards and backwards, through one small block of memory; never writes.
///
/// It sees the file as long as it was when it was opened: what a running writer adds later is for the next opening.
///
/// **Thread:** confined to one. **Units:** positions and lengths are bytes.
/// **Errors:** [IOException] if the file cannot be read or a line is longer than [#LONGEST_LINE].
public final class SegmentFile implements Closeable {
    /// A longer line is damage: the writer writes none, and a reader must not fill the memory with it.
    public static final int LONGEST_LINE = 64 << 20;

    private static final int BLOCK = 1 << 16;

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final byte[] block = new byte[BLOCK];
    private long blockIndex = -1;

    private SegmentFile(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        this.size = channel.size();
    }

    /// Opens a segment for reading.
    public static SegmentFile open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, READ);
        try {
            return new SegmentFile(path, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// Opens a segment that was packed with gzip.
    static SegmentFile unpack(Path packed) throws IOException {
        Path plain = Files.createTempFile("errata-segment-", ".jsonl"); // its owner's only, as such files are
        FileChannel channel = null;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(packed), BLOCK)) {
            channel = FileChannel.open(plain, READ, WRITE, DELETE_ON_CLOSE);
            in.transferTo(Channels.newOutputStream(channel)); // the file's name may be gone already
            return new SegmentFile(packed, channel);
        } catch (IOException e) {
            if (channel != null) {
                channel.close();
            }
            Files.deleteIfExists(plain);
            throw e;
        }
    }

    public long size() {
        return size;
    }

    /// The place after the last LF: what follows it is a torn tail.
    public long wholeEnd() throws IOException {
        return lineStart(size);
    }

    /// The line that begins at a place; empty at the end of the file.
    public Optional<Line> lineAt(long start) throws IOException {
        if (start >= size) {
            return Optional.empty();
        }
        for (long at = start; at < size; ) {
            byteAt(at);
            int from = (int) (at % BLOCK);
            int to = (int) Math.min(BLOCK, size - (at - from));
            int end = from;
            while (end < to && block[end] != '\n') { // over the array, not by byteAt: this loop is most of a start
                end++;
            }
            at += end - from;
            if (end < to) {
                return Optional.of(new Line(start, at + 1, true));
            }
            if (at - start > LONGEST_LINE) {
                throw new IOException(path + " has a line that is longer than any record, at byte " + start);
            }
        }
        return Optional.of(new Line(start, size, false));
    }

    /// The line that ends right before a place where another begins; empty at the begin of the file.
    public Optional<Line> lineBefore(long next) throws IOException {
        return next <= 0 ? Optional.empty() : Optional.of(new Line(lineStart(next - 1), next, true));
    }

    /// A line's bytes without its LF.
    public byte[] bytes(Line line) throws IOException {
        byte[] bytes = new byte[(int) (line.end() - line.start()) - (line.whole() ? 1 : 0)];
        int done = 0;
        while (done < bytes.length) {
            long at = line.start() + done;
            byteAt(at);
            int from = (int) (at % BLOCK);
            int length = Math.min(BLOCK - from, bytes.length - done);
            System.arraycopy(block, from, bytes, done, length);
            done += length;
        }
        return bytes;
    }

    /// The record on a line; empty if it is not one.
    public Optional<SealedLine> record(Line line) throws IOException {
        return line.whole() ? SealedLine.of(bytes(line)) : Optional.empty();
    }

    /// The first record of the file, whatever stands before it.
    public Optional<SealedLine> firstRecord() throws IOException {
        return firstRecordFrom(0);
    }

    /// The last record of the file, whatever stands after it.
    public Optional<SealedLine> lastRecord() throws IOException {
        Optional<Line> line = lineBefore(wholeEnd());
        while (line.isPresent()) {
            Optional<SealedLine> record = record(line.get());
            if (record.isPresent()) {
                return record;
            }
            line = lineBefore(line.get().start());
        }
        return Optional.empty();
    }

    /// Where the first line begins whose number is not below `seq`; [#wholeEnd] if there is none. Halves its way.
    public long find(long seq) throws IOException {
        long low = 0;
        long high = wholeEnd();
        while (low < high) {
            long start = lineStart(low + (high - low) / 2);
            Optional<SealedLine> record = firstRecordFrom(start);
            if (record.isEmpty() || record.get().seq() >= seq) {
                high = start;
            } else {
                low = lineAt(start).orElseThrow().end();
            }
        }
        return low;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private Optional<SealedLine> firstRecordFrom(long start) throws IOException {
        Optional<Line> line = lineAt(start);
        while (line.isPresent()) {
            Optional<SealedLine> record = record(line.get());
            if (record.isPresent()) {
                return record;
            }
            line = lineAt(line.get().end());
        }
        return Optional.empty();
    }

    /// Where the line begins in which a place lies.
    private long lineStart(long place) throws IOException {
        long at = place;
        while (at > 0 && byteAt(at - 1) != '\n') {
            at--;
        }
        return at;
    }

    private byte byteAt(long place) throws IOException {
        if (place / BLOCK != blockIndex) {
            load(place / BLOCK);
        }
        return block[(int) (place % BLOCK)];
    }

    private void load(long index) throws IOException {
        blockIndex = -1;
        ByteBuffer into = ByteBuffer.wrap(block, 0, (int) Math.min(BLOCK, size - index * BLOCK));
        while (into.hasRemaining()) {
            if (channel.read(into, index * BLOCK + into.position()) < 0) {
                throw new IOException(path + " became shorter while it was read");
            }
        }
        blockIndex = index;
    }

    /// Where a line stands.
    ///
    /// @param end after its LF, or the end of the file
    /// @param whole whether it ends with a LF
    public record Line(long start, long end, boolean whole) {}
}
