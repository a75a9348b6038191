package dev.errata.rules.patch.gate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// How a gate is kept from everything but its copy.
///
/// Inside, the copy is `/workspace`, the home an empty `/tmp/home`; the system's programs can be read, nothing but the
/// copy and an own `/tmp` can be written, and there is no network, not even this machine's. What is not named is not
/// there, so no list of secrets has to be kept.
///
/// | means | needs |
/// |---|---|
/// | [Bubblewrap] | `bwrap` |
/// | [Namespaces] | `unshare`, `mount`, `pivot_root`, `setpriv` of util-linux, and user namespaces |
/// | [None] | nothing, and isolates nothing |
///
/// **Source:** bwrap(1), unshare(1), user_namespaces(7), pivot_root(8).
public sealed interface Isolation {

    /// What a program needs to find of the system. Nothing under `/etc` that could hold a secret.
    List<Path> SYSTEM = Stream.of(
                    "/usr",
                    "/bin",
                    "/sbin",
                    "/lib",
                    "/lib32",
                    "/lib64",
                    "/libx32",
                    "/opt",
                    "/nix/store",
                    "/etc/alternatives",
                    "/etc/ca-certificates",
                    "/etc/fonts",
                    "/etc/group",
                    "/etc/hosts",
                    "/etc/java",
                    "/etc/ld.so.cache",
                    "/etc/ld.so.conf",
                    "/etc/ld.so.conf.d",
                    "/etc/localtime",
                    "/etc/maven",
                    "/etc/mime.types",
                    "/etc/nsswitch.conf",
                    "/etc/passwd",
                    "/etc/protocols",
                    "/etc/services",
                    "/etc/ssl/certs")
            .map(Path::of)
            .toList();

    /// Where the copy is seen.
    String COPY = "/workspace";

    /// The folder that a gate believes to be its user's.
    String HOME = "/tmp/home";

    /// Whether it keeps a gate from the network and other folders.
    boolean isolates();

    /// In words, for people.
    String words();

    /// The command that runs a program inside.
    ///
    /// @param copy the folder that it works on
    /// @param readable folders it may read besides the system's own
    /// @param hidden folders that must not be seen, though they lie inside one that can
    List<String> command(Path copy, List<Path> readable, List<Path> hidden, List<String> program);

    /// By bubblewrap.
    record Bubblewrap(Path bwrap) implements Isolation {
        @Override
        public boolean isolates() {
            return true;
        }

        @Override
        public String words() {
            return "isolated by bubblewrap";
        }

        @Override
        public List<String> command(Path copy, List<Path> readable, List<Path> hidden, List<String> program) {
            List<String> words = new ArrayList<>(List.of(
                    bwrap.toString(), "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL"));
            for (Path path : seen(readable)) {
                if (Files.isSymbolicLink(path)) {
                    words.addAll(List.of("--symlink", target(path), path.toString()));
                } else {
                    words.addAll(List.of("--ro-bind-try", path.toString(), path.toString()));
                }
            }
            masked(readable, hidden).forEach(path -> words.addAll(List.of("--tmpfs", path.toString())));
            words.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--dir", HOME));
            words.addAll(List.of("--bind", copy.toString(), COPY, "--chdir", COPY, "--"));
            words.addAll(program);
            return words;
        }
    }

    /// By the kernel's namespaces directly.
    ///
    /// @param script what is run inside them first, see `isolate.sh`
    /// @param root an empty folder, on which the new root is mounted where nobody outside sees it
    record Namespaces(Path unshare, Path script, Path root) implements Isolation {
        @Override
        public boolean isolates() {
            return true;
        }

        @Override
        public String words() {
            return "isolated by namespaces";
        }

        @Override
        public List<String> command(Path copy, List<Path> readable, List<Path> hidden, List<String> program) {
            List<String> words = new ArrayList<>(List.of(
                    unshare.toString(),
                    "--user",
                    "--map-root-user",
                    "--net",
                    "--mount",
                    "--pid",
                    "--ipc",
                    "--uts",
                    "--fork",
                    "--kill-child",
                    "sh",
                    script.toString(),
                    root.toString(),
                    copy.toString()));
            seen(readable).forEach(path -> words.add(path.toString()));
            words.add("-");
            masked(readable, hidden).forEach(path -> words.add(path.toString()));
            words.add("--");
            words.addAll(program);
            return words;
        }
    }

    /// Not at all.
    ///
    /// @param reason why not, for people
    record None(String reason) implements Isolation {
        @Override
        public boolean isolates() {
            return false;
        }

        @Override
        public String words() {
            return "not isolated: " + reason;
        }

        @Override
        public List<String> command(Path copy, List<Path> readable, List<Path> hidden, List<String> program) {
            return program;
        }
    }

    /// The best that works here: each is tried with a program that does nothing.
    ///
    /// @param folder a folder of Errata's own, in which it keeps the script
    static Isolation find(Path folder) {
        Optional<Path> bwrap = onPath("bwrap");
        if (bwrap.isPresent() && works(new Bubblewrap(bwrap.get()), folder)) {
            return new Bubblewrap(bwrap.get());
        }
        Optional<Path> unshare = onPath("unshare");
        if (unshare.isPresent() && onPath("setpriv").isPresent()) {
            Isolation namespaces = namespaces(unshare.get(), folder);
            if (works(namespaces, folder)) {
                return namespaces;
            }
        }
        return new None("neither bwrap nor unshare works here; install bubblewrap, or allow user namespaces");
    }

    /// By the kernel's namespaces, with its script put into a folder.
    static Namespaces namespaces(Path unshare, Path folder) {
        try (InputStream script = Isolation.class.getResourceAsStream("isolate.sh")) {
            Files.createDirectories(folder.resolve("root"));
            Path file = folder.resolve("isolate.sh");
            Files.write(file, Objects.requireNonNull(script).readAllBytes());
            return new Namespaces(unshare, file, folder.resolve("root"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A program on the search path.
    static Optional<Path> onPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        return Stream.of(path.split(":", -1))
                .filter(each -> !each.isEmpty())
                .map(each -> Path.of(each, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Tries it with a program that does nothing.
    static boolean works(Isolation isolation, Path folder) {
        try {
            Files.createDirectories(folder);
            Path copy = Files.createTempDirectory(folder, "try-");
            try {
                Process process = new ProcessBuilder(
                                isolation.command(copy, List.of(), List.of(), List.of("sh", "-c", "echo fine")))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                process.getOutputStream().close();
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0 && said.equals("fine\n");
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<Path> seen(List<Path> readable) {
        return Stream.concat(SYSTEM.stream(), readable.stream())
                .filter(Files::exists)
                .toList();
    }

    private static List<Path> masked(List<Path> readable, List<Path> hidden) {
        return hidden.stream()
                .filter(Files::isDirectory)
                .filter(path -> seen(readable).stream().anyMatch(path::startsWith))
                .toList();
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
