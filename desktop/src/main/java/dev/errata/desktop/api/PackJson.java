package dev.errata.desktop.api;

import dev.errata.rules.RuleRow;
import dev.errata.rules.pack.ImportPlan;
import dev.errata.rules.pack.ImportPlan.Item;
import dev.errata.rules.pack.ImportWish;
import dev.errata.rules.pack.ImportWish.Decision;
import dev.errata.rules.pack.RuleFile.Remark;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Imports as JSON: the wish that comes in, the plan that goes out.
final class PackJson {
    private PackJson() {}

    /// @throws IllegalArgumentException with a message for people if a field does not fit
    static ImportWish wish(JsonNode body) {
        String mode = Json.text(body, "mode").orElse("");
        if (!List.of("", "shadow", "off", "enforce").contains(mode)) {
            throw new IllegalArgumentException("The field mode takes shadow, off or enforce, not '" + mode + "'.");
        }
        Map<Integer, Decision> each = new HashMap<>();
        for (Map.Entry<String, JsonNode> one : body.path("each").properties()) {
            Long number = Json.number(one.getKey());
            if (number == null || number < 1 || number > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("The field each names rules by their number in the file.");
            }
            each.put(number.intValue(), decision(one.getValue().asString("")));
        }
        return new ImportWish(
                mode.isEmpty() ? null : mode,
                decision(Json.text(body, "conflicts").orElse("ask")),
                each,
                body.path("prune").asBoolean(false),
                body.path("with_invalid").asBoolean(false),
                body.path("dry_run").asBoolean(false));
    }

    private static Decision decision(String word) {
        return switch (word) {
            case "ask" -> Decision.UNDECIDED;
            case "replace" -> Decision.FILE;
            case "keep" -> Decision.MINE;
            default -> throw new IllegalArgumentException("A decision is ask, replace or keep, not '" + word + "'.");
        };
    }

    static ObjectNode plan(ImportPlan plan, List<Remark> remarks) {
        ObjectNode json = Json.object();
        json.put("pack", plan.pack()).put("version", plan.version()).put("installed", plan.installed());
        ArrayNode items = json.putArray("rules");
        plan.items().forEach(item -> item(items.addObject(), item));
        ArrayNode vanished = json.putArray("vanished");
        for (RuleRow row : plan.vanished()) {
            vanished.addObject().put("id", row.id()).put("pattern", row.pattern());
        }
        ArrayNode said = json.putArray("remarks");
        remarks.forEach(remark -> said.addObject()
                .put("subject", remark.subject())
                .put("refused", remark.refused())
                .put("text", remark.text()));
        return json;
    }

    private static void item(ObjectNode json, Item item) {
        RuleRow mine = item.mine();
        json.put("n", item.number()).put("kind", item.kind().name().toLowerCase(Locale.ROOT));
        json.put("id", mine == null ? null : mine.id());
        json.put("pattern", item.entry().row().pattern());
        json.put("mode", orEnforce(item.entry().row().mode()));
        ArrayNode differences = json.putArray("differences");
        item.differences().forEach(difference -> differences
                .addObject()
                .put("column", difference.column())
                .put("mine", difference.before())
                .put("theirs", difference.after()));
        json.set("faults", RuleJson.faults(item.faults()));
        ArrayNode failed = json.putArray("failed_tests");
        item.failed().forEach(tried -> failed.addObject()
                .put("input", tried.test().input())
                .put("expected", tried.test().expected())
                .put("got", tried.got()));
    }

    private static String orEnforce(@Nullable String mode) {
        return mode == null ? "enforce" : mode;
    }
}
