package dev.errata.desktop.api;

import dev.errata.logs.store.StoreException;
import dev.errata.proxy.control.ControlError;
import dev.errata.proxy.control.OwnerRoutes;
import dev.errata.rules.correction.Correction;
import dev.errata.rules.correction.CorrectionSwitch;
import java.time.Duration;
import java.time.InstantSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `correction`: whether new exchanges are corrected, and the switch.
///
/// @param channel who asks, for the journal
public record CorrectionRoutes(CorrectionSwitch correction, InstantSource clock, String channel)
        implements OwnerRoutes {
    /// The longest pause, in minutes.
    public static final int LONGEST_PAUSE = 7 * 24 * 60;

    @Override
    public Reply handle(Request request) {
        return request.method().equals("PUT") ? change(Json.parse(request.body())) : Json.ok(json(correction.now()));
    }

    private Reply change(JsonNode body) {
        Correction wanted;
        switch (Json.text(body, "state").orElse("")) {
            case "on" -> wanted = new Correction.On();
            case "off" -> wanted = new Correction.Off();
            case "paused" -> {
                int minutes = body.path("minutes").asInt(0);
                if (minutes < 1 || minutes > LONGEST_PAUSE) {
                    return ControlError.INVALID.reply("A pause lasts 1 to " + LONGEST_PAUSE + " minutes.");
                }
                wanted = new Correction.Paused(clock.instant().plus(Duration.ofMinutes(minutes)));
            }
            default -> {
                return ControlError.INVALID.reply("The state is on, off or paused.");
            }
        }
        try {
            correction.set(wanted, channel);
        } catch (StoreException e) {
            return ControlError.NOT_WRITABLE.reply(String.valueOf(e.getMessage()));
        }
        return Json.ok(json(correction.now()));
    }

    static ObjectNode json(Correction correction) {
        ObjectNode json = Json.object();
        return switch (correction) {
            case Correction.On() -> json.put("state", "on");
            case Correction.Off() -> json.put("state", "off");
            case Correction.Paused(var until) -> json.put("state", "paused").put("until", until.toString());
        };
    }
}
