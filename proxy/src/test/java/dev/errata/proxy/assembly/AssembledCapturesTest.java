package dev.errata.proxy.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.assembly.StreamedWhole.Outcome;
import dev.errata.proxy.fixtures.Captures;
import dev.errata.proxy.fixtures.Captures.Capture;
import dev.errata.proxy.wire.RequestReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What two versions of llama-server really sent: the stream, put together again, says what the whole answer to the
/// same question says.
final class AssembledCapturesTest {

    /// Told anew with each answer, whatever was asked.
    private static final Set<String> OF_THE_MOMENT =
            Set.of("id", "created", "timings", "id_slot", "tokens_cached", "prompt_tokens_details");

    /// What the cache spared this time.
    private static final Set<String> OF_THE_CACHE = Set.of("input_tokens", "cache_read_input_tokens");

    private record Pair(Capture whole, Capture streamed) {
        @Override
        public String toString() {
            return whole.name();
        }
    }

    static List<Pair> pairs() {
        return Captures.all().stream()
                .filter(capture -> capture.name().endsWith(".nonstream"))
                .flatMap(whole -> streamed(whole).map(stream -> new Pair(whole, stream)).stream())
                .toList();
    }

    /// The capture of the very question that is asked instead.
    private static Optional<Capture> streamed(Capture whole) {
        byte[] body = question(whole);
        return asked(whole).flatMap(changed -> {
            JsonNode tree = JsonMapper.shared().readTree(changed);
            return Captures.streamed().stream()
                    .filter(other -> other.wire().equals(whole.wire()) && sameFolder(whole, other))
                    .filter(other ->
                            body.length > 0 && tree.equals(JsonMapper.shared().readTree(question(other))))
                    // The same question was put to several servers; the names tell which.
                    .min(Comparator.comparing(
                            other -> !other.name().equals(whole.name().replace("nonstream", "stream"))));
        });
    }

    private static boolean sameFolder(Capture one, Capture other) {
        return one.name().split("/", 2)[0].equals(other.name().split("/", 2)[0]);
    }

    private static byte[] question(Capture capture) {
        String request = new String(capture.request(), StandardCharsets.UTF_8);
        return request.substring(request.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<byte[]> asked(Capture whole) {
        byte[] body = question(whole);
        var reader = new RequestReader(whole.wire());
        reader.feed(body, 0, body.length);
        reader.end();
        return StreamedQuestion.of(whole.wire(), body, reader.facts());
    }

    @Test
    void knowsPairsOfEveryWireThatLlamaServerHas() {
        assertThat(pairs().stream().map(pair -> pair.whole().wire().label()).distinct())
                .contains(
                        "openai-chat", "openai-completions", "llama-completion", "llama-infill", "anthropic-messages");
        assertThat(pairs()).hasSizeGreaterThan(12);
        assertThat(pairs().stream().map(Pair::toString))
                .anyMatch(name -> name.contains("tools-required"))
                .anyMatch(name -> name.contains("n2"));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void saysTheSame(Pair pair) {
        var whole = new StreamedWhole(pair.streamed().wire());
        byte[] stream = pair.streamed().body();
        for (int i = 0; i < stream.length; i += 97) {
            whole.feed(Arrays.copyOfRange(stream, i, Math.min(stream.length, i + 97)));
        }
        assertThat(whole.end()).isInstanceOfSatisfying(Outcome.Whole.class, outcome -> {
            JsonNode expected = JsonMapper.shared().readTree(pair.whole().body());
            JsonNode found = JsonMapper.shared().readTree(outcome.document());
            assertThat(names(found)).isEqualTo(names(expected));
            scrub(expected);
            scrub(found);
            assertThat(found).isEqualTo(expected);
        });
    }

    private static List<String> names(JsonNode object) {
        return Stream.of(object)
                .flatMap(node -> node.propertyNames().stream())
                .sorted()
                .toList();
    }

    private static void scrub(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(OF_THE_MOMENT);
            if (object.has("output_tokens")) {
                object.remove(OF_THE_CACHE);
            }
        }
        node.forEach(AssembledCapturesTest::scrub);
    }
}
