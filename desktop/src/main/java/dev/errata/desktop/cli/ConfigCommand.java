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

/// `errata config list|get|set`: the settings of `errata.toml`.
@Command(name = "config", description = "Shows and changes the settings of errata.toml.")
final class ConfigCommand implements Runnable {
    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ConfigCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing: list, get or set");
    }

    @Command(name = "list", description = "Shows every setting.")
    int list() {
        return session.read(routes -> session.show(routes.handle(Session.get("config")), ConfigCommand::table));
    }

    @Command(name = "get", description = "Shows one setting's value; exit code 1 if there is no such setting.")
    int get(@Parameters(paramLabel = "KEY", description = "For instance port.") String key) {
        return session.read(routes -> session.show(
                routes.handle(Session.get("config/" + key)),
                setting -> setting.path("value").asString("")));
    }

    @Command(name = "set", description = "Changes one setting; comments and other keys in the file stay as they are.")
    int set(
            @Parameters(index = "0", paramLabel = "KEY", description = "For instance port.") String key,
            @Parameters(index = "1", paramLabel = "VALUE", description = "See errata help settings.") String value) {
        Request request = new Request(
                "PUT",
                "config/" + key,
                Map.of(),
                Json.object().put("value", value).toString());
        return session.change(routes -> session.show(
                routes.handle(request),
                setting -> setting.path("key").asString("") + " = "
                        + setting.path("value").asString("")
                        + (setting.path("live").asBoolean() ? "" : " (in force after a restart)")));
    }

    private static String table(JsonNode config) {
        Columns table = new Columns().row("KEY", "VALUE", "TYPE", "BOUNDS", "IN FORCE");
        config.path("settings")
                .forEach(setting -> table.row(
                        setting.path("key").asString(""),
                        setting.path("value").asString("")
                                + (setting.path("set").asBoolean() ? "" : " (default)"),
                        setting.path("type").asString(""),
                        setting.path("bounds").asString(""),
                        setting.path("live").asBoolean() ? "live" : "restart"));
        StringBuilder text = new StringBuilder(table.toString());
        config.path("warnings")
                .forEach(warning ->
                        text.append(System.lineSeparator()).append("warning: ").append(warning.asString("")));
        return text.toString();
    }
}
