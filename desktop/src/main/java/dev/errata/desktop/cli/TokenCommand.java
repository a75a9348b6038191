package dev.errata.desktop.cli;

import dev.errata.desktop.home.HomeTokens.Whose;
import dev.errata.proxy.control.OwnerRoutes.Request;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `errata token rotate agent|owner`: another token in the place of one of the home's own.
@Command(name = "token", description = "Replaces the home's own tokens: the agents' one and the owner's.")
final class TokenCommand implements Runnable {
    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    TokenCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing: rotate");
    }

    @Command(name = "rotate", description = "Replaces a token; the old one is dead at once.")
    int rotate(@Parameters(paramLabel = "agent|owner", description = "Whose token.") String whose) {
        if (Whose.of(whose).isEmpty()) {
            return session.fail(ExitCode.USAGE, "it is 'errata token rotate agent' or 'errata token rotate owner'.");
        }
        return session.change(routes -> session.show(
                routes.handle(new Request("POST", "keys/" + whose + "/rotate", Map.of(), "")),
                done -> "the " + done.path("rotated").asString("") + "'s token is replaced; the new one is in the file "
                        + done.path("file").asString("") + " of the home"));
    }
}
