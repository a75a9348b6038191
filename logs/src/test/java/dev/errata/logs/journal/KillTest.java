package dev.errata.logs.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.read.JournalRecord;
import dev.errata.logs.read.Verification;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/// A process of its own is killed while it writes: what it acknowledged must be there.
final class KillTest {
    private static final int KILL_AFTER = 2_000;

    @TempDir
    Path folder;

    @RepeatedTest(3)
    void losesNothingAcknowledgedWhenTheProcessIsKilled() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Appender.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Set<Long> acknowledged = new HashSet<>();
        try (BufferedReader out = child.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.endsWith(".")) { // a line that the kill cut short names no number
                    acknowledged.add(Long.parseLong(line.substring(0, line.length() - 1)));
                }
                if (acknowledged.size() == KILL_AFTER) {
                    child.toHandle().destroyForcibly(); // leaves its output open to us: all that it said is read
                }
            }
        }
        child.waitFor();
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILL_AFTER);

        var home = new Home(folder);
        home.open().close();
        assertThat(home.records().stream().map(JournalRecord::seq).collect(Collectors.toSet()))
                .containsAll(acknowledged);
        assertThat(home.reader().verify()).isInstanceOf(Verification.Intact.class);
    }

    /// The child: appends until it is killed and prints the number of each receipt.
    static final class Appender {
        private Appender() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] args) {
            var journal = FileJournal.open(Path.of(args[0]), new MemoryAnchor(), InstantSource.system());
            for (int i = 0; ; i++) {
                journal.append(Home.numbered(i % 10_000)).thenAccept(receipt -> {
                    synchronized (System.out) {
                        System.out.println(receipt.seq() + ".");
                        System.out.flush();
                    }
                });
                while (journal.pressed()) {
                    Thread.onSpinWait();
                }
            }
        }
    }
}
