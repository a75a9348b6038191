package dev.errata.desktop;

import dev.errata.desktop.cli.Cli;
import dev.errata.desktop.cli.StopSignal;
import dev.errata.desktop.cli.Terminal;
import dev.errata.desktop.diagnostics.Diagnostics;
import dev.errata.proxy.upstream.probe.ModelServers;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Where `errata` begins: gives the command line the process it runs in, and ends it.
public final class Main {
    /// Draining takes 3 seconds unless the setting says otherwise, closing less than one: the promise is 5.
    private static final long LAST_SECONDS = 6;

    private Main() {}

    public static void main(String[] arguments) {
        StopSignal stop = new StopSignal();
        int[] code = {0};
        CountDownLatch done = new CountDownLatch(1);
        // A signal would end the process with 143; asked for politely, a clean end is exit code 0.
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("errata-end").unstarted(() -> {
                    if (done.getCount() == 0) {
                        return;
                    }
                    stop.request();
                    try {
                        if (!done.await(LAST_SECONDS, TimeUnit.SECONDS)) {
                            code[0] = 3;
                        }
                    } catch (InterruptedException e) {
                        code[0] = 3;
                    }
                    Runtime.getRuntime().halt(code[0]);
                }));
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        code[0] = run(arguments, System.in, out, err, System.getenv(), stop);
        out.flush();
        done.countDown();
        System.exit(code[0]);
    }

    /// Runs one command line and returns its exit code; ends no process.
    static int run(
            String[] arguments,
            InputStream in,
            PrintStream out,
            PrintStream err,
            Map<String, String> env,
            StopSignal stop) {
        Diagnostics.silent();
        Terminal terminal = new Terminal(
                in,
                out,
                err,
                env,
                System.getProperty("os.name"),
                Path.of(System.getProperty("user.home")),
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false));
        Clock clock = Clock.system(ZoneId.systemDefault());
        Display display = new Display(clock, () -> {
            // For whoever starts the window from a script and has to know when it is there.
            if (Boolean.getBoolean("errata.announce")) {
                out.println("errata: window open");
                out.flush();
            }
        });
        Composition house = new Composition(env, clock, new SecureRandom(), new ModelServers(), display);
        return Cli.run(arguments, terminal, house, stop);
    }
}
