package dev.errata.proxy.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.exchange.Exchange;
import dev.errata.proxy.exchange.ExchangeRing;
import dev.errata.proxy.fixtures.Fixed;
import dev.errata.proxy.fixtures.JsonRule;
import dev.errata.proxy.wire.RequestFacts;
import dev.errata.proxy.wire.Wire;
import dev.errata.rules.Matcher;
import dev.errata.rules.Rule;
import dev.errata.rules.Scope;
import dev.errata.rules.stream.RuleProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Wires of servers that were not at hand: examples in the shape of their documentation, and beside each of them what
/// comes of it when Lyon becomes Paris.
final class DocumentedWiresTest {

    private static final Path ROOT = Path.of("src/test/resources/documented");
    private static final RequestFacts FACTS = new RequestFacts(true, "m", Set.of());

    private final Fixed clock = new Fixed();
    private final ExchangeRing ring = new ExchangeRing(clock);
    private final RuleProgram rules = JsonRule.program(List.of(), rule());

    private static Rule rule() {
        return new Rule(
                7,
                "incorrect_fact",
                new Matcher.Literal("Lyon", true),
                "Paris",
                0,
                Set.of(Scope.PROSE, Scope.CODE, Scope.REASONING, Scope.TOOL_ARGS),
                null,
                null,
                null,
                Rule.Mode.ENFORCE,
                0,
                256,
                Rule.OnError.OPEN,
                Set.of(),
                null);
    }

    private byte[] stream(RuleProgram program, String path, byte[] body, int cut) {
        Exchange exchange = Fixed.exchange(ring, "X");
        Wire wire = Wire.of("POST", path);
        var stream = new StreamBody(wire, wire.framing(), Rules.of(program, "test", FACTS), exchange, clock);
        var out = new Outbox();
        stream.feed(body, 0, cut, out);
        stream.feed(body, cut, body.length, out);
        stream.end(out);
        return out.bytes();
    }

    private byte[] document(RuleProgram program, String path, byte[] body) {
        var whole = new WholeBody(
                Wire.of("POST", path), Rules.of(program, "test", FACTS), Fixed.exchange(ring, "X"));
        assertThat(whole.add(body)).isTrue();
        return switch (whole.finish()) {
            case WholeBody.Finished.Rewritten(byte[] done, RuleTrouble trouble) -> done;
            case WholeBody.Finished.Unread unread -> throw new AssertionError("not read");
            case WholeBody.Finished.Refused(RuleTrouble trouble) -> throw new AssertionError(trouble);
        };
    }

    private static byte[] read(String name) throws IOException {
        return Files.readAllBytes(ROOT.resolve(name));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "ollama-chat.ndjson, /api/chat",
        "ollama-generate.ndjson, /api/generate",
        "anthropic-messages.sse, /v1/messages",
        "lm-studio-chat.sse, /api/v1/chat",
        "lm-studio-v0.sse, /api/v0/chat/completions",
        "koboldcpp.sse, /api/extra/generate/stream",
    })
    void everyCutOfAStreamGivesTheSame(String name, String path) throws IOException {
        byte[] body = read(name);
        byte[] expected = read("corrected/" + name);
        RuleProgram none = JsonRule.of("nowhere", "x");
        for (int cut = 0; cut <= body.length; cut++) {
            if (!Arrays.equals(stream(none, path, body, cut), body)) {
                assertThat(text(stream(none, path, body, cut))).as("cut at %d", cut).isEqualTo(text(body));
            }
            byte[] got = stream(rules, path, body, cut);
            if (!Arrays.equals(got, expected)) {
                assertThat(text(got)).as("cut at %d", cut).isEqualTo(text(expected));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ollama-chat.json, /api/chat",
        "ollama-generate.json, /api/generate",
        "anthropic-messages.json, /v1/messages",
        "lm-studio-chat.json, /api/v1/chat",
        "lm-studio-v0.json, /api/v0/chat/completions",
        "koboldcpp.json, /api/v1/generate",
    })
    void aWholeAnswerChangesInItsTextsAlone(String name, String path) throws IOException {
        byte[] body = read(name);
        assertThat(document(JsonRule.of("nowhere", "x"), path, body)).isEqualTo(body);
        assertThat(text(document(rules, path, body))).isEqualTo(text(read("corrected/" + name)));
    }
}
