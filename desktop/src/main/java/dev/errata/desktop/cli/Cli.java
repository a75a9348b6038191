package dev.errata.desktop.cli;

import dev.errata.logs.problem.ApiProblem;
import dev.errata.logs.problem.HomeProblem;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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

    private Cli() {}

    /// Runs it and returns the exit code.
    public static int run(String[] arguments, Terminal terminal, House house, StopSignal stop) {
        Session session = new Session(terminal, house, stop);
        CommandLine line = commands(session);
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

    /// All commands, for the help pages as well.
    static CommandLine commands(Session session) {
        CommandLine root = new CommandLine(new ErrataCommand(session));
        root.getCommandSpec().version("errata " + session.house().version());
        root.addSubcommand("serve", new ServeCommand(session));
        root.addSubcommand("practice", new PracticeCommand(session));
        root.addSubcommand("status", new StatusCommand(session));
        root.addSubcommand("stop", new StopCommand(session));
        root.addSubcommand("doctor", new DoctorCommand(session));
        root.addSubcommand("correct", new CorrectCommand(session));
        root.addSubcommand("rules", RulesCommand.with(session));
        root.addSubcommand("audit", AuditCommand.with(session));
        root.addSubcommand("state", new StateCommand(session));
        root.addSubcommand("workspace", WorkspaceCommand.with(session));
        root.addSubcommand("patch", new PatchCommand(session));
        root.addSubcommand("session", new SessionCommand(session));
        root.addSubcommand("tokens", new TokensCommand(session));
        root.addSubcommand("capture", new CaptureCommand(session));
        root.addSubcommand("clients", new ClientsCommand(session));
        root.addSubcommand("config", new ConfigCommand(session));
        root.addSubcommand("metrics", new MetricsCommand(session));
        root.addSubcommand("token", new TokenCommand(session));
        root.addSubcommand("train", new TrainCommand(session));
        root.addSubcommand("help", new HelpCommand(session));
        return root;
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
