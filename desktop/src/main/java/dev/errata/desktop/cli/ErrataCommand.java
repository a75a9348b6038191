package dev.errata.desktop.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// `errata` itself: the options every command takes, and the window.
@Command(
        name = "errata",
        description = "Corrects what a local language model says, by your own rules, while it streams.",
        footer = {
            "",
            "Without a command: opens the window, with the proxy running.",
            "Exit codes: 0 ok, 1 the thing asked about is not so, 2 bad usage or input, 3 cannot run.",
            "More: errata help quick-reference"
        },
        synopsisSubcommandLabel = "[COMMAND]")
final class ErrataCommand implements Callable<Integer> {
    private final Session session;

    ErrataCommand(Session session) {
        this.session = session;
    }

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Folder that holds everything Errata keeps (or ERRATA_HOME).")
    void home(String folder) {
        session.homeIs(folder);
    }

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Answer in JSON.")
    void json(boolean wanted) {
        if (wanted) {
            session.jsonWanted();
        }
    }

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    void help(boolean wanted) {
        // picocli answers it; the setter only has to be there.
    }

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    void version(boolean wanted) {
        // picocli answers it; the setter only has to be there.
    }

    @Override
    public Integer call() {
        boolean linux = session.terminal().os().toLowerCase(Locale.ROOT).contains("linux");
        boolean display = !session.terminal().env().getOrDefault("DISPLAY", "").isEmpty()
                || !session.terminal().env().getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
        if (linux && !display) {
            return session.fail(
                    ExitCode.CANNOT,
                    "there is no display to open a window on; run 'errata serve' for the proxy" + " alone.");
        }
        return session.inHome(home -> {
            String obstacle = session.house().window(home, session.stop());
            return obstacle.isEmpty() ? ExitCode.OK : session.fail(ExitCode.CANNOT, obstacle);
        });
    }
}
