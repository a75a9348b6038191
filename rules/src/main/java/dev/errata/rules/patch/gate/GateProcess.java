package dev.errata.rules.patch.gate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/// Runs one gate's program to its end, or to the end of its patience, and takes care that nothing of it lives on.
///
/// **Thread:** a virtual one; interrupting it ends the program.
final class GateProcess {
    /// How much of the output is kept: its beginning and its end.
    private static final int KEPT = 128 << 10;

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration DRAIN = Duration.ofSeconds(5);

    /// Names that programs need to find themselves and their words; everything else of the environment stays outside.
    private static final List<String> ENVIRONMENT = List.of("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "JAVA_HOME");

    private final Isolation isolation;
    private final List<Path> readable;
    private final List<Path> hidden;

    GateProcess(Isolation isolation, List<Path> readable, List<Path> hidden) {
        this.isolation = isolation;
        this.readable = List.copyOf(readable);
        this.hidden = List.copyOf(hidden);
    }

    /// How it ended.
    ///
    /// @param exitCode -1 if it was stopped
    /// @param stopped why it was stopped; empty if it ended by itself
    record Ended(long exitCode, String stopped, String output, long durationMillis) {}

    /// Starts it and waits for it.
    ///
    /// @param process told of the process as soon as there is one
    /// @param saying told what says what it has said so far
    Ended run(GateCommand gate, Path copy, LongConsumer process, Consumer<Supplier<String>> saying)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(isolation.command(copy, readable, hidden, limited(gate)))
                .directory(copy.toFile())
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(ENVIRONMENT);
        environment.put("HOME", isolation.isolates() ? Isolation.HOME : copy.toString());
        environment.put("TMPDIR", isolation.isolates() ? "/tmp" : copy.toString());
        environment.put("CI", "true");
        Process started = builder.start();
        process.accept(started.pid());
        started.getOutputStream().close();
        var output = new Output((long) gate.limits().outputMegabytes() << 20);
        saying.accept(output::text);
        Thread reader =
                Thread.ofVirtual().name("errata-gate-output").start(() -> output.read(started.getInputStream()));
        String stopped = "";
        try {
            long end = begun + TimeUnit.SECONDS.toNanos(gate.timeoutSec());
            while (stopped.isEmpty() && !started.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                if (output.tooMuch()) {
                    stopped = "it wrote more than " + gate.limits().outputMegabytes() + " MB";
                } else if (System.nanoTime() > end) {
                    stopped = "it took longer than " + gate.timeoutSec() + " s";
                }
            }
        } finally {
            kill(started);
            killGroup(started.pid());
        }
        // What it left behind may hold its output open for ever.
        reader.join(DRAIN);
        long exitCode = stopped.isEmpty() ? started.waitFor() : -1;
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        return new Ended(exitCode, stopped, output.text(), millis);
    }

    /// The program under its limits, where the system has the means. Without a process namespace it leads a group of
    /// its own, by which all of it can be ended.
    private List<String> limited(GateCommand gate) {
        List<String> words = new ArrayList<>();
        if (!isolation.isolates()) {
            Isolation.onPath("setsid").ifPresent(setsid -> words.add(setsid.toString()));
        }
        Isolation.onPath("prlimit")
                .ifPresent(prlimit -> words.addAll(List.of(
                        prlimit.toString(),
                        "--data=" + ((long) gate.limits().memoryMegabytes() << 20),
                        "--nproc=" + gate.limits().processes(),
                        "--core=0",
                        "--")));
        words.addAll(gate.command());
        return words;
    }

    /// Ends it with all that it has started. In a process namespace all of it dies with its first process.
    private static void kill(Process process) {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        if (process.isAlive()) {
            // Of one that has ended it would close the output, and with it throw away what nobody has read yet.
            process.destroyForcibly();
        }
        while (!all.isEmpty()) {
            List<ProcessHandle> more = new ArrayList<>();
            for (ProcessHandle each : all) {
                each.descendants().forEach(more::add);
                each.destroyForcibly();
            }
            all = more;
        }
    }

    private void killGroup(long leader) throws IOException, InterruptedException {
        if (!isolation.isolates() && Isolation.onPath("setsid").isPresent()) {
            new ProcessBuilder("kill", "-KILL", "--", "-" + leader)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
    }

    /// What it says: the first and the last of it.
    private static final class Output {
        private final long most;
        private final StringBuilder first = new StringBuilder();
        private final Deque<String> last = new ArrayDeque<>();
        private long lastLength;
        private long dropped;
        private final AtomicLong total = new AtomicLong();

        Output(long most) {
            this.most = most;
        }

        boolean tooMuch() {
            return total.get() > most;
        }

        void read(InputStream in) {
            byte[] buffer = new byte[8 << 10];
            try (in) {
                int count = in.read(buffer);
                while (count >= 0) {
                    total.addAndGet(count);
                    keep(new String(buffer, 0, count, StandardCharsets.UTF_8));
                    count = in.read(buffer);
                }
            } catch (IOException e) {
                // It was ended: what it said until then is here.
            }
        }

        private synchronized void keep(String text) {
            if (first.length() < KEPT / 2) {
                first.append(text);
                return;
            }
            last.addLast(text);
            lastLength += text.length();
            while (lastLength > KEPT / 2 && last.size() > 1) {
                int gone = last.removeFirst().length();
                lastLength -= gone;
                dropped += gone;
            }
        }

        synchronized String text() {
            String between = dropped == 0 ? "" : "\n[" + dropped + " characters are left out here]\n";
            return first + between + String.join("", last);
        }
    }
}
