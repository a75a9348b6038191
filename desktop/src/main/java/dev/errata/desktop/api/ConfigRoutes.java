package dev.errata.desktop.api;

import dev.errata.desktop.settings.SetResult;
import dev.errata.desktop.settings.Setting;
import dev.errata.desktop.settings.Settings;
import dev.errata.proxy.control.ControlError;
import dev.errata.proxy.control.OwnerRoutes;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `config` and `config/{key}`.
///
/// @param change puts a value into the file and into force
public record ConfigRoutes(Settings settings, Change change) implements OwnerRoutes {

    @Override
    public Reply handle(Request request) {
        List<String> segments = request.segments();
        if (segments.size() == 1) {
            return all();
        }
        String key = segments.get(1);
        Optional<Setting> setting = Setting.of(key);
        if (setting.isEmpty()) {
            return ControlError.NOT_FOUND.reply("There is no setting '" + key + "'; the nearest is '"
                    + Setting.nearest(key).key() + "'.");
        }
        return request.method().equals("PUT")
                ? set(setting.get(), Json.parse(request.body()))
                : Json.ok(json(setting.get()));
    }

    private Reply all() {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("settings");
        for (Setting setting : Setting.values()) {
            list.add(json(setting));
        }
        ArrayNode warnings = json.putArray("warnings");
        settings.warnings().forEach(warnings::add);
        return Json.ok(json);
    }

    private Reply set(Setting setting, JsonNode body) {
        JsonNode value = body.path("value");
        if (!value.isValueNode() || value.isNull()) {
            return ControlError.INVALID.reply("A change names the value: {\"value\": ...}.");
        }
        return switch (change.to(setting, value.asString())) {
            case SetResult.Changed changed -> Json.ok(json(setting));
            case SetResult.Refused(String reason) -> ControlError.INVALID.reply(reason);
        };
    }

    private ObjectNode json(Setting setting) {
        return Json.object()
                .put("key", setting.key())
                .put("value", settings.value(setting))
                .put("default", setting.standard())
                .put("set", settings.isSet(setting))
                .put("type", setting.kind().name())
                .put("bounds", setting.kind().bounds())
                .put("live", setting.live())
                .put("description", setting.description());
    }

    /// Puts a value into the file and into force.
    @FunctionalInterface
    public interface Change {
        SetResult to(Setting setting, String value);
    }
}
