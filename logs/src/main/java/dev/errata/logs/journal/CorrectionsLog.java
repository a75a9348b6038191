package dev.errata.logs.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.errata.logs.chain.OwnerOnly;
import dev.errata.logs.event.Event;
import dev.errata.logs.event.RewriteEntry;
import dev.errata.logs.event.TrafficEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The classic `corrections.log`: a line for each rewrite, and for each match of a detect-only rule.
///
/// It is a convenience beside the journal and proves nothing: if it cannot be written, the journal goes on and says
/// so. At its size limit it becomes `corrections.log.1`, the older ones move up by one, and the sixth is dropped.
///
/// **Thread:** confined to the journal's writer.
final class CorrectionsLog {
    private static final int KEPT = 5;
    private static final String NAME = "corrections.log";

    private final Path file;
    private final long limit;
    private final StringBuilder lines = new StringBuilder();
    private @Nullable FileChannel channel;
    private long length;
    private volatile @Nullable String failure;

    CorrectionsLog(Path folder, long limit) {
        this.file = folder.resolve(NAME);
        this.limit = limit;
    }

    /// Notes what a recorded event corrected, for the next [#flush].
    void add(Instant at, Event event) {
        if (event instanceof TrafficEvent.ExchangeFinished finished) {
            for (RewriteEntry entry : finished.rewrites()) {
                lines.append(ClassicLine.of(at, finished.exchange(), entry));
            }
            for (RewriteEntry entry : finished.observed()) {
                if (!entry.shadow() && isDetection(entry)) {
                    lines.append(ClassicLine.of(at, finished.exchange(), entry));
                }
            }
        }
    }

    private static boolean isDetection(RewriteEntry entry) {
        RewriteEntry.Withheld withheld = entry.withheld();
        return withheld == null ? entry.after() == null : withheld.afterLength() < 0;
    }

    void flush() {
        if (lines.isEmpty()) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(UTF_8));
        lines.setLength(0);
        try {
            write(open(bytes.remaining()), bytes);
            failure = null;
        } catch (IOException e) {
            failure = "The file " + file + " cannot be written (" + e.getMessage() + "). The journal has all that it "
                    + "would hold.";
            close();
        }
    }

    /// Why the last lines are missing, null while all is well. May be asked by any thread.
    @Nullable
    String failure() {
        return failure;
    }

    void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException _) {
                // Opened again with the next lines, which find out what is in it.
            }
            channel = null;
        }
    }

    private FileChannel open(int more) throws IOException {
        if (channel != null && !Files.exists(file)) {
            close(); // taken away by somebody; the next line begins a new one
        }
        FileChannel open = channel == null ? openFile() : channel;
        if (length > 0 && length + more > limit) {
            close();
            rotate();
            open = openFile();
        }
        return open;
    }

    private FileChannel openFile() throws IOException {
        FileChannel opened = FileChannel.open(file, Set.of(CREATE, READ, WRITE), OwnerOnly.attributes(file));
        channel = opened;
        length = opened.size();
        ByteBuffer last = ByteBuffer.allocate(1);
        if (length > 0 && opened.read(last, length - 1) == 1 && last.get(0) != '\n') {
            write(opened, ByteBuffer.wrap(new byte[] {'\n'})); // a line that was cut short stays alone
        }
        return opened;
    }

    private void write(FileChannel to, ByteBuffer bytes) throws IOException {
        long start = length;
        try {
            while (bytes.hasRemaining()) {
                length += to.write(bytes, length);
            }
        } catch (IOException e) {
            length = start;
            to.truncate(start);
            throw e;
        }
    }

    private void rotate() throws IOException {
        for (int i = KEPT; i > 0; i--) {
            Path from = i == 1 ? file : older(i - 1);
            if (Files.exists(from)) {
                Files.move(from, older(i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path older(int age) {
        return file.resolveSibling(NAME + "." + age);
    }
}
