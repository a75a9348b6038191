package dev.errata.proxy.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A process that is measured, or measured against.
final class Child implements AutoCloseable {

    private static final Pattern LISTENING =
            Pattern.compile("(?:errata: listening on http://[^:]*:)?(\\d+)(?: -> .*)?");
    private static final Pattern USED = Pattern.compile("used (\\d+)K|total reserved \\d+K, used (\\d+)K");

    private final Process process;
    private final int port;
    private final double readySeconds;

    /// Starts it and waits until it tells its port.
    Child(List<String> command, Map<String, String> environment, Path errors) throws IOException {
        var builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        long begun = System.nanoTime();
        process = builder.start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        Matcher told = LISTENING.matcher(line == null ? "" : line);
        while (!told.matches() && line != null) {
            line = out.readLine(); // what a JVM under watch has to say comes first
            told.reset(line == null ? "" : line);
        }
        readySeconds = (System.nanoTime() - begun) / 1e9;
        if (line == null) {
            process.destroyForcibly();
            throw new IOException(command + " did not tell its port: " + Files.readString(errors));
        }
        port = Integer.parseInt(told.group(1));
    }

    int port() {
        return port;
    }

    /// From the start of the process to its port.
    double readySeconds() {
        return readySeconds;
    }

    /// Processor time so far, in seconds; -1 where there is no `/proc`.
    double cpuSeconds() throws IOException {
        String stat = read("stat");
        if (stat.isEmpty()) {
            return -1;
        }
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    /// Memory in use, in MB.
    double residentMegabytes() throws IOException {
        return number("VmRSS:") / 1024.0;
    }

    int threads() throws IOException {
        return (int) number("Threads:");
    }

    long descriptors() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return files.count();
        }
    }

    /// The heap after a full collection, in MB.
    double liveHeapMegabytes() throws IOException, InterruptedException {
        jcmd("GC.run");
        String info = jcmd("GC.heap_info");
        Matcher used = USED.matcher(info);
        double total = 0;
        for (String line : info.lines()
                .filter(text -> !text.contains("space") || text.contains("generation"))
                .toList()) {
            if (!line.contains("Metaspace") && used.reset(line).find()) {
                total += Double.parseDouble(used.group(1)) / 1024;
            }
        }
        return total;
    }

    private String jcmd(String word) throws IOException, InterruptedException {
        Process asked = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        word)
                .redirectErrorStream(true)
                .start();
        String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (asked.waitFor() != 0) {
            throw new IOException("jcmd " + word + ": " + answer);
        }
        return answer;
    }

    private long number(String key) throws IOException {
        return read("status")
                .lines()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(-1);
    }

    private String read(String file) throws IOException {
        Path path = Path.of("/proc/" + process.pid() + "/" + file);
        return Files.exists(path) ? Files.readString(path) : "";
    }

    @Override
    public void close() {
        // Not destroy(): that would close the pipes first.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(8, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
