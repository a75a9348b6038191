package dev.errata.desktop.cli;

import dev.errata.desktop.api.Json;
import dev.errata.desktop.api.OwnerClient;
import dev.errata.desktop.home.Home;
import dev.errata.desktop.home.HomeLock;
import dev.errata.desktop.home.HomeLock.Owner;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `errata status`: what the running owner of the home is doing.
@Command(
        name = "status",
        description = "Shows what the running Errata of this home is doing; exit code 1 if there" + " is none.")
final class StatusCommand implements Callable<Integer> {
    private final Session session;

    StatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return session.inHome(
                home -> HomeLock.owner(home).map(owner -> running(home, owner)).orElseGet(() -> none(home)));
    }

    private int running(Home home, Owner owner) {
        Optional<OwnerClient> client = Session.client(home, owner);
        if (client.isEmpty()) {
            return silent(home, owner);
        }
        try (OwnerClient asked = client.get()) {
            return session.show(asked.handle(Session.get("status")), StatusCommand::words);
        } catch (UncheckedIOException e) {
            return none(home);
        }
    }

    /// An owner whose listener is off cannot be asked; that it runs is still known.
    private int silent(Home home, Owner owner) {
        ObjectNode json = Json.object().put("running", true).put("pid", owner.pid());
        json.put("home", home.folder().toString()).putObject("listener").put("listening", false);
        session.say(
                session.json()
                        ? json.toString()
                        : "running, process " + owner.pid() + ", not listening; home " + home.folder());
        return ExitCode.OK;
    }

    private int none(Home home) {
        session.say(
                session.json()
                        ? Json.object()
                                .put("running", false)
                                .put("home", home.folder().toString())
                                .toString()
                        : "not running; home " + home.folder());
        return ExitCode.NOT_SO;
    }

    private static String server(JsonNode server) {
        String reason = server.path("reason").asString("");
        return server.path("name").asString("") + " " + server.path("url").asString("") + " ("
                + server.path("state").asString("")
                + (server.path("model").isString()
                        ? ", model " + server.path("model").asString()
                        : "")
                + (reason.isEmpty() ? "" : ", " + reason)
                + ")";
    }

    private static String note(JsonNode message) {
        String text = message.path("text").asString("");
        String code = message.path("code").asString("");
        return code.startsWith("ERR-") ? text + " [" + code + "]" : text;
    }

    private static String words(JsonNode status) {
        JsonNode listener = status.path("listener");
        JsonNode upstream = status.path("upstream");
        JsonNode correction = status.path("correction");
        String host = listener.path("host").asString("");
        String scheme = listener.path("exposed").asBoolean() ? "https://" : "http://";
        String address = scheme + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + listener.path("port").asInt();
        Columns words = new Columns();
        words.pair("listening", listener.path("listening").asBoolean() ? address : "off (last " + address + ")");
        status.path("port").path("words").forEach(part -> words.pair("port", part.asString("")));
        words.pair("upstream", server(upstream));
        status.path("upstreams").forEach(server -> words.pair("by model", server(server)));
        words.pair(
                "correction",
                correction.path("state").asString("")
                        + (correction.has("until")
                                ? " until " + correction.path("until").asString()
                                : ""));
        words.pair(
                "rules",
                status.path("rules").path("loaded").asInt() + " loaded, "
                        + status.path("rules").path("rejected").asInt() + " rejected"
                        + PatchCount.words(status.path("behavior_patches")));
        words.pair("corrections", status.path("corrections_today").asLong() + " today");
        words.pair("tokens", status.path("tokens_today").asLong() + " today");
        words.pair(
                "process",
                status.path("pid").asLong() + ", version "
                        + status.path("version").asString(""));
        words.pair("home", status.path("home").asString(""));
        status.path("messages").forEach(message -> words.pair("note", note(message)));
        return words.toString();
    }
}
