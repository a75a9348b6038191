package dev.errata.desktop.api;

import dev.errata.logs.blob.RawTextReader;
import dev.errata.proxy.control.ControlError;
import dev.errata.proxy.control.OwnerRoutes;
import dev.errata.rules.FieldPath;
import dev.errata.rules.RuleFault;
import dev.errata.rules.RuleRow;
import dev.errata.rules.RuleSet;
import dev.errata.rules.RuleSet.RejectedRow;
import dev.errata.rules.RuleTest;
import dev.errata.rules.store.RuleBook;
import dev.errata.rules.store.RuleBook.Deleted;
import dev.errata.rules.store.RuleBook.Failed;
import dev.errata.rules.store.RuleBook.Invalid;
import dev.errata.rules.store.RuleBook.NotFound;
import dev.errata.rules.store.RuleBook.SaveResult;
import dev.errata.rules.store.RuleBook.Saved;
import dev.errata.rules.trial.Replay;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `rules`, `rules/{id}`, `rules/{id}/history`, `rules/{id}/restore` and `rules/replay`.
///
/// @param texts the raw texts to replay
/// @param channel who asks, for the journal
public record RulesRoutes(RuleBook book, RawTextReader texts, String channel) implements OwnerRoutes {

    @Override
    public Reply handle(Request request) {
        List<String> segments = request.segments();
        if (segments.size() == 1) {
            return request.method().equals("POST") ? save(0, request) : list(request);
        }
        if (segments.get(1).equals("replay")) {
            return new ReplayRoute(book, texts).run(request.body(), Replay.Progress.NONE);
        }
        Long id = Json.number(segments.get(1));
        if (id == null) {
            return ControlError.NOT_FOUND.reply("A rule's id is a number, not " + segments.get(1) + ".");
        }
        String deeper = segments.size() > 2 ? segments.get(2) : "";
        return switch (request.method() + " " + deeper) {
            case "GET " -> show(id);
            case "PUT " -> row(id).isPresent() ? save(id, request) : missing(id);
            case "DELETE " -> reply(200, book.delete(id, channel));
            case "GET history" -> history(id);
            case "POST restore" -> restore(id, request);
            default -> ControlError.NO_ROUTE.reply("Nothing answers at " + request.path() + ".");
        };
    }

    private Reply list(Request request) {
        Long after = Json.number(request.parameter("after").orElse("-1"));
        Long limit = Json.number(request.parameter("limit").orElse(Integer.toString(Integer.MAX_VALUE)));
        if (after == null || limit == null || limit < 1 || limit > Integer.MAX_VALUE) {
            return ControlError.BAD_REQUEST.reply("after is a rule's id, and limit a number from 1.");
        }
        RuleSet set = book.program().ruleSet();
        ObjectNode json = Json.object();
        json.put("version", set.version()).put("loaded", set.rules().size());
        ArrayNode rows = json.putArray("rules");
        Map<Long, List<RuleTest>> tests = book.tests();
        List<RuleRow> page = book.rows().stream()
                .filter(row -> row.id() > after)
                .limit(limit)
                .toList();
        page.forEach(row -> rows.add(RuleJson.of(row, faults(row, set), tests.getOrDefault(row.id(), List.of()))));
        if (page.size() == limit) {
            json.put("after", page.getLast().id());
        }
        ArrayNode rejected = json.putArray("rejected");
        for (RejectedRow row : set.rejected()) {
            rejected.addObject()
                    .put("table", row.table())
                    .put("id", row.id())
                    .put("pattern", row.pattern())
                    .put("field", row.field())
                    .put("position", row.position())
                    .put("reason", row.reason());
        }
        ArrayNode tools = json.putArray("edit_tools");
        set.editTools()
                .forEach(tool -> tools.addObject()
                        .put("tool", tool.tool())
                        .put("path", FieldPath.texts(tool.paths()))
                        .put("old", FieldPath.texts(tool.olds()))
                        .put("new", FieldPath.texts(tool.news()))
                        .put("patch", FieldPath.texts(tool.patches()))
                        .put("note", tool.note()));
        json.putObject("behavior_patches")
                .put("loaded", set.patches().size())
                .put("rows", set.patchRows())
                .put("active", 0);
        return Json.ok(json);
    }

    /// What the snapshot found in the stored row comes first: the table may hold what a typed row cannot show.
    private List<RuleFault> faults(RuleRow row, RuleSet set) {
        List<RuleFault> stored = set.rejected().stream()
                .filter(rejected -> rejected.isRule() && rejected.id() == row.id())
                .map(rejected -> new RuleFault(rejected.field(), rejected.position(), rejected.reason()))
                .toList();
        return stored.isEmpty() ? book.check(row) : stored;
    }

    private Reply show(long id) {
        RuleSet set = book.program().ruleSet();
        return row(id).map(row -> Json.ok(RuleJson.of(row, faults(row, set), tests(id))))
                .orElseGet(() -> missing(id));
    }

    private Reply save(long id, Request request) {
        try {
            JsonNode body = Json.parse(request.body());
            RuleRow row = RuleJson.row(id, body);
            Optional<List<RuleTest>> tests = RuleJson.tests(body);
            SaveResult result = tests.isPresent() ? book.save(row, tests.get(), channel) : book.save(row, channel);
            return reply(id == 0 ? 201 : 200, result);
        } catch (IllegalArgumentException e) {
            return ControlError.INVALID.reply(String.valueOf(e.getMessage()));
        }
    }

    private Reply history(long id) {
        ObjectNode json = Json.object();
        ArrayNode versions = json.putArray("versions");
        for (RuleBook.Version version : book.history(id)) {
            ObjectNode one = versions.addObject();
            one.put("version", version.version())
                    .put("change", version.change())
                    .put("at", version.changedAt());
            one.set("rule", RuleJson.of(version.row(), book.check(version.row())));
        }
        return versions.isEmpty() ? missing(id) : Json.ok(json);
    }

    private Reply restore(long id, Request request) {
        JsonNode version = Json.parse(request.body()).path("version");
        return version.isIntegralNumber()
                ? reply(200, book.restore(id, version.asLong(), channel))
                : ControlError.INVALID.reply("A restore names the version to bring back: {\"version\": 3}.");
    }

    private Reply reply(int status, SaveResult result) {
        return switch (result) {
            case Saved(RuleRow row) ->
                new Reply(
                        status,
                        RuleJson.of(row, book.check(row), tests(row.id())).toString());
            case Deleted(long id) -> Json.ok(Json.object().put("deleted", id));
            case Invalid(List<RuleFault> faults) -> invalid(faults);
            case NotFound(long id) -> missing(id);
            case Failed(String reason) -> ControlError.NOT_WRITABLE.reply(reason);
        };
    }

    private static Reply invalid(List<RuleFault> faults) {
        String message = faults.stream()
                .map(fault -> fault.field() + (fault.position() < 0 ? "" : " at " + (fault.position() + 1)) + ": "
                        + fault.problem().said(fault.message()))
                .collect(Collectors.joining(" "));
        Reply plain = ControlError.INVALID.reply(message);
        if (Json.parse(plain.json()) instanceof ObjectNode body) {
            body.set("faults", RuleJson.faults(faults));
            return new Reply(plain.status(), body.toString());
        }
        return plain;
    }

    private List<RuleTest> tests(long id) {
        return book.tests().getOrDefault(id, List.of());
    }

    private Optional<RuleRow> row(long id) {
        return book.rows().stream().filter(row -> row.id() == id).findFirst();
    }

    private static Reply missing(long id) {
        return ControlError.NOT_FOUND.reply("There is no rule " + id + ".");
    }
}
