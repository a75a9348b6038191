package dev.errata.proxy.transport.kind;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What event loops wait with.
public enum TransportKind {

    /// Linux, kernel 5.9 and later, where it is not forbidden: the kernel takes orders from a ring in shared memory.
    ///
    /// Taken only by wish: with Netty 4.2.18 some resets (of a client whose upload is stuck, of a server right behind
    /// an event) are not noticed, and a client that leaves has to be noticed at once.
    IO_URING,

    /// Linux: a system call for each read and write, and one to wait.
    EPOLL,

    /// Java's own, everywhere.
    NIO;

    /// The word in settings that leaves the choice to Errata.
    public static final String AUTO = "auto";

    /// Those that are tried if nobody wishes for one, or where the one wished for does not work: the faster one first.
    public static List<TransportKind> usual() {
        return List.of(EPOLL, NIO);
    }

    /// What the setting `transport` can be.
    public static List<String> words() {
        return Stream.concat(Stream.of(AUTO), Arrays.stream(values()).map(TransportKind::word))
                .toList();
    }

    /// The kind of that word; empty for [#AUTO] and for what is no word of these.
    public static Optional<TransportKind> named(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /// The word in settings and for people.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
