package dev.errata.proxy.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.exchange.Exchange;
import dev.errata.proxy.exchange.ExchangeRing;
import dev.errata.proxy.fixtures.Fixed;
import dev.errata.proxy.fixtures.JsonRule;
import dev.errata.proxy.wire.OpenAiChat;
import dev.errata.proxy.wire.RequestFacts;
import dev.errata.rules.Rule.OnError;
import dev.errata.rules.stream.RuleProgram;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Random parallel calls, their fragments cut and mixed at random, their bytes too, against plain string work on each
/// call's whole arguments. `-Derrata.fuzz.seed=S` for another run.
final class ToolCallFuzzTest {

    private static final long SEED = Long.getLong("errata.fuzz.seed", 20_260_501L);
    private static final int CASES = 3_000;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> PARTS =
            List.of("teh", "te", "h", " ", "\n", "\"", "\\", "😀", "\u00e9", "\u0001", "t", "\ud83d", "old");
    private static final RequestFacts FACTS = new RequestFacts(true, "m", Set.of());

    private final Fixed clock = new Fixed();
    private final RuleProgram rules = JsonRule.program(
            List.of(),
            JsonRule.rule(1, "teh", "the \"x\"", OnError.OPEN),
            JsonRule.rule(2, "😀", "", OnError.OPEN),
            JsonRule.rule(3, "h\n", "h", OnError.OPEN));

    @Test
    void everyMixGivesEachCallItsCorrectedArguments() {
        for (int i = 0; i < CASES; i++) {
            Random random = new Random(SEED + i);
            List<String> arguments = new ArrayList<>();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                arguments.add(arguments(random));
            }
            byte[] stream = stream(random, arguments).getBytes(StandardCharsets.UTF_8);
            List<String> sent = joined(rewritten(random, stream), arguments.size());
            for (int call = 0; call < arguments.size(); call++) {
                ObjectNode expected = (ObjectNode) JSON.readTree(arguments.get(call));
                expected.put("new_string", corrected(expected.path("new_string").asString()));
                assertThat(JSON.readTree(sent.get(call)))
                        .as("seed %s call %s: %s", SEED + i, call, arguments.get(call))
                        .isEqualTo(expected);
            }
        }
    }

    private static String corrected(String text) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("teh", at)) {
                out.append("the \"x\"");
                at += 3;
            } else if (text.startsWith("😀", at)) {
                at += 2;
            } else if (text.startsWith("h\n", at)) {
                out.append('h');
                at += 2;
            } else {
                out.append(text.charAt(at++));
            }
        }
        return out.toString();
    }

    private static String arguments(Random random) {
        ObjectNode object = JSON.createObjectNode();
        object.put("file_path", "a" + text(random))
                .put("old_string", text(random))
                .put("new_string", text(random));
        return spelled(random, object);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(9); n > 0; n--) {
            text.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return text.toString();
    }

    /// With some characters as escapes.
    private static String spelled(Random random, ObjectNode object) {
        StringBuilder out = new StringBuilder("{ ");
        for (String key : object.propertyNames()) {
            out.append(out.length() > 2 ? "," : "");
            string(key, random, 0, out);
            out.append(": ");
            string(object.path(key).asString(), random, 3, out);
        }
        return out.append('}').toString();
    }

    /// @param odd how often of ten a character is an escape that need not be one
    private static void string(String text, Random random, int odd, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c) || random.nextInt(10) < odd) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private static String stream(Random random, List<String> arguments) {
        StringBuilder stream = new StringBuilder();
        List<Integer> done = new ArrayList<>();
        List<Integer> open = new ArrayList<>();
        for (int call = 0; call < arguments.size(); call++) {
            done.add(0);
            open.add(call);
            stream.append(event(call, ",\"id\":\"c" + call + "\",\"type\":\"function\"", "\"name\":\"Edit\",", ""));
        }
        while (!open.isEmpty()) {
            int call = open.get(random.nextInt(open.size()));
            String all = arguments.get(call);
            int from = done.get(call);
            int to = Math.min(all.length(), from + 1 + random.nextInt(random.nextBoolean() ? 2 : 12));
            stream.append(event(call, "", "", all.substring(from, to)));
            done.set(call, to);
            if (to == all.length()) {
                open.remove(Integer.valueOf(call));
            }
        }
        return stream.append("data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\n\n")
                .append("data: [DONE]\n\n")
                .toString();
    }

    private static String event(int call, String more, String name, String fragment) {
        StringBuilder out = new StringBuilder("data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":")
                .append(call)
                .append(more)
                .append(",\"function\":{")
                .append(name)
                .append("\"arguments\":");
        string(fragment, new Random(0), 0, out);
        return out.append("}}]}}]}\n\n").toString();
    }

    private String rewritten(Random random, byte[] stream) {
        Exchange exchange = Fixed.exchange(new ExchangeRing(clock), "X");
        var body = new StreamBody(OpenAiChat.WIRE, Rules.of(rules, "test", FACTS), exchange, clock);
        var out = new Outbox();
        int most = random.nextBoolean() ? 3 : 700;
        for (int at = 0; at < stream.length; ) {
            int to = Math.min(stream.length, at + 1 + random.nextInt(most));
            body.feed(stream, at, to, out);
            at = to;
        }
        body.end(out);
        return new String(out.bytes(), StandardCharsets.UTF_8);
    }

    /// The arguments as a client joins them.
    private static List<String> joined(String stream, int calls) {
        List<StringBuilder> joined = new ArrayList<>();
        for (int call = 0; call < calls; call++) {
            joined.add(new StringBuilder());
        }
        for (String event : stream.split("\n\n", -1)) {
            if (event.startsWith("data: {")) {
                ArrayNode none = JSON.createArrayNode();
                JsonNode delta = JSON.readTree(event.substring(6))
                        .path("choices")
                        .path(0)
                        .path("delta");
                for (JsonNode call : delta.has("tool_calls") ? delta.path("tool_calls") : none) {
                    joined.get(call.path("index").asInt())
                            .append(call.path("function").path("arguments").asString(""));
                }
            }
        }
        return joined.stream().map(StringBuilder::toString).toList();
    }
}
