package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.cli.Cli;
import dev.errata.desktop.cli.StopSignal;
import dev.errata.desktop.cli.Terminal;
import dev.errata.proxy.upstream.probe.ModelServers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs `errata` inside the test's own process, on a real home, with no model server to be found by chance.
final class ErrataRun {
    private final Path home;
    private final Map<String, String> env;
    private final byte[] in;
    private final boolean attended;

    ErrataRun(Path home) {
        this(home, Map.of(), "", false);
    }

    /// @param in what comes on standard input
    /// @param attended whether somebody sits at the terminal
    ErrataRun(Path home, Map<String, String> env, String in, boolean attended) {
        this.home = home;
        this.env = env;
        this.in = in.getBytes(StandardCharsets.UTF_8);
        this.attended = attended;
    }

    /// What came of a command.
    record Done(int code, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    Done run(String... arguments) {
        return new Background(arguments).done();
    }

    Background start(String... arguments) {
        return new Background(arguments);
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for: " + what).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /// A command that may run for long.
    final class Background implements AutoCloseable {
        private final StopSignal stop = new StopSignal();
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();
        private final CompletableFuture<Integer> code = new CompletableFuture<>();

        private Background(String... arguments) {
            List<String> all = new ArrayList<>(List.of(arguments));
            // What stands behind -- is another program's.
            int end = all.contains("--") ? all.indexOf("--") : all.size();
            all.addAll(end, List.of("--home", home.toString()));
            Map<String, String> env = ErrataRun.this.env;
            Terminal terminal = new Terminal(
                    new ByteArrayInputStream(in), print(out), print(err), env, "Linux", home.resolve("user"), attended);
            Composition house = new Composition(
                    env,
                    Clock.system(ZoneId.systemDefault()),
                    new SecureRandom(),
                    new ModelServers(List.of(), Duration.ofSeconds(1)),
                    (desk, review, signal) -> "no window in this test");
            Thread.ofPlatform().daemon().name("errata-run").start(() -> {
                try {
                    code.complete(Cli.run(all.toArray(String[]::new), terminal, house, stop));
                } catch (RuntimeException | Error e) {
                    code.completeExceptionally(e);
                }
            });
        }

        private static PrintStream print(ByteArrayOutputStream bytes) {
            return new PrintStream(bytes, true, StandardCharsets.UTF_8);
        }

        String out() {
            return out.toString(StandardCharsets.UTF_8);
        }

        /// The first address that it said.
        String address() {
            await("an address", () -> out().contains("\n") || code.isDone());
            var found = Pattern.compile("http://127\\.0\\.0\\.1:\\d+").matcher(out());
            assertThat(found.find())
                    .as(out() + err.toString(StandardCharsets.UTF_8))
                    .isTrue();
            return found.group();
        }

        Done done() {
            return new Done(code.orTimeout(30, TimeUnit.SECONDS).join(), out(), err.toString(StandardCharsets.UTF_8));
        }

        Done stop() {
            stop.request();
            return done();
        }

        @Override
        public void close() {
            var unused = stop();
        }
    }
}
