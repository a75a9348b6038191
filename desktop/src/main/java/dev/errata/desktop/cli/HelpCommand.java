package dev.errata.desktop.cli;

import dev.errata.desktop.api.Json;
import dev.errata.desktop.help.TerminalText;
import dev.errata.desktop.help.Topics;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `errata help [TOPIC]`: the help topics on the terminal; also the usage of a command.
@Command(name = "help", description = "Shows a help topic, or the usage of a command; without one the list of topics.")
final class HelpCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "TOPIC", description = "For instance tutorial.")
    private @Nullable String topic;

    HelpCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String name = topic == null ? "topics" : topic;
        Optional<String> markdown = Topics.markdown(name);
        if (markdown.isPresent()) {
            session.say(
                    session.json()
                            ? Json.object()
                                    .put("topic", name)
                                    .put("markdown", markdown.get())
                                    .toString()
                            : TerminalText.of(markdown.get()));
            return ExitCode.OK;
        }
        CommandLine command = spec.parent().commandLine().getSubcommands().get(name);
        if (command != null) {
            session.say(command.getUsageMessage().stripTrailing());
            return ExitCode.OK;
        }
        return session.fail(
                ExitCode.USAGE,
                "there is no topic '" + name + "'; there are " + String.join(", ", Topics.names()) + ".");
    }
}
