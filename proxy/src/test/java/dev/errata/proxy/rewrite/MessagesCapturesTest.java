package dev.errata.proxy.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.exchange.Exchange;
import dev.errata.proxy.exchange.ExchangeRing;
import dev.errata.proxy.fixtures.Captures;
import dev.errata.proxy.fixtures.Captures.Capture;
import dev.errata.proxy.fixtures.Fixed;
import dev.errata.proxy.fixtures.JsonRule;
import dev.errata.proxy.fixtures.LiteralProgram;
import dev.errata.proxy.wire.AnthropicMessages;
import dev.errata.proxy.wire.RequestFacts;
import dev.errata.rules.stream.RuleProgram;
import dev.errata.rules.stream.RulePrograms;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The Anthropic wire as two versions of llama-server speak it.
final class MessagesCapturesTest {

    private static final RequestFacts FACTS = new RequestFacts(true, "m", Set.of());
    private static final Pattern TEXT =
            Pattern.compile("event: content_block_delta\ndata: [^\n]*\"text\":\"([^\"]*)\"[^\n]*\n\n");
    private static final Pattern THINKING =
            Pattern.compile("event: content_block_delta\ndata: [^\n]*\"thinking\":\"([^\"]*)\"[^\n]*\n\n");
    private static final Pattern INPUT = Pattern.compile("\"partial_json\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Fixed clock = new Fixed();

    static Stream<Capture> streamed() {
        return Captures.streamed().stream().filter(capture -> capture.name().contains("v1-messages."));
    }

    static Stream<Capture> texts() {
        return streamed().filter(capture -> TEXT.matcher(text(capture.body())).find());
    }

    static Stream<Capture> calls() {
        return streamed().filter(capture -> capture.name().contains("tools-"));
    }

    private byte[] run(RuleProgram program, byte[] body, int cut) {
        Exchange exchange = Fixed.exchange(new ExchangeRing(clock), "X");
        var stream = new StreamBody(AnthropicMessages.WIRE, Rules.of(program, "test", FACTS), exchange, clock);
        var out = new Outbox();
        stream.feed(body, 0, cut, out);
        stream.feed(body, cut, body.length, out);
        stream.end(out);
        return out.bytes();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// What a client should get: by plain string work, another way than the product's. In these captures all text
    /// is of one block, and so is all thinking.
    private static String replaced(Pattern text, String body, String from, String to) {
        List<MatchResult> deltas = text.matcher(body).results().toList();
        var all = new StringBuilder();
        deltas.forEach(delta -> all.append(delta.group(1)));
        int match = all.indexOf(from);
        assertThat(match).isNotNegative();
        var out = new StringBuilder();
        int done = 0;
        int at = 0;
        for (MatchResult delta : deltas) {
            int end = at + delta.group(1).length();
            boolean touched = end > match && at < match + from.length();
            out.append(body, done, delta.start());
            if (touched) {
                String before = all.substring(at, Math.max(at, Math.min(end, match)));
                String after = all.substring(Math.min(end, Math.max(at, match + from.length())), end);
                String now = before + (at <= match ? to : "") + after;
                if (!now.isEmpty()) {
                    out.append(body, delta.start(), delta.start(1)).append(now).append(body, delta.end(1), delta.end());
                }
            } else {
                out.append(delta.group());
            }
            done = delta.end();
            at = end;
        }
        return out.append(body, done, body.length()).toString();
    }

    @Test
    void bothVersionsAreThere() {
        assertThat(streamed()).hasSize(11);
        assertThat(texts()).hasSize(7);
        assertThat(calls()).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("streamed")
    void withoutAMatchEveryCutGivesTheSameBytes(Capture capture) {
        byte[] body = capture.body();
        RuleProgram rules = JsonRule.of("nowhere", "x");
        for (int cut = 0; cut <= body.length; cut++) {
            assertThat(Arrays.equals(run(rules, body, cut), body))
                    .as("cut at %d", cut)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void withAMatchEveryCutChangesThatSpanAlone(Capture capture) {
        byte[] body = capture.body();
        var joined = new StringBuilder();
        TEXT.matcher(text(body)).results().forEach(delta -> joined.append(delta.group(1)));
        String word = joined.length() > 9 ? joined.substring(3, 7) : joined.substring(0, 2);
        String expected = replaced(TEXT, text(body), word, "Grüße 😀 to");
        assertThat(expected).isNotEqualTo(text(body));
        RuleProgram rules = RulePrograms.compile(
                LiteralProgram.replacing(word, "Grüße 😀 to").ruleSet());
        for (int cut = 0; cut <= body.length; cut++) {
            String got = text(run(rules, body, cut));
            if (!got.equals(expected)) {
                assertThat(got).as("cut at %d", cut).isEqualTo(expected);
            }
        }
    }

    @Test
    void thinkingThatIsNotSignedChangesToo() {
        byte[] body =
                Captures.named("llama-server-0.7.0/v1-messages.thinking.stream").body();
        RuleProgram rules = RulePrograms.compile(
                LiteralProgram.replacing("me think", "us see").ruleSet());
        String expected = replaced(THINKING, text(body), "me think", "us see");
        assertThat(expected).isNotEqualTo(text(body));
        for (int cut = 0; cut <= body.length; cut++) {
            String got = text(run(rules, body, cut));
            if (!got.equals(expected)) {
                assertThat(got).as("cut at %d", cut).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void withAMatchEveryCutChangesTheLeafAlone(Capture capture) {
        byte[] body = capture.body();
        List<String> names = new ArrayList<>();
        Pattern.compile("\"name\":\"([^\"]*)\"")
                .matcher(text(body))
                .results()
                .forEach(name -> names.add(name.group(1)));
        assertThat(names).containsExactly("get_weather");
        String before = arguments(text(body));
        String city = before.replaceAll(".*\"city\"\\s*:\\s*\"([^\"]*)\".*", "$1");
        String word = city.substring(0, Math.min(3, city.length()));
        String expected = before.replace('"' + city + '"', '"' + city.replace(word, "Zü\\\"") + '"');
        assertThat(expected).isNotEqualTo(before);
        RuleProgram rules = JsonRule.ofTool("get_weather", "city", word, "Zü\"");
        for (int cut = 0; cut <= body.length; cut++) {
            String got = text(run(rules, body, cut));
            assertThat(arguments(got)).as("cut at %d", cut).isEqualTo(expected);
            assertThat(got.replaceAll("event: content_block_delta\n[^\n]*\n\n", ""))
                    .isEqualTo(text(body).replaceAll("event: content_block_delta\n[^\n]*\n\n", ""));
        }
    }

    private static String arguments(String body) {
        var joined = new StringBuilder();
        INPUT.matcher(body)
                .results()
                .forEach(found ->
                        joined.append(found.group(1).replace("\\\"", "\"").replace("\\\\", "\\")));
        return joined.toString();
    }
}
