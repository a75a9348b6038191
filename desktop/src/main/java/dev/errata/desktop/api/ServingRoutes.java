package dev.errata.desktop.api;

import dev.errata.desktop.desk.Desk;
import dev.errata.desktop.desk.ModelServersView.ModelServer;
import dev.errata.desktop.desk.PortState;
import dev.errata.desktop.settings.SetResult;
import dev.errata.desktop.settings.Setting;
import dev.errata.proxy.ProxyServer.ListenResult;
import dev.errata.proxy.ProxyServer.ListenerStatus;
import dev.errata.proxy.ProxyServer.Listening;
import dev.errata.proxy.ProxyServer.PortTaken;
import dev.errata.proxy.ProxyServer.Refused;
import dev.errata.proxy.control.ControlError;
import dev.errata.proxy.control.OwnerRoutes;
import dev.errata.rules.RuleSet;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `status`, `listener`, `upstream` and `stop`: the running service itself.
///
/// @param stop begins the end of the process and returns at once
public record ServingRoutes(Desk desk, Runnable stop, String channel) implements OwnerRoutes {

    @Override
    public Reply handle(Request request) {
        return switch (request.path()) {
            case "status" -> Json.ok(status());
            case "listener" -> listener(Json.parse(request.body()));
            case "upstream" -> upstream(Json.parse(request.body()));
            case "stop" -> {
                stop.run();
                yield Json.ok(Json.object().put("stopping", true));
            }
            default -> ControlError.NO_ROUTE.reply("Nothing answers at " + request.path() + ".");
        };
    }

    private ObjectNode status() {
        RuleSet rules = desk.rules().program().ruleSet();
        ObjectNode json = Json.object();
        json.put("running", true)
                .put("version", desk.version())
                .put("pid", ProcessHandle.current().pid())
                .put("home", desk.home().toString());
        json.set("listener", json(desk.proxy().listener()));
        json.set("port", json(desk.port()));
        ModelServer current = desk.servers().current();
        json.set("upstream", json(current));
        ArrayNode byModel = json.putArray("upstreams");
        desk.servers().byModel().forEach(server -> byModel.add(json(server)));
        json.set("correction", CorrectionRoutes.json(desk.correction().now()));
        json.putObject("rules")
                .put("loaded", rules.rules().size())
                .put("rejected", rules.rejected().size());
        json.putObject("behavior_patches")
                .put("loaded", rules.patches().size())
                .put("rows", rules.patchRows())
                .put("active", 0);
        json.put("corrections_today", desk.correctionsToday());
        json.put("tokens_today", desk.tokensToday());
        ArrayNode messages = json.putArray("messages");
        desk.messages()
                .forEach(message -> messages.addObject()
                        .put("weight", message.weight().name().toLowerCase(Locale.ROOT))
                        .put("code", message.quoted())
                        .put("name", message.code())
                        .put("text", message.text()));
        return json;
    }

    private static ObjectNode json(ModelServer server) {
        return Json.object()
                .put("name", server.name())
                .put("url", server.address().toString())
                .put("state", server.state().name().toLowerCase(Locale.ROOT))
                .put("model", server.model())
                .put("practice", server.practice())
                .put("reason", server.reason());
    }

    private static ObjectNode json(ListenerStatus listener) {
        return Json.object()
                .put("listening", listener.listening())
                .put("host", listener.host())
                .put("port", listener.port())
                .put("exposed", listener.exposed())
                .put("tls", listener.tls());
    }

    private static ObjectNode json(PortState port) {
        ObjectNode json = Json.object()
                .put("host", port.host())
                .put("exposed", port.exposed())
                .put("tls", port.tls())
                .put("client_certificates", port.clientCertificates())
                .put("clients", port.clients())
                .put("tokens_asked", port.tokensAsked())
                .put("capture", port.capture());
        ArrayNode words = json.putArray("words");
        port.words().forEach(words::add);
        return json;
    }

    private Reply listener(JsonNode body) {
        String state = Json.text(body, "state").orElse("");
        if (state.equals("off")) {
            desk.stopListening();
            return Json.ok(json(desk.proxy().listener()));
        }
        JsonNode port = body.path("port");
        boolean portGood = port.isMissingNode() || (port.isInt() && port.asInt() >= 0 && port.asInt() <= 65535);
        if (!state.equals("on") || !portGood) {
            return ControlError.INVALID.reply("The state is on or off; the port is 0 to 65535.");
        }
        Optional<String> host = Json.text(body, "host");
        String oldHost = desk.settings().value(Setting.HOST);
        if (host.isPresent() && desk.set(Setting.HOST, host.get()) instanceof SetResult.Refused(var why)) {
            return ControlError.INVALID.reply(why);
        }
        ListenResult result =
                desk.listen(port.isInt() ? port.asInt() : desk.settings().number(Setting.PORT));
        return switch (result) {
            case Listening listening -> Json.ok(json(desk.proxy().listener()));
            case PortTaken(String at, int taken) ->
                ControlError.PORT_TAKEN.reply("Port " + taken + " on " + at + " is taken; the old listener goes on.");
            case Refused(String reason) -> {
                if (host.isPresent()) {
                    var unused = desk.settings().set(Setting.HOST, oldHost, channel);
                }
                yield ControlError.INVALID.reply(reason);
            }
        };
    }

    private Reply upstream(JsonNode body) {
        String url = Json.text(body, "url").orElse("");
        try {
            return switch (desk.useUpstream(URI.create(url))) {
                case SetResult.Changed changed -> Json.ok(status().path("upstream"));
                case SetResult.Refused(String reason) -> ControlError.INVALID.reply(reason);
            };
        } catch (IllegalArgumentException e) {
            return ControlError.INVALID.reply("'" + url + "' is no address; it looks like http://127.0.0.1:8080.");
        }
    }
}
