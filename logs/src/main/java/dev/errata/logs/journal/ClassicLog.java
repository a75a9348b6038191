package dev.errata.logs.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.errata.logs.chain.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One file of classic lines.
///
/// It is a convenience beside the journal and proves nothing: if it cannot be written, the journal goes on and says
/// so. At its size limit it becomes `NAME.1`, the older ones move up by one, and the sixth is dropped.
///
/// **Thread:** confined to the journal's writer.
final class ClassicLog {
    private static final int KEPT = 5;

    private final String name;
    private final Path file;
    private final long limit;
    private final StringBuilder lines = new StringBuilder();
    private @Nullable FileChannel channel;
    private long length;
    private volatile @Nullable String failure;

    ClassicLog(Path folder, String name, long limit) {
        this.name = name;
        this.file = folder.resolve(name);
        this.limit = limit;
    }

    /// Notes a line, with its LF, for the next [#flush].
    void add(String line) {
        lines.append(line);
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
        return file.resolveSibling(name + "." + age);
    }
}
