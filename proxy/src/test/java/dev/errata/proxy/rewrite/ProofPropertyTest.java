package dev.errata.proxy.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.event.EventCodec;
import dev.errata.logs.event.TrafficEvent.ExchangeFinished;
import dev.errata.logs.proof.ExchangeProof;
import dev.errata.logs.proof.Proof;
import dev.errata.logs.read.JournalRecord;
import dev.errata.proxy.exchange.Exchange;
import dev.errata.proxy.exchange.ExchangeRing;
import dev.errata.proxy.fixtures.Fixed;
import dev.errata.proxy.fixtures.MemoryRawTexts;
import dev.errata.proxy.wire.OpenAiChat;
import dev.errata.proxy.wire.RequestFacts;
import dev.errata.rules.Matcher;
import dev.errata.rules.Rule;
import dev.errata.rules.RuleSet;
import dev.errata.rules.Scope;
import dev.errata.rules.stream.RuleProgram;
import dev.errata.rules.stream.RulePrograms;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Random rules, texts, lanes, cuts and ends, through the real rewriter: each exchange can be proved from what the
/// journal and the keeper of raw texts got. `-Derrata.proof.cases=N -Derrata.proof.seed=S` for longer runs.
final class ProofPropertyTest {

    private static final int CASES = Integer.getInteger("errata.proof.cases", 4_000);
    private static final long SEED = Long.getLong("errata.proof.seed", 20_261_121L);

    /// Both halves of one pair stand alone as well; a fence and a line end change the scope.
    private static final List<String> LETTERS = List.of(
            "a", "b", "b", "c", " ", "?", "\\n", "\\n```\\n", "\\\"", "\\u00e9",
            "\\ud83d\\ude00", "\\ud83d", "\\ude00");
    private static final List<String> PATTERNS =
            List.of("ab", "a+b", "b", "(a|b)c", "a.b", "(.)b", "c\\s*a", "[^a]b+", "(?s)b.{0,4}c", "(.)(.)c");
    private static final List<String> REPLACEMENTS = List.of("", "X", "ab", "\ud83d\ude00", "$$", "bab");

    /// What came of the random exchanges, so that it can be seen that all kinds of them were there.
    private int rewritten;

    private int lone;

    @Test
    void rawTextAndRewritesAreTheSentTextAndBack() {
        int ended = 0;
        for (int i = 0; i < CASES; i++) {
            ended += proves(SEED + i) ? 1 : 0;
        }
        assertThat(ended).isEqualTo(CASES);
        assertThat(rewritten).isGreaterThan(CASES / 4);
        assertThat(lone).isPositive();
    }

    private boolean proves(long seed) {
        Random random = new Random(seed);
        var keeper = new MemoryRawTexts();
        var ring = new ExchangeRing(new Fixed(), keeper);
        Exchange exchange = Fixed.exchange(ring, "X");
        exchange.read(true, true);
        var facts = new RequestFacts(true, "m", Set.of());
        var body = new StreamBody(OpenAiChat.WIRE, Rules.of(rules(random), "test", facts), exchange, new Fixed());
        var out = new Outbox();
        byte[] bytes = events(random).getBytes(StandardCharsets.UTF_8);
        int stop = random.nextInt(3) == 0 ? random.nextInt(bytes.length + 1) : bytes.length;
        for (int at = 0; at < stop; ) {
            int end = Math.min(stop, at + 1 + random.nextInt(120));
            body.feed(bytes, at, end, out);
            at = end;
        }
        boolean clientLeft = random.nextInt(4) == 0;
        if (clientLeft) {
            body.abandon();
        } else {
            body.end(out);
        }
        ExchangeFinished end = exchange.finish(clientLeft ? "client_closed" : "completed");
        rewritten += end.rewrites().isEmpty() ? 0 : 1;
        Proof proof = ExchangeProof.compare(record(end), keeper.found());
        assertThat(proof)
                .as("seed %s: %s", seed, shown(proof + " " + end.rewrites() + " " + keeper.found()))
                .isInstanceOf(Proof.Proved.class);
        return true;
    }

    /// The record as it comes back from its line.
    private JournalRecord record(ExchangeFinished end) {
        String line = new String(new EventCodec().encode(1, Instant.EPOCH, end, "p"), StandardCharsets.UTF_8) + "}";
        lone += line.contains("after_units") ? 1 : 0;
        JsonNode body = JsonMapper.shared().readTree(line);
        return new JournalRecord(1, Instant.EPOCH, end.type(), Path.of("s"), 1, body, line);
    }

    private static String shown(String text) {
        var shown = new StringBuilder();
        text.chars()
                .mapToObj(c -> c >= ' ' && c < 127 ? String.valueOf((char) c) : "\\u%04x".formatted(c))
                .forEach(shown::append);
        return shown.toString();
    }

    private static String events(Random random) {
        var stream = new StringBuilder();
        int events = 1 + random.nextInt(12);
        for (int i = 0; i < events; i++) {
            int choice = random.nextInt(8) == 0 ? 1 : 0;
            String channel = random.nextInt(8) == 0 ? "reasoning_content" : "content";
            stream.append("data: {\"choices\":[{\"index\":%d,\"delta\":{\"%s\":\"%s\"}}]}\n\n"
                    .formatted(choice, channel, text(random)));
            if (random.nextInt(6) == 0) {
                stream.append(": alive\n\n");
            }
        }
        return stream.append("data: [DONE]\n\n").toString();
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        int letters = random.nextInt(9);
        for (int i = 0; i < letters; i++) {
            text.append(LETTERS.get(random.nextInt(LETTERS.size())));
        }
        return text.toString();
    }

    private static RuleProgram rules(Random random) {
        List<Rule> rules = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 1; i <= count; i++) {
            String pattern = PATTERNS.get(random.nextInt(PATTERNS.size()));
            String group = pattern.startsWith("(.)") && random.nextBoolean() ? "$1" : "";
            boolean detects = random.nextInt(6) == 0;
            rules.add(new Rule(
                    i,
                    "own",
                    new Matcher.Regex(pattern, true),
                    detects ? null : group + REPLACEMENTS.get(random.nextInt(REPLACEMENTS.size())),
                    0,
                    EnumSet.of(Scope.PROSE, random.nextBoolean() ? Scope.CODE : Scope.REASONING),
                    null,
                    null,
                    null,
                    random.nextInt(5) == 0 ? Rule.Mode.SHADOW : Rule.Mode.ENFORCE,
                    random.nextInt(3),
                    1 + random.nextInt(8),
                    Rule.OnError.OPEN,
                    Set.of(),
                    null));
        }
        return RulePrograms.compile(new RuleSet(1, rules, List.of(), List.of()));
    }
}
