package dev.errata.rules.patch.desk;

import dev.errata.rules.patch.Capability;
import dev.errata.rules.patch.Finding;
import dev.errata.rules.patch.Verdict;
import dev.errata.rules.patch.WorkspacePath;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A verdict as JSON, and back.
final class VerdictText {

    private VerdictText() {}

    static String write(Verdict verdict) {
        ObjectNode json = Json.object();
        json.put("syntax", verdict.syntax().name()).put("checker", verdict.checker());
        ArrayNode findings = json.putArray("findings");
        for (Finding finding : verdict.findings()) {
            Capability capability = finding.capability();
            ObjectNode one = findings.addObject();
            one.put("kind", finding.kind().name())
                    .put("weight", finding.weight().name());
            if (capability != null) {
                one.put("capability", capability.name());
            }
            one.put("path", finding.path().value()).put("hunk", finding.hunk());
            one.put("line", finding.line()).put("column", finding.column()).put("reason", finding.reason());
        }
        return Json.string(json);
    }

    /// **Errors:** [IllegalArgumentException] if it is none.
    static Verdict read(String text) {
        JsonNode json = Json.read(text);
        List<Finding> findings = new ArrayList<>();
        for (JsonNode one : json.path("findings")) {
            String capability = Json.text(one, "capability");
            findings.add(new Finding(
                    Finding.Kind.valueOf(one.path("kind").asString("")),
                    Finding.Weight.valueOf(one.path("weight").asString("")),
                    capability == null ? null : Capability.valueOf(capability),
                    new WorkspacePath(one.path("path").asString("")),
                    one.path("hunk").asInt(0),
                    one.path("line").asInt(0),
                    one.path("column").asInt(0),
                    one.path("reason").asString("")));
        }
        return new Verdict(
                Verdict.Syntax.valueOf(json.path("syntax").asString("")),
                findings,
                json.path("checker").asString(""));
    }
}
