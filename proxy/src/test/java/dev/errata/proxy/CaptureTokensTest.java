package dev.errata.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.exchange.TokenCount;
import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.Captures;
import dev.errata.proxy.fixtures.Captures.Capture;
import dev.errata.proxy.fixtures.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The tokens that are counted are those that the server counted, on every capture that says any.
///
/// What the server said is found here in another way: by patterns over the whole body.
final class CaptureTokensTest {

    private static final Pattern USAGE = Pattern.compile("\"usage\":(\\{[^{}]*(?:\\{[^{}]*}[^{}]*)*})");
    private static final Pattern TIMINGS = Pattern.compile("\"timings\":(\\{[^{}]*})");

    static List<Capture> counting() {
        return Captures.all().stream().filter(capture -> !said(capture).equals(TokenCount.UNKNOWN)).toList();
    }

    /// What the server said.
    private static TokenCount said(Capture capture) {
        String body = new String(capture.body(), StandardCharsets.UTF_8);
        if (!body.contains("\"usage\":{") && body.contains("\"tokens_predicted\":")) {
            return own(body);
        }
        List<String> usages = all(USAGE, body);
        if (!usages.isEmpty()) {
            return usage(capture.path(), usages);
        }
        List<String> timings = all(TIMINGS, body);
        if (timings.isEmpty()) {
            return body.contains("timings/prompt_n")
                    ? new TokenCount(number(body, "timings/prompt_n"), number(body, "timings/predicted_n"))
                    : TokenCount.UNKNOWN;
        }
        String last = timings.getLast();
        return new TokenCount(
                number(last, "prompt_n") + number(last, "cache_n"),
                number(last, "predicted_n"),
                number(last, "cache_n"),
                -1);
    }

    private static TokenCount usage(String path, List<String> usages) {
        if (path.contains("/messages")) {
            String first = usages.getFirst();
            long cached = Math.max(0, number(first, "cache_read_input_tokens"));
            return new TokenCount(
                    number(first, "input_tokens") + cached, number(usages.getLast(), "output_tokens"), cached, -1);
        }
        String in = path.contains("/responses") ? "input_tokens" : "prompt_tokens";
        String out = path.contains("/responses") ? "output_tokens" : "completion_tokens";
        boolean one = usages.stream().allMatch(usage -> number(usage, in) == number(usages.getFirst(), in));
        return new TokenCount(
                one
                        ? number(usages.getFirst(), in)
                        : usages.stream().mapToLong(usage -> number(usage, in)).sum(),
                usages.stream().mapToLong(usage -> number(usage, out)).sum(),
                one
                        ? usages.stream()
                                .mapToLong(usage -> number(usage, "cached_tokens"))
                                .max()
                                .orElseThrow()
                        : usages.stream()
                                .mapToLong(usage -> number(usage, "cached_tokens"))
                                .sum(),
                -1);
    }

    /// llama-server's own: the last numbers of each index.
    private static TokenCount own(String body) {
        long[] in = new long[8];
        long[] out = new long[8];
        Arrays.fill(in, -1);
        Pattern.compile("\"tokens_predicted\":(\\d+),\"tokens_evaluated\":(\\d+)")
                .matcher(body)
                .results()
                .forEach(found -> {
                    String before = body.substring(0, found.start());
                    int at = before.lastIndexOf("{\"index\":");
                    int index = at < 0 ? 0 : Integer.parseInt(before.substring(at + 9, at + 10));
                    out[index] = Long.parseLong(found.group(1));
                    in[index] = Long.parseLong(found.group(2));
                });
        long[] inputs = Arrays.stream(in).filter(number -> number >= 0).toArray();
        boolean one = Arrays.stream(inputs).allMatch(number -> number == inputs[0]);
        return new TokenCount(
                one ? inputs[0] : Arrays.stream(inputs).sum(),
                Arrays.stream(out).sum());
    }

    private static List<String> all(Pattern pattern, String body) {
        var found = new ArrayList<String>();
        pattern.matcher(body).results().map(MatchResult::group).forEach(found::add);
        return found;
    }

    private static long number(String json, String name) {
        var matcher = Pattern.compile('"' + name + "\":(\\d+)").matcher(json);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : -1;
    }

    @ParameterizedTest
    @MethodSource("counting")
    void countsWhatTheServerCounted(Capture capture) throws Exception {
        try (var server = new ScriptedServer((request, wire) -> {
                    byte[] answer = capture.answer();
                    for (int i = 0; i < answer.length; i += 997) {
                        wire.send(Arrays.copyOfRange(answer, i, Math.min(answer.length, i + 997)));
                    }
                });
                var bench = new Bench(server);
                var client = bench.client()) {
            client.send(capture.request()).answer();
            Bench.await(() -> !bench.ends.isEmpty());
            TokenCount said = said(capture);
            TokenCount count = bench.ends.getFirst().tokens();
            assertThat(count.input()).as("input").isEqualTo(said.input());
            assertThat(count.output()).as("output").isEqualTo(said.output());
            if (said.cached() >= 0) {
                assertThat(count.cached()).as("cached").isEqualTo(said.cached());
            }
        }
    }
}
