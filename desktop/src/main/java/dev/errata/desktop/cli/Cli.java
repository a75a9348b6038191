package dev.errata.desktop.cli;

import dev.errata.logs.problem.ApiProblem;
import dev.errata.logs.problem.HomeProblem;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Runs one command line.
///
/// | exit code | meaning |
/// |---|---|
/// | 0 | ok |
/// | 1 | the thing asked about is not so |
/// | 2 | bad usage or input |
/// | 3 | cannot run |
///
/// An unexpected error is one line and exit code 3; its trace goes to `logs/errata.log` if that is open.
///
/// **Thread:** the caller's, which it may keep for as long as the command serves.
public final class Cli {
    private static final Logger LOG = LoggerFactory.getLogger(Cli.class);

    private static final int WIDTH = 110;
    private static final String HELP = "help";

    private Cli() {}

    /// Runs it and returns the exit code.
    public static int run(String[] arguments, Terminal terminal, House house, StopSignal stop) {
        Session session = new Session(terminal, house, stop);
        CommandLine line = commands(session, arguments);
        line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        line.setUsageHelpWidth(WIDTH);
        line.setParameterExceptionHandler((wrong, given) -> usage(session, wrong));
        line.setExecutionExceptionHandler((unexpected, command, parsed) -> {
            LOG.error("a command failed", unexpected);
            // picocli wraps what a method command throws.
            Throwable cause = unexpected.getCause() == null ? unexpected : unexpected.getCause();
            String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            return session.fail(
                    ExitCode.CANNOT,
                    ApiProblem.INTERNAL.said("unexpected: "
                            + message.lines().findFirst().orElse("") + " (logs/errata.log may say more)"));
        });
        return line.execute(arguments);
    }

    /// All commands.
    static CommandLine commands(Session session) {
        return commands(session, makers().keySet());
    }

    /// Only the command that the first word names, if it is one that needs no other: to make all of them takes as long
    /// as the rest of a start.
    private static CommandLine commands(Session session, String[] arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        boolean alone = makers().containsKey(first) && !first.equals(HELP);
        return commands(session, alone ? Set.of(first) : makers().keySet());
    }

    private static CommandLine commands(Session session, Set<String> names) {
        CommandLine root = new CommandLine(new ErrataCommand(session));
        root.getCommandSpec().version("errata " + session.house().version());
        makers().forEach((name, maker) -> {
            if (names.contains(name)) {
                root.addSubcommand(name, maker.apply(session));
            }
        });
        return root;
    }

    /// How each command is made, in the order of the help page.
    private static Map<String, Function<Session, Object>> makers() {
        Map<String, Function<Session, Object>> makers = new LinkedHashMap<>();
        makers.put("serve", ServeCommand::new);
        makers.put("practice", PracticeCommand::new);
        makers.put("status", StatusCommand::new);
        makers.put("stop", StopCommand::new);
        makers.put("doctor", DoctorCommand::new);
        makers.put("correct", CorrectCommand::new);
        makers.put("rules", RulesCommand::with);
        makers.put("audit", AuditCommand::with);
        makers.put("state", StateCommand::new);
        makers.put("workspace", WorkspaceCommand::with);
        makers.put("patch", PatchCommand::new);
        makers.put("session", SessionCommand::new);
        makers.put("tokens", TokensCommand::new);
        makers.put("capture", CaptureCommand::new);
        makers.put("clients", ClientsCommand::new);
        makers.put("config", ConfigCommand::new);
        makers.put("metrics", MetricsCommand::new);
        makers.put("token", TokenCommand::new);
        makers.put("train", TrainCommand::new);
        makers.put(HELP, HelpCommand::new);
        return makers;
    }

    private static int usage(Session session, ParameterException wrong) {
        session.warn(HomeProblem.COMMAND_USAGE.said(String.valueOf(wrong.getMessage())));
        if (!UnmatchedArgumentException.printSuggestions(
                wrong, wrong.getCommandLine().getErr())) {
            session.warn("see '" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help'");
        }
        return ExitCode.USAGE;
    }
}
