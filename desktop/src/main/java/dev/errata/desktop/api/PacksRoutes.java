package dev.errata.desktop.api;

import dev.errata.proxy.control.ControlError;
import dev.errata.proxy.control.OwnerRoutes;
import dev.errata.rules.pack.ImportPlan;
import dev.errata.rules.pack.ImportWish;
import dev.errata.rules.pack.PackExport;
import dev.errata.rules.pack.PackExport.Made;
import dev.errata.rules.pack.PackFile;
import dev.errata.rules.pack.RuleFile;
import dev.errata.rules.pack.RuleFile.NoRules;
import dev.errata.rules.pack.RuleFile.Remark;
import dev.errata.rules.pack.RuleFile.Rules;
import dev.errata.rules.store.RulePacks;
import dev.errata.rules.store.RulePacks.ImportFailed;
import dev.errata.rules.store.RulePacks.Imported;
import dev.errata.rules.store.RulePacks.NoSuchImport;
import dev.errata.rules.store.RulePacks.Planned;
import dev.errata.rules.store.RulePacks.Undecided;
import dev.errata.rules.store.RulePacks.UndoFailed;
import dev.errata.rules.store.RulePacks.Undone;
import dev.errata.rules.store.RulePacks.Unfit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `packs/export`, `packs/import` and `packs/undo`: rules as files. The file itself stays with the caller; here is only
/// its text.
///
/// @param channel who asks, for the journal
public record PacksRoutes(RulePacks packs, String channel) implements OwnerRoutes {
    private static final String UNNAMED = "mine";

    @Override
    public Reply handle(Request request) {
        try {
            return switch (request.method() + " " + request.path()) {
                case "GET packs/export" -> export(request);
                case "POST packs/import" -> bringIn(Json.parse(request.body()));
                case "POST packs/undo" -> takeBack(Json.parse(request.body()));
                default -> ControlError.NO_ROUTE.reply("Nothing answers at " + request.path() + ".");
            };
        } catch (IllegalArgumentException e) {
            return ControlError.INVALID.reply(String.valueOf(e.getMessage()));
        }
    }

    private Reply export(Request request) {
        String pack = request.parameter("pack").orElse(null);
        String name = request.parameter("name").filter(text -> !text.isBlank()).orElse(UNNAMED);
        PackExport.Wish wish =
                new PackExport.Wish(pack, ids(request.parameter("ids").orElse("")), name);
        return switch (packs.export(wish)) {
            case PackExport.Nothing(String reason) -> ControlError.NOT_FOUND.reply(reason);
            case Made made -> {
                ObjectNode json = Json.object()
                        .put("pack", made.pack().name())
                        .put("rules", made.pack().entries().size())
                        .put("text", PackFile.write(made.pack()));
                made.invalid().forEach(json.putArray("left_out")::add);
                made.packs().forEach(json.putArray("from")::add);
                yield Json.ok(json);
            }
        };
    }

    private static Set<Long> ids(String text) {
        Set<Long> ids = new TreeSet<>();
        for (String word : text.isBlank() ? new String[0] : text.split(",", -1)) {
            Long id = Json.number(word.strip());
            if (id == null) {
                throw new IllegalArgumentException("A rule's id is a number, not '" + word.strip() + "'.");
            }
            ids.add(id);
        }
        return ids;
    }

    private Reply bringIn(JsonNode body) {
        JsonNode text = body.path("text");
        if (!text.isString()) {
            return ControlError.INVALID.reply("An import holds the file's text in the field text.");
        }
        ImportWish wish = PackJson.wish(body);
        String name = Json.text(body, "name").filter(word -> !word.isBlank()).orElse(UNNAMED);
        return switch (RuleFile.read(text.asString(), name)) {
            case NoRules(String reason) -> ControlError.INVALID.reply(reason + " Nothing was changed.");
            case Rules rules -> bringIn(rules, wish);
        };
    }

    private Reply bringIn(Rules rules, ImportWish wish) {
        List<Remark> remarks = rules.remarks();
        return switch (packs.bringIn(rules.pack(), wish, channel)) {
            case Imported done -> {
                ObjectNode json = Json.object()
                        .put("import", done.number())
                        .put("added", done.added())
                        .put("changed", done.changed())
                        .put("removed", done.removed());
                json.set("plan", PackJson.plan(done.plan(), remarks));
                yield Json.ok(json);
            }
            case Planned(ImportPlan plan) -> {
                ObjectNode json = Json.object();
                json.put("undecided", plan.undecided(wish).size());
                json.put("invalid", wish.withInvalid() ? 0 : plan.invalid().size());
                json.set("plan", PackJson.plan(plan, remarks));
                yield Json.ok(json);
            }
            case Undecided(ImportPlan plan) ->
                refused(
                        ControlError.CONFLICT.reply(plan.undecided(wish).size()
                                + " rules of the file are here with other content. Nothing was changed."),
                        PackJson.plan(plan, remarks));
            case Unfit(ImportPlan plan) ->
                refused(
                        ControlError.INVALID.reply(
                                plan.invalid().size() + " rows of the file are no rules. Nothing was changed."),
                        PackJson.plan(plan, remarks));
            case ImportFailed(String reason) -> ControlError.NOT_WRITABLE.reply(reason);
        };
    }

    private static Reply refused(Reply plain, ObjectNode plan) {
        if (Json.parse(plain.json()) instanceof ObjectNode body) {
            body.set("plan", plan);
            return new Reply(plain.status(), body.toString());
        }
        return plain;
    }

    private Reply takeBack(JsonNode body) {
        JsonNode number = body.path("import");
        if (!number.isIntegralNumber()) {
            return ControlError.INVALID.reply("Name the import to take back: {\"import\": 41}.");
        }
        return switch (packs.takeBack(number.asLong(), channel)) {
            case Undone done -> {
                ObjectNode json = Json.object().put("import", number.asLong());
                done.restored().forEach(json.putArray("restored")::add);
                done.removed().forEach(json.putArray("removed")::add);
                done.left().forEach(json.putArray("left")::add);
                yield Json.ok(json);
            }
            case NoSuchImport(long asked) -> ControlError.NOT_FOUND.reply("There was no import " + asked + ".");
            case UndoFailed(String reason) -> ControlError.NOT_WRITABLE.reply(reason);
        };
    }
}
