package dev.errata.desktop.api;

import dev.errata.desktop.home.HomeTokens;
import dev.errata.desktop.home.HomeTokens.Whose;
import dev.errata.logs.event.SystemEvent;
import dev.errata.proxy.control.ControlError;
import dev.errata.proxy.control.OwnerRoutes;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/// `keys/{whose}/rotate`: another token in the place of the home's own ones. The new one is in its file, and in no
/// answer.
///
/// @param rotated told once it is done
public record KeysRoutes(HomeTokens tokens, Consumer<SystemEvent> rotated, String channel) implements OwnerRoutes {

    @Override
    public Reply handle(Request request) {
        Optional<Whose> whose = Whose.of(request.segments().get(1));
        if (whose.isEmpty()) {
            return ControlError.NOT_FOUND.reply("There is a token of agent and one of owner.");
        }
        try {
            tokens.rotate(whose.get());
        } catch (IOException e) {
            return ControlError.NOT_WRITABLE.reply(
                    "The new token cannot be kept (" + e.getMessage() + "); the old one stays in force.");
        }
        rotated.accept(new SystemEvent.TokenRotated(whose.get().word(), channel));
        return Json.ok(Json.object()
                .put("rotated", whose.get().word())
                .put("file", whose.get().file()));
    }
}
