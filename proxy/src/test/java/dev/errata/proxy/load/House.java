package dev.errata.proxy.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A folder for one measurement: homes, and the processes that live in them.
final class House implements AutoCloseable {

    private final Path folder;
    private final Options options;

    House(Options options) throws IOException {
        this.options = options;
        this.folder = Files.createTempDirectory("errata-load");
        if (!Files.isExecutable(launcher())) {
            throw new IOException("there is no application at " + launcher() + ": run 'mvn package' first");
        }
    }

    private Path launcher() {
        return options.application().resolve("bin/errata").toAbsolutePath().normalize();
    }

    /// The scripted model server.
    Child server() throws IOException {
        return new Child(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TokenServer.class.getName()),
                Map.of(),
                folder.resolve("server.err"));
    }

    /// A home with so many rules and nothing else that differs from a fresh one.
    Path home(int rules) throws IOException, InterruptedException {
        Path home = folder.resolve("home-" + rules + "-" + System.nanoTime());
        run(home, "config", "set", "transport", options.transport());
        if (rules > 0) {
            Path pack = folder.resolve("pack-" + rules + ".json");
            Files.writeString(pack, Words.pack(rules));
            run(home, "rules", "import", pack.toString());
        }
        return home;
    }

    /// Errata in that home, started as a person would, before that model server.
    Child errata(Path home, int upstream) throws IOException {
        return new Child(
                command(home, "serve", "--port", "0", "--upstream", "http://127.0.0.1:" + upstream),
                environment(),
                folder.resolve("errata.err"));
    }

    private void run(Path home, String... words) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command(home, words)).redirectErrorStream(true);
        builder.environment().putAll(environment());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", words) + " failed: " + said);
        }
    }

    private List<String> command(Path home, String... words) {
        var command = new ArrayList<>(List.of(launcher().toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--home", home.toString()));
        return command;
    }

    /// The same Java as this one, and whatever the person who measures has set.
    private static Map<String, String> environment() {
        return Map.of("ERRATA_JAVA", System.getProperty("java.home"));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
