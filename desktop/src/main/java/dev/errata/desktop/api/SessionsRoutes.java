package dev.errata.desktop.api;

import dev.errata.proxy.control.ControlError;
import dev.errata.proxy.control.OwnerRoutes;
import dev.errata.rules.session.Decision;
import dev.errata.rules.session.Session;
import dev.errata.rules.session.SessionBook;
import dev.errata.rules.session.SessionBook.Deleted;
import dev.errata.rules.session.SessionBook.Failed;
import dev.errata.rules.session.SessionBook.Filter;
import dev.errata.rules.session.SessionBook.Gone;
import dev.errata.rules.session.SessionBook.Page;
import dev.errata.rules.session.SessionBook.Stored;
import dev.errata.rules.session.TokenSum;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `sessions` and `sessions/{id}`.
///
/// @param channel who deletes: `cli` or `api`
public record SessionsRoutes(SessionBook book, String channel) implements OwnerRoutes {
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 1000;
    private static final int EXCHANGES = 1000;

    @Override
    public Reply handle(Request request) {
        if (request.segments().size() == 1) {
            return page(request);
        }
        String id = request.segments().get(1);
        return request.method().equals("DELETE") ? delete(id) : one(id);
    }

    private Reply page(Request request) {
        Long limit = request.parameter("limit").map(Json::number).orElse((long) PAGE);
        if (limit == null || limit < 1 || limit > LARGEST_PAGE) {
            return ControlError.BAD_REQUEST.reply("limit is 1 to " + LARGEST_PAGE + ".");
        }
        Page page = book.list(
                new Filter(
                        request.parameter("client")
                                .filter(name -> !name.isEmpty())
                                .orElse(null),
                        request.parameter("text").orElse("")),
                request.parameter("cursor").filter(text -> !text.isEmpty()).orElse(null),
                limit.intValue());
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("sessions");
        page.sessions().forEach(stored -> list.add(json(stored)));
        if (page.cursor() != null) {
            json.put("cursor", page.cursor());
        }
        return Json.ok(json);
    }

    private Reply one(String id) {
        Optional<Stored> found = book.find(id);
        if (found.isEmpty()) {
            return none(id);
        }
        ObjectNode json = json(found.get());
        ArrayNode list = json.putArray("turns");
        book.exchanges(id, EXCHANGES)
                .forEach(spent -> list.addObject()
                        .put("exchange", spent.exchange())
                        .put("at", spent.at().toString())
                        .put("model", spent.model())
                        .put("input_tokens", spent.tokens().input())
                        .put("output_tokens", spent.tokens().output())
                        .put("cached_tokens", spent.tokens().cached())
                        .put("reasoning_tokens", spent.tokens().reasoning())
                        .put("source", spent.tokens().source().word()));
        return Json.ok(json);
    }

    private Reply delete(String id) {
        return switch (book.delete(id, channel)) {
            case Deleted deleted -> Json.ok(Json.object().put("deleted", id));
            case Gone gone -> none(id);
            case Failed(String reason) -> ControlError.NOT_WRITABLE.reply(reason);
        };
    }

    private static Reply none(String id) {
        return ControlError.NOT_FOUND.reply(
                "There is no session " + id + " (any more); 'errata session list' shows those that are kept.");
    }

    private static ObjectNode json(Stored stored) {
        Session session = stored.session();
        ObjectNode json = Json.object()
                .put("id", session.id())
                .put("named", session.named())
                .put("client", session.client())
                .put("workspace", session.workspace())
                .put("model", session.model())
                .put("started_at", session.startedAt().toString())
                .put("last_at", session.lastAt().toString())
                .put(
                        "ended_at",
                        session.endedAt() == null ? null : session.endedAt().toString())
                .put("exchanges", session.exchanges());
        put(json, session.tokens());
        ArrayNode files = json.putArray("files");
        session.files().forEach(files::add);
        ArrayNode decisions = json.putArray("decisions");
        for (Decision decision : session.decisions()) {
            ObjectNode one = decisions
                    .addObject()
                    .put("at", decision.at().toString())
                    .put("proposal", decision.proposal())
                    .put("decision", decision.what().word());
            ArrayNode hunks = one.putArray("hunks");
            decision.hunks().forEach(hunks::add);
            one.put("verdict", decision.verdict())
                    .put("operator", decision.operator())
                    .put("channel", decision.channel())
                    .put("reason", decision.reason());
        }
        return json.put("version", session.version())
                .put("intact", stored.intact())
                .put("damage", stored.damage());
    }

    static void put(ObjectNode json, TokenSum tokens) {
        json.put("input_tokens", tokens.input())
                .put("output_tokens", tokens.output())
                .put("cached_tokens", tokens.cached())
                .put("reasoning_tokens", tokens.reasoning())
                .put("estimated_tokens", tokens.estimated());
    }
}
