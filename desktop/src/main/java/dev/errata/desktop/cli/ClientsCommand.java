package dev.errata.desktop.cli;

import dev.errata.desktop.api.Json;
import dev.errata.proxy.control.OwnerRoutes.Request;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `errata clients add|list|rotate|remove`: who has a token for the port.
@Command(
        name = "clients",
        description = {
            "Gives clients a token of their own for the port, and takes it away.",
            "A client with a token goes by its name in exchanges, rules, limits and capture levels; see errata help"
                    + " clients."
        })
final class ClientsCommand implements Runnable {
    private static final String NAME = "Name of a client.";

    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ClientsCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing: add, list, rotate or remove");
    }

    @Command(name = "add", description = "Gives a new client a token and shows it, this one time.")
    int add(@Parameters(paramLabel = "NAME", description = "Letters, digits, dots and dashes.") String name) {
        String body = Json.object().put("id", name).toString();
        return session.change(routes ->
                session.show(routes.handle(new Request("POST", "clients", Map.of(), body)), ClientsCommand::token));
    }

    @Command(name = "list", description = "Shows who has a token; never the tokens.")
    int list() {
        return session.read(routes -> session.show(routes.handle(Session.get("clients")), ClientsCommand::table));
    }

    @Command(name = "rotate", description = "Gives a client another token; the old one is dead at once.")
    int rotate(@Parameters(paramLabel = "NAME", description = NAME) String name) {
        return session.change(routes -> session.show(
                routes.handle(new Request("POST", "clients/" + name + "/rotate", Map.of(), "")),
                ClientsCommand::token));
    }

    @Command(name = "remove", description = "Takes a client's token away; it is dead at once.")
    int remove(@Parameters(paramLabel = "NAME", description = NAME) String name) {
        return session.change(routes -> session.show(
                routes.handle(new Request("DELETE", "clients/" + name, Map.of(), "")),
                removed -> "removed " + removed.path("id").asString("")));
    }

    private static String token(JsonNode client) {
        return "client " + client.path("id").asString("") + ": "
                + client.path("token").asString("")
                + System.lineSeparator()
                + "Shown once and kept nowhere. Set it as the client's API key.";
    }

    private static String table(JsonNode answer) {
        if (answer.has("fault")) {
            return answer.path("fault").asString();
        }
        if (answer.path("clients").isEmpty()) {
            return "no client has a token; errata clients add NAME gives one";
        }
        Columns table = new Columns().row("CLIENT", "CREATED", "TOKEN SINCE");
        answer.path("clients")
                .forEach(client -> table.row(
                        client.path("id").asString(""),
                        client.path("created").asString(""),
                        client.path("rotated").asString("")));
        return table.toString();
    }
}
