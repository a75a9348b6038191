package dev.errata.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The kernel's table of TCP sockets, which only Linux shows. The proxy reads no files, so it is handed in.
///
/// **Source:** proc(5), `/proc/net/tcp`.
final class KernelSockets {

    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    private KernelSockets() {}

    /// Its lines as they are now; none where there is no such table.
    static List<String> lines() {
        var lines = new ArrayList<String>();
        for (Path table : TABLES) {
            try {
                lines.addAll(Files.readAllLines(table));
            } catch (IOException e) {
                // There may be only the other one, or none.
            }
        }
        return lines;
    }
}
