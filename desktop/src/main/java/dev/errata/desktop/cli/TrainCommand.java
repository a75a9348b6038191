package dev.errata.desktop.cli;

import dev.errata.proxy.practice.PracticeServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/// `errata train`: lets Java remember a start, so that later ones take half the work. The build does it; it is hidden
/// because nobody needs it but who has moved the application, since what is remembered holds for one folder.
///
/// The packaged application serves from a home of its own before the practice server, answers a few requests and
/// stops; Java then writes its cache (JEP 514) beside the application, where the launcher finds it. A cache that is
/// missing or does not fit costs time, nothing else.
@Command(
        name = "train",
        hidden = true,
        description = "Makes the cache beside the application that lets it start faster; exit code 3 if it cannot.")
final class TrainCommand implements Callable<Integer> {
    private static final Pattern LISTENING = Pattern.compile("errata: listening on (http://127\\.0\\.0\\.1:\\d+) .*");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String QUESTION = "What is the capital of France?";

    private final Session session;

    TrainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        Path application = Path.of(System.getProperty("jdk.module.path", ""))
                .toAbsolutePath()
                .getParent();
        String launcher = System.getProperty("os.name").startsWith("Windows") ? "errata.cmd" : "errata";
        Path start = application == null
                ? Path.of(launcher)
                : application.resolve("bin").resolve(launcher);
        if (application == null || !Files.isExecutable(start)) {
            return failed("this is not the packaged application");
        }
        Path cache = application.resolve("errata.aot");
        try {
            Files.deleteIfExists(cache);
            Path folder = Files.createTempDirectory("errata-train");
            try {
                train(start, cache, folder);
            } finally {
                clear(folder);
            }
            if (!Files.exists(cache)) {
                return failed("Java wrote none");
            }
            session.say("errata: start cache of " + (Files.size(cache) >> 20) + " MB in " + cache);
            return ExitCode.OK;
        } catch (IOException e) {
            return failed(String.valueOf(e.getMessage()));
        }
    }

    private int failed(String reason) {
        return session.fail(
                ExitCode.CANNOT,
                "no start cache was made (" + reason + "). Errata works without it and starts more slowly.");
    }

    private static void train(Path start, Path cache, Path folder) throws IOException, InterruptedException {
        String home = folder.resolve("home").toString();
        try (var practice = new PracticeServer(0, Duration.ZERO, InstantSource.system(), new Random(1))) {
            if (!(practice.start() instanceof PracticeServer.Started started)) {
                throw new IOException("the practice server did not start");
            }
            Process serving = process(
                    folder,
                    Map.of("ERRATA_OPTS", "-XX:AOTCacheOutput=" + cache + " -Xlog:disable"),
                    List.of(
                            start.toString(),
                            "serve",
                            "--port",
                            "0",
                            "--home",
                            home,
                            "--upstream",
                            started.base().toString()));
            try {
                use(address(serving));
                Process stopping = process(folder, Map.of(), List.of(start.toString(), "stop", "--home", home));
                if (!stopping.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        || !serving.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IOException("it did not end in time");
                }
            } finally {
                serving.destroyForcibly();
            }
        }
    }

    private static Process process(Path folder, Map<String, String> more, List<String> command) throws IOException {
        var builder =
                new ProcessBuilder(command).redirectError(folder.resolve("err").toFile());
        builder.environment().remove("ERRATA_OPTS");
        builder.environment().putAll(more);
        return builder.start();
    }

    private static String address(Process serving) throws IOException {
        String line = serving.inputReader(StandardCharsets.UTF_8).readLine();
        Matcher told = LISTENING.matcher(line == null ? "" : line);
        if (!told.matches()) {
            throw new IOException("it did not begin to listen");
        }
        return told.group(1);
    }

    private static void use(String address) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            for (boolean stream : new boolean[] {true, true, false}) {
                String body = "{\"model\":\"errata-practice\",\"stream\":" + stream
                        + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + QUESTION + "\"}]}";
                ask(client, request(address + "/v1/chat/completions").POST(HttpRequest.BodyPublishers.ofString(body)));
            }
            ask(client, request(address + "/errata/health").GET());
        }
    }

    private static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).header("Content-Type", "application/json");
    }

    private static void ask(HttpClient client, HttpRequest.Builder request) throws IOException, InterruptedException {
        int status = client.send(request.build(), BodyHandlers.ofString()).statusCode();
        if (status != 200) {
            throw new IOException("it answered " + status);
        }
    }

    private static void clear(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
