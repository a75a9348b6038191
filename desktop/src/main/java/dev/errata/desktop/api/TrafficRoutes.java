package dev.errata.desktop.api;

import dev.errata.proxy.control.ControlError;
import dev.errata.proxy.control.OwnerRoutes;
import dev.errata.proxy.exchange.ExchangeDetail;
import dev.errata.proxy.exchange.ExchangeDetail.LaneText;
import dev.errata.proxy.exchange.ExchangeRing;
import dev.errata.proxy.exchange.ExchangeSnapshot;
import dev.errata.proxy.exchange.Exchanges;
import dev.errata.rules.text.Rewrite;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `exchanges` and `exchanges/{id}`.
public record TrafficRoutes(Exchanges exchanges) implements OwnerRoutes {
    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 1000;

    @Override
    public Reply handle(Request request) {
        List<String> segments = request.segments();
        if (segments.size() > 1) {
            return exchanges
                    .detail(segments.get(1))
                    .map(detail -> Json.ok(json(detail)))
                    .orElseGet(() -> ControlError.NOT_FOUND.reply("There is no exchange " + segments.get(1)
                            + " among the recent ones; its record is in" + " the journal."));
        }
        Optional<String> asked = request.parameter("limit");
        Long limit = asked.isEmpty() ? Long.valueOf(PAGE) : Json.number(asked.get());
        if (limit == null || limit < 1 || limit > LARGEST_PAGE) {
            return ControlError.BAD_REQUEST.reply("limit is 1 to " + LARGEST_PAGE + ".");
        }
        List<ExchangeSnapshot> all = exchanges.recent(ExchangeRing.SIZE);
        int from = request.parameter("before").map(id -> behind(all, id)).orElse(0);
        List<ExchangeSnapshot> page = all.subList(from, Math.min(all.size(), from + limit.intValue()));
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("exchanges");
        page.forEach(one -> list.add(json(one)));
        if (from + page.size() < all.size()) {
            json.put("before", page.getLast().id());
        }
        return Json.ok(json);
    }

    /// Where a page begins that comes after an exchange; behind all of them if that one is not among them any more.
    private static int behind(List<ExchangeSnapshot> all, String id) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(id)) {
                return i + 1;
            }
        }
        return all.size();
    }

    private static ObjectNode json(ExchangeSnapshot one) {
        return Json.object()
                .put("id", one.id())
                .put("started_at", one.startedAt().toString())
                .put("client", one.client())
                .put("method", one.method())
                .put("path", one.path())
                .put("wire", one.wire())
                .put("model", one.model())
                .put("upstream", one.upstream())
                .put("status", one.status())
                .put("phase", one.phase().name().toLowerCase(Locale.ROOT))
                .put("first_byte_millis", one.firstByteMillis())
                .put("first_token_millis", one.firstTokenMillis())
                .put("end_millis", one.endMillis())
                .put("deltas", one.deltas())
                .put("rewrites", one.rewrites())
                .put("observed", one.observed())
                .put("streamed", one.streamed())
                .put("inspected", one.inspected())
                .put("note", one.note());
    }

    private static ObjectNode json(ExchangeDetail detail) {
        ObjectNode json = json(detail.snapshot());
        json.put("request", detail.request()).put("truncated", detail.truncated());
        ArrayNode lanes = json.putArray("lanes");
        for (LaneText lane : detail.lanes()) {
            ObjectNode one = lanes.addObject()
                    .put("name", lane.name())
                    .put("raw", lane.raw())
                    .put("sent", lane.sent());
            one.set("rewrites", json(lane.rewrites()));
            one.set("observed", json(lane.observed()));
        }
        return json;
    }

    private static ArrayNode json(List<Rewrite> rewrites) {
        ArrayNode list = Json.object().arrayNode();
        for (Rewrite rewrite : rewrites) {
            list.addObject()
                    .put("rule", rewrite.rule().id())
                    .put("start", rewrite.span().start())
                    .put("before", rewrite.before())
                    .put("after", rewrite.after())
                    .put("confidence", rewrite.confidence());
        }
        return list;
    }
}
