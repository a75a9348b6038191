package dev.errata.proxy.transport.kind;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What event loops wait with. The order is that in which they are tried: the fastest first.
public enum TransportKind {

    /// Linux, kernel 5.9 and later, where it is not forbidden: the kernel takes orders from a ring in shared memory.
    IO_URING,

    /// Linux: a system call for each read and write, and one to wait.
    EPOLL,

    /// Java's own, everywhere.
    NIO;

    /// The word in settings that leaves the choice to Errata.
    public static final String AUTO = "auto";

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
