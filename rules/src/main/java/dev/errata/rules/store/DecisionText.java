package dev.errata.rules.store;

import dev.errata.rules.session.Decision;
import dev.errata.rules.session.Decision.What;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The decisions of a session as JSON, and back.
final class DecisionText {
    private DecisionText() {}

    static String write(List<Decision> decisions) {
        ArrayNode list = JsonMapper.shared().createArrayNode();
        for (Decision decision : decisions) {
            ObjectNode one = list.addObject()
                    .put("at", SessionTable.time(decision.at()))
                    .put("proposal", decision.proposal())
                    .put("decision", decision.what().word());
            ArrayNode hunks = one.putArray("hunks");
            decision.hunks().forEach(hunks::add);
            one.put("verdict", decision.verdict())
                    .put("operator", decision.operator())
                    .put("channel", decision.channel())
                    .put("reason", decision.reason());
        }
        return list.toString();
    }

    /// Empty if these are none.
    static Optional<List<Decision>> read(String json) {
        List<Decision> decisions = new ArrayList<>();
        try {
            JsonNode list = JsonMapper.shared().readTree(json);
            if (!list.isArray()) {
                return Optional.empty();
            }
            for (JsonNode one : list) {
                decisions.add(new Decision(
                        Instant.parse(one.path("at").asString("")),
                        one.path("proposal").asString(""),
                        What.valueOf(one.path("decision").asString("").toUpperCase(Locale.ROOT)),
                        one.path("hunks").valueStream().map(JsonNode::asInt).toList(),
                        one.path("verdict").asString(""),
                        one.path("operator").asString(""),
                        one.path("channel").asString(""),
                        one.path("reason").asString("")));
            }
            return Optional.of(decisions);
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
