package dev.errata.desktop.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Says that this process owns a home, for as long as it is open.
///
/// The operating system holds the lock, so a crash frees it; the file's content tells others whom to ask: `pid` and,
/// while
/// the owner listens, `address`. The locked byte lies far behind the content, because on Windows a locked byte cannot
/// be read.
///
/// **Thread:** any.
public final class HomeLock implements AutoCloseable {
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final FileChannel channel;
    private final FileLock lock;

    private HomeLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /// Takes the lock.
    public static Taking take(Home home) {
        FileChannel channel = null;
        try {
            home.create();
            channel = FileChannel.open(
                    home.lock(),
                    Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE),
                    Private.permissions(home.lock(), "rw-------"));
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            if (lock == null) {
                channel.close();
                return new Held(owner(home).orElse(new Owner(0, "")));
            }
            HomeLock taken = new HomeLock(channel, lock);
            taken.tell("");
            return new Taken(taken);
        } catch (OverlappingFileLockException e) {
            close(channel);
            return new Held(owner(home).orElse(new Owner(0, "")));
        } catch (IOException e) {
            close(channel);
            return new Unwritable(home.folder() + " cannot be written (" + e.getMessage() + ")");
        }
    }

    /// Who says to own the home; empty if nobody does or the process that did is gone. Takes no lock and writes
    /// nothing.
    public static Optional<Owner> owner(Home home) {
        Path file = home.lock();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Owner owner = Owner.parse(Files.readString(file));
            return owner.pid() > 0 && ProcessHandle.of(owner.pid()).isPresent() ? Optional.of(owner) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Whether another process holds the lock now. Takes it for a moment, so only for a command that is about to change
    /// things.
    public static boolean isHeld(Home home) {
        return switch (take(home)) {
            case Taken(HomeLock lock) -> {
                lock.close();
                yield false;
            }
            case Held held -> true;
            case Unwritable unwritable -> false;
        };
    }

    /// Tells others where the owner's API is.
    ///
    /// @param address `http://host:port`, empty while it does not listen
    public synchronized void tell(String address) {
        byte[] text = new Owner(ProcessHandle.current().pid(), address).text().getBytes(StandardCharsets.UTF_8);
        try {
            // Written over in place: a rename would leave the lock on a file that nobody sees.
            channel.write(ByteBuffer.wrap(text), 0);
            channel.truncate(text.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.truncate(0);
            lock.release();
        } catch (IOException e) {
            // The end of the process frees the lock in any case.
        } finally {
            close(channel);
        }
    }

    private static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // Nothing was written through it that could be lost.
        }
    }

    /// What came of the wish to own a home.
    public sealed interface Taking {}

    /// This process owns it now.
    public record Taken(HomeLock lock) implements Taking {}

    /// Another process owns it.
    public record Held(Owner owner) implements Taking {}

    /// The home cannot be written, so nobody can own it.
    public record Unwritable(String reason) implements Taking {}

    /// The process that owns a home.
    ///
    /// @param pid its process id, 0 if it is not known
    /// @param address `http://host:port` of its API, empty if it does not listen
    public record Owner(long pid, String address) {

        static Owner parse(String text) {
            long pid = 0;
            String address = "";
            for (String line : text.split("\n", -1)) {
                if (line.startsWith("pid=") && line.substring(4).strip().matches("\\d{1,18}")) {
                    pid = Long.parseLong(line.substring(4).strip());
                } else if (line.startsWith("address=")) {
                    address = line.substring(8).strip();
                }
            }
            return new Owner(pid, address);
        }

        String text() {
            return "pid=" + pid + "\naddress=" + address + "\n";
        }
    }
}
