package dev.errata.rules.leaf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.Rule;
import dev.errata.rules.RuleSet;
import dev.errata.rules.leaf.Leaves.Outcome;
import dev.errata.rules.plain.Pat;
import dev.errata.rules.plain.PlainRewriter;
import dev.errata.rules.plain.PlainRule;
import dev.errata.rules.plain.RuleGenerator;
import dev.errata.rules.stream.LaneForm;
import dev.errata.rules.stream.LaneKind;
import dev.errata.rules.stream.LaneSource;
import dev.errata.rules.stream.RuleProgram;
import dev.errata.rules.stream.RulePrograms;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Random arguments, rules and cuts against a reference that reads the whole JSON with Jackson and asks the plain
/// rewriter for each string. `-Derrata.fuzz.cases=N -Derrata.fuzz.seed=S` for longer runs.
final class LeafFuzzTest {

    private static final int CASES = Integer.getInteger("errata.fuzz.cases", 24_000);
    private static final long SEED = Long.getLong("errata.fuzz.seed", 20_260_401L);
    private static final List<String> TOOLS = List.of("Edit", "mcp__x__edit_file", "unheard", "json");
    private static final List<String> KEYS = List.of(
            "new_string",
            "newString",
            "old_string",
            "new_text",
            "edits",
            "content",
            "path",
            "file_path",
            "filePath",
            "diff",
            "x");
    private static final List<String> FILES = List.of("a.py", "dir/b.js", "c:\\d.txt", "noend");

    @Test
    void everyCutGivesTheReferencesTree() {
        int compared = 0;
        int changed = 0;
        for (int i = 0; compared < CASES; i++) {
            long seed = SEED + i;
            Random random = new Random(seed);
            RuleGenerator generator = new RuleGenerator(random);
            List<PlainRule> rules = generator.rules(5);
            RuleSet set = new RuleSet(1, rules.stream().map(PlainRule::rule).toList(), List.of(), List.of());
            RuleProgram.Selection selection = RulePrograms.compile(set).select("", "", Set.of());
            for (int n = 0; n < 3; n++) {
                String tool = TOOLS.get(random.nextInt(TOOLS.size()));
                JsonNode tree = object(random, generator, 0);
                String text = new Spelling(random).of(tree);
                Reference reference = new Reference(rules, tool);
                JsonNode expected;
                try {
                    expected = reference.tree(tree, "", List.of());
                } catch (Pat.TooHard tooHard) {
                    continue;
                }
                changed += expected.equals(tree) ? 0 : 1;
                var source =
                        tool.equals("json") ? LaneSource.of(LaneForm.JSON) : new LaneSource(LaneForm.ARGUMENTS, tool);
                for (int step : new int[] {1, 1 + random.nextInt(9), text.length()}) {
                    Outcome outcome = Leaves.run(LaneOpener.open(selection, source), text, step);
                    assertThat(JsonMapper.shared().readTree(outcome.sent()))
                            .as("seed %s tool %s step %s rules %s text %s", seed, tool, step, rules, text)
                            .isEqualTo(expected);
                    assertThat(outcome.rewrites()).as("seed %s", seed).hasSize(reference.hits);
                    assertThat(outcome.observed()).as("seed %s", seed).hasSize(reference.observed);
                    compared++;
                }
                int end = random.nextInt(text.strip().length());
                String broken = text.substring(0, end) + (random.nextBoolean() ? "" : "]");
                Outcome untouched = Leaves.run(LaneOpener.open(selection, source), broken, 1 + random.nextInt(9));
                assertThat(untouched.sent()).as("seed %s", seed).isEqualTo(broken);
            }
        }
        assertThat(changed).as("cases that change something").isGreaterThan(compared / 30);
    }

    private static ObjectNode object(Random random, RuleGenerator generator, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int n = 1 + random.nextInt(5); n > 0; n--) {
            String key = KEYS.get(random.nextInt(KEYS.size()));
            boolean file = key.toLowerCase(java.util.Locale.ROOT).endsWith("path");
            object.set(
                    key,
                    file && random.nextInt(5) > 0
                            ? JsonNodeFactory.instance.stringNode(FILES.get(random.nextInt(FILES.size())))
                            : value(random, generator, depth + 1));
        }
        return object;
    }

    private static JsonNode value(Random random, RuleGenerator generator, int depth) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        switch (depth > 3 ? 9 : random.nextInt(10)) {
            case 0 -> {
                return object(random, generator, depth);
            }
            case 1, 2 -> {
                ArrayNode array = nodes.arrayNode();
                for (int n = random.nextInt(4); n > 0; n--) {
                    boolean inner = random.nextBoolean();
                    array.add(inner ? object(random, generator, depth) : value(random, generator, depth));
                }
                return array;
            }
            case 3 -> {
                return random.nextBoolean() ? nodes.numberNode(random.nextInt()) : nodes.nullNode();
            }
            default -> {
                return nodes.stringNode(generator.text(20));
            }
        }
    }

    /// Spells JSON in odd but valid ways.
    private record Spelling(Random random) {
        String of(JsonNode node) {
            StringBuilder out = new StringBuilder();
            write(node, out);
            return out.toString();
        }

        private void write(JsonNode node, StringBuilder out) {
            blank(out);
            if (node.isObject()) {
                String comma = "{";
                for (String key : node.propertyNames()) {
                    blank(out.append(comma));
                    string(key, out);
                    blank(out);
                    out.append(':');
                    write(node.get(key), out);
                    comma = ",";
                }
                out.append('}');
            } else if (node.isArray()) {
                out.append('[');
                for (int i = 0; i < node.size(); i++) {
                    write(node.get(i), i == 0 ? out : out.append(','));
                }
                out.append(']');
            } else if (node.isString()) {
                string(node.asString(), out);
            } else {
                out.append(node);
            }
            blank(out);
        }

        private void blank(StringBuilder out) {
            if (random.nextInt(6) == 0) {
                out.append(List.of(" ", "\n", "\t", "\r\n").get(random.nextInt(4)));
            }
        }

        private void string(String text, StringBuilder out) {
            out.append('"');
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (random.nextInt(10) == 0 || (c < ' ' && c != '\n')) {
                    out.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c));
                } else if (c == '\n') {
                    out.append("\\n");
                } else if (c == '"' || c == '\\') {
                    out.append('\\').append(c);
                } else {
                    out.append(c);
                }
            }
            out.append('"');
        }
    }

    /// What should come of the arguments, member by member.
    private static final class Reference {
        private final List<PlainRule> rules;
        private final String tool;
        private int hits;
        private int observed;

        Reference(List<PlainRule> rules, String tool) {
            this.rules = rules;
            this.tool = tool;
        }

        /// @param place for instance `/edits/#/new_text`
        /// @param around the objects that the node stands in, the innermost first
        JsonNode tree(JsonNode node, String place, List<JsonNode> around) {
            List<JsonNode> inside = new ArrayList<>(around);
            if (node.isObject()) {
                inside.addFirst(node);
                ObjectNode made = JsonNodeFactory.instance.objectNode();
                node.propertyNames().forEach(key -> made.set(key, tree(node.get(key), place + "/" + key, inside)));
                return made;
            }
            if (node.isArray()) {
                ArrayNode made = JsonNodeFactory.instance.arrayNode();
                node.forEach(element -> made.add(tree(element, place + "/#", inside)));
                return made;
            }
            if (!node.isString()) {
                return node;
            }
            String file = file(around);
            boolean patch = tool.equals("unheard") && file != null && place.endsWith("/diff");
            if (!patch && !eligible(place, file)) {
                return node;
            }
            String text = node.asString();
            LaneKind kind = tool.equals("json") ? LaneKind.TEXT : LaneKind.TOOL_ARGS;
            List<PlainRule> bound = kind == LaneKind.TEXT ? rules : bound(language(file));
            PlainRewriter.Outcome outcome = patch
                    ? PlainRewriter.rewritePatch(bound, text, language(file))
                    : PlainRewriter.rewrite(bound, text, kind);
            hits += outcome.hits().size();
            observed += outcome.observed().size();
            return JsonNodeFactory.instance.stringNode(outcome.corrected());
        }

        private boolean eligible(String place, @Nullable String file) {
            return switch (tool) {
                case "json" -> true;
                case "Edit" -> place.matches("/new_string|/newString");
                case "unheard" -> file != null && place.matches(".*/(new_string|newString|new_text|content)");
                default -> place.matches("/new_string|/[^/#]+/#/new_text");
            };
        }

        private @Nullable String file(List<JsonNode> around) {
            List<String> names =
                    switch (tool) {
                        case "Edit" -> List.of("file_path", "filePath");
                        case "unheard" -> List.of("path", "file_path", "filePath");
                        default -> List.of("path", "file_path");
                    };
            // The tools of the table name their file in the outermost object.
            List<JsonNode> objects = tool.equals("unheard") || around.isEmpty() ? around : List.of(around.getLast());
            for (JsonNode object : objects) {
                for (String key : object.propertyNames()) {
                    if (names.contains(key) && object.get(key).isString()) {
                        return object.get(key).asString();
                    }
                }
            }
            return null;
        }

        private static String language(@Nullable String file) {
            return file == null ? "" : file.endsWith(".py") ? "python" : file.endsWith(".js") ? "javascript" : "";
        }

        private List<PlainRule> bound(String language) {
            List<PlainRule> bound = new ArrayList<>();
            for (PlainRule plain : rules) {
                Rule rule = plain.rule();
                if (rule.language() == null) {
                    bound.add(plain);
                } else if (rule.language().equals(language)) {
                    bound.add(new PlainRule(everywhere(rule), plain.pat(), plain.groups()));
                }
            }
            return bound;
        }

        private static Rule everywhere(Rule rule) {
            return new Rule(
                    rule.id(),
                    rule.type(),
                    rule.matcher(),
                    rule.replacement(),
                    0,
                    rule.scopes(),
                    null,
                    null,
                    null,
                    rule.mode(),
                    rule.priority(),
                    rule.window(),
                    rule.onError(),
                    rule.policies(),
                    null);
        }
    }
}
