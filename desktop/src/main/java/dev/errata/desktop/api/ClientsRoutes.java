package dev.errata.desktop.api;

import dev.errata.desktop.home.ClientBook;
import dev.errata.desktop.home.ClientBook.Client;
import dev.errata.desktop.home.ClientBook.Given;
import dev.errata.desktop.home.ClientBook.Refused;
import dev.errata.desktop.home.ClientBook.Removed;
import dev.errata.desktop.home.ClientBook.Result;
import dev.errata.desktop.home.ClientBook.Unkept;
import dev.errata.desktop.home.ClientBook.Unknown;
import dev.errata.logs.event.SystemEvent;
import dev.errata.logs.event.SystemEvent.ClientChanged;
import dev.errata.proxy.control.ControlError;
import dev.errata.proxy.control.OwnerRoutes;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `clients`, `clients/{id}` and `clients/{id}/rotate`: who has a token of his own. A token is in one answer only, the
/// one that makes it.
///
/// @param changed told of each change, once the book has it; puts it into force
/// @param channel who asks, for the journal
public record ClientsRoutes(ClientBook book, Consumer<SystemEvent> changed, String channel) implements OwnerRoutes {

    @Override
    public Reply handle(Request request) {
        List<String> segments = request.segments();
        return switch (request.method()) {
            case "POST" ->
                segments.size() == 1
                        ? done(
                                book.add(Json.text(Json.parse(request.body()), "id")
                                        .orElse("")),
                                "added")
                        : done(book.rotate(segments.get(1)), "rotated");
            case "DELETE" -> done(book.remove(segments.get(1)), "removed");
            default -> all();
        };
    }

    private Reply all() {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("clients");
        book.all().forEach(client -> list.add(json(client)));
        if (!book.fault().isEmpty()) {
            json.put("fault", book.fault());
        }
        return Json.ok(json);
    }

    private Reply done(Result result, String change) {
        return switch (result) {
            case Given(Client client, String token) -> {
                changed.accept(new ClientChanged(client.id(), change, channel));
                yield Json.ok(json(client).put("token", token));
            }
            case Removed(String id) -> {
                changed.accept(new ClientChanged(id, change, channel));
                yield Json.ok(Json.object().put("id", id).put("removed", true));
            }
            case Unknown(String id) -> ControlError.NOT_FOUND.reply("There is no client " + id + ".");
            case Refused(String reason) -> ControlError.INVALID.reply(reason);
            case Unkept(String reason) -> ControlError.NOT_WRITABLE.reply(reason);
        };
    }

    private static ObjectNode json(Client client) {
        return Json.object()
                .put("id", client.id())
                .put("created", client.created().toString())
                .put("rotated", client.rotated().toString());
    }
}
