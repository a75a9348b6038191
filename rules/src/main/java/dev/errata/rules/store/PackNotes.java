package dev.errata.rules.store;

import dev.errata.logs.store.HomeState;
import dev.errata.rules.RuleTest;
import dev.errata.rules.pack.RulePack;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What is known of packs and imports beside their rules: small values of the home.
final class PackNotes {
    private static final JsonMapper JSON = JsonMapper.shared();

    private PackNotes() {}

    /// The part of the history that an import wrote.
    ///
    /// @param before the last entry before it
    /// @param after its own last entry, which is its number
    /// @param tests those that rules had before it, where it replaced them
    record Stretch(long before, long after, SortedMap<Long, List<RuleTest>> tests) {}

    /// Keeps what a pack's file says of itself.
    static void describe(Connection connection, RulePack pack, Instant now) throws SQLException {
        var unused = HomeState.put(connection, "pack." + pack.name(), pack.description(), now);
    }

    /// What the pack's file said it is for; the shipped one's own text where it came in before that was kept.
    static String description(Connection connection, String pack) throws SQLException {
        return HomeState.get(connection, "pack." + pack)
                .map(HomeState.Entry::value)
                .or(() -> ShippedPacks.all().stream()
                        .filter(shipped -> shipped.name().equals(pack))
                        .map(RulePack::description)
                        .findFirst())
                .orElse("");
    }

    static void imported(Connection connection, Stretch stretch, Instant now) throws SQLException {
        ObjectNode json = JSON.createObjectNode();
        json.put("before", stretch.before());
        ObjectNode tests = json.putObject("tests");
        stretch.tests().forEach((rule, kept) -> {
            var list = tests.putArray(rule.toString());
            kept.forEach(test -> list.addObject().put("input", test.input()).put("expected", test.expected()));
        });
        var unused = HomeState.put(connection, "import." + stretch.after(), json.toString(), now);
    }

    static Optional<Stretch> imported(Connection connection, long number) throws SQLException {
        return HomeState.get(connection, "import." + number)
                .map(entry -> stretch(JSON.readTree(entry.value()), number));
    }

    private static Stretch stretch(JsonNode json, long number) {
        var tests = new TreeMap<Long, List<RuleTest>>();
        for (Map.Entry<String, JsonNode> rule : json.path("tests").properties()) {
            var kept = new ArrayList<RuleTest>();
            rule.getValue()
                    .forEach(test -> kept.add(new RuleTest(
                            test.path("input").asString(""), test.path("expected").asString(""))));
            tests.put(Long.valueOf(rule.getKey()), kept);
        }
        return new Stretch(json.path("before").asLong(), number, tests);
    }
}
