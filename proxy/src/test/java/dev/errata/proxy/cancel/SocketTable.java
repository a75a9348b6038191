package dev.errata.proxy.cancel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What the kernel knows of a socket, looked at without touching it: reading from the socket would let a stuck upload
/// go on, and writing to it would be answered by a client that has left.
final class SocketTable {

    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final String ESTABLISHED = "01";

    private SocketTable() {}

    /// Whether this machine has such a table.
    static boolean readable() {
        return TABLES.stream().anyMatch(Files::isReadable);
    }

    /// Whether everything that a socket of this machine has sent was read at its other end, as far as one can tell.
    static boolean taken(Socket socket) {
        String near = ":%04X".formatted(socket.getLocalPort());
        String far = ":%04X".formatted(socket.getPort());
        return rows().filter(row -> row.between(near, far))
                        .allMatch(row -> row.waiting().startsWith("00000000:"))
                && rows().filter(row -> row.between(far, near))
                        .allMatch(row -> row.waiting().endsWith(":00000000"));
    }

    /// Whether a socket of this machine is connected and neither side has ended it.
    static boolean established(Socket socket) {
        String near = ":%04X".formatted(socket.getLocalPort());
        String far = ":%04X".formatted(socket.getPort());
        return rows().anyMatch(row -> row.between(near, far) && row.state().equals(ESTABLISHED));
    }

    /// All lines, as the application hands them to the proxy.
    static List<String> lines() {
        return TABLES.stream()
                .filter(Files::isReadable)
                .flatMap(SocketTable::read)
                .toList();
    }

    private static Stream<String> read(Path table) {
        try {
            return Files.readAllLines(table).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Row> rows() {
        return lines().stream()
                .map(line -> line.strip().split("\\s+", 6))
                .filter(fields -> fields.length == 6)
                .map(fields -> new Row(fields[1], fields[2], fields[3], fields[4]));
    }

    /// @param waiting bytes that nobody has taken, to be sent and to be read
    private record Row(String local, String remote, String state, String waiting) {
        boolean between(String near, String far) {
            return local.endsWith(near) && remote.endsWith(far);
        }
    }
}
