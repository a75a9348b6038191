package dev.errata.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.event.RulesEvent.RuleFailed;
import dev.errata.logs.event.TrafficEvent.ExchangeFinished;
import dev.errata.logs.problem.ProxyProblem;
import dev.errata.proxy.exchange.ExchangeSnapshot.Phase;
import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.FailingProgram;
import dev.errata.proxy.fixtures.RawClient.Answer;
import dev.errata.proxy.fixtures.ScriptedServer;
import dev.errata.rules.Matcher;
import dev.errata.rules.Rule;
import dev.errata.rules.Rule.OnError;
import dev.errata.rules.RuleSet;
import dev.errata.rules.Scope;
import dev.errata.rules.stream.RuleProgram;
import dev.errata.rules.stream.RulePrograms;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SuppressWarnings("StringConcatToTextBlock") // every CR is meant
final class RuleFailuresTest {

    private static final String ANSWER = "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"teh BOOM teh\"}}]}";

    /// Streams a corrected text, one that is held, one that breaks the rule, and more.
    private static ScriptedServer stream() throws Exception {
        return new ScriptedServer((request, wire) -> {
            wire.send(Bench.SSE);
            for (String text : List.of("teh ", "secret te", "BOOM", "teh")) {
                wire.sendEvent(Bench.delta(text));
            }
            wire.sendEvent("[DONE]");
            wire.send("0\r\n\r\n");
        });
    }

    private static ScriptedServer document() throws Exception {
        return new ScriptedServer(
                (request, wire) -> wire.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                        + ANSWER.length() + "\r\n\r\n" + ANSWER));
    }

    private static List<RuleFailed> failures(Bench bench) {
        return bench.journal.events.stream()
                .filter(RuleFailed.class::isInstance)
                .map(RuleFailed.class::cast)
                .toList();
    }

    /// A rule whose replacement is longer than a rule's may be.
    private static RuleProgram bomb() {
        Rule rule = new Rule(
                9,
                "pattern_match",
                new Matcher.Literal("BOOM", true),
                "x".repeat(70_000),
                0,
                Set.of(Scope.PROSE),
                null,
                null,
                null,
                Rule.Mode.ENFORCE,
                0,
                256,
                OnError.OPEN,
                Set.of(),
                null);
        return RulePrograms.compile(new RuleSet(1, List.of(rule), List.of(), List.of()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRuleBeyondItsLimitsLeavesTheRestUnchangedAndIsJournalled(boolean streamed) throws Exception {
        try (var server = streamed ? stream() : document();
                var bench = new Bench(server);
                var client = bench.client()) {
            bench.rules = bomb();
            Answer answer = client.post(Bench.CHAT, Bench.ASK).answer();
            assertThat(answer.body()).contains("BOOM");
            ExchangeFinished end = bench.finished(1);
            assertThat(end.note()).contains("rule 9 failed", "70000", "unchanged from there on");
            assertThat(failures(bench))
                    .singleElement()
                    .satisfies(failed -> assertThat(failed.rule()).isEqualTo(9));
        }
    }

    @Test
    void openPassesTheRestOfAStreamUnchangedAndSaysSo() throws Exception {
        try (var server = stream();
                var bench = new Bench(server);
                var client = bench.client()) {
            bench.rules = new FailingProgram(OnError.OPEN, true);
            Answer answer = client.post(Bench.CHAT, Bench.ASK).answer();
            assertThat(answer.body()).contains("\"the \"", "BOOM", "\"teh\"", "[DONE]");
            ExchangeFinished end = bench.finished(1);
            assertThat(end.outcome()).isEqualTo("completed");
            assertThat(end.note())
                    .isEqualTo("rule 7 failed (it took too long): unchanged from there on [ERR-RULE-005]");
            assertThat(bench.newest().note()).isEqualTo(end.note());
            assertThat(failures(bench))
                    .containsExactly(new RuleFailed(end.exchange(), 7, "it took too long [ERR-RULE-005]", "open"));
            assertThat(bench.journal.events.indexOf(failures(bench).getFirst()))
                    .isLessThan(bench.journal.events.indexOf(end));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closedEndsAStreamWithAnErrorOfItsWire(boolean known) throws Exception {
        try (var server = stream();
                var bench = new Bench(server);
                var client = bench.client()) {
            bench.rules = new FailingProgram(OnError.CLOSED, known);
            Answer answer = client.post(Bench.CHAT, Bench.ASK).answer();
            assertThat(answer.whole()).isTrue();
            assertThat(answer.body())
                    .startsWith("data: " + Bench.delta("the "))
                    .doesNotContain("te\"", "BOOM", "[DONE]");
            String last = answer.body().substring(answer.body().lastIndexOf("data: ") + 6);
            JsonNode error = JsonMapper.shared().readTree(last).path("error");
            assertThat(error.path("message").asString()).contains(known ? "rule 7 failed" : "a rule failed");
            assertThat(error.path("message").asString()).endsWith("[" + ProxyProblem.RULE_FAILED.code() + "]");
            assertThat(error.path("code").asInt()).isEqualTo(502);
            assertThat(last).endsWith("}\n\n");
            ExchangeFinished end = bench.finished(1);
            assertThat(end.outcome()).isEqualTo("rule_failed");
            assertThat(end.note()).contains("ended with an error [ERR-PROXY-016]");
            assertThat(failures(bench))
                    .singleElement()
                    .satisfies(failed -> assertThat(failed.then()).isEqualTo("closed"));
            Bench.await(() -> bench.newest().phase() == Phase.FAILED);
            assertThat(client.post(Bench.CHAT, Bench.ASK).answer().body()).contains("rule");
        }
    }

    @Test
    void closedClosesTheLegToAServerThatStillSpeaks() throws Exception {
        var gone = new java.util.concurrent.CompletableFuture<Boolean>();
        try (var server = new ScriptedServer((request, wire) -> {
                    wire.send(Bench.SSE);
                    wire.sendEvent(Bench.delta("BOOM"));
                    gone.complete(wire.awaitClosed());
                });
                var bench = new Bench(server);
                var client = bench.client()) {
            bench.rules = new FailingProgram(OnError.CLOSED, true);
            assertThat(client.post(Bench.CHAT, Bench.ASK).answer().body()).startsWith("data: {\"error\"");
            assertThat(gone.get(5, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void openPassesADocumentUnchanged() throws Exception {
        try (var server = document();
                var bench = new Bench(server);
                var client = bench.client()) {
            bench.rules = new FailingProgram(OnError.OPEN, true);
            assertThat(client.post(Bench.CHAT, "{}").answer().body()).isEqualTo(ANSWER);
            assertThat(bench.finished(1).note()).startsWith("rule 7 failed");
            assertThat(bench.finished(1).rawSha256())
                    .isEqualTo(bench.finished(1).sentSha256());
            assertThat(failures(bench)).hasSize(1);
        }
    }

    @Test
    void closedAnswersWithAnErrorInsteadOfADocument() throws Exception {
        try (var server = document();
                var bench = new Bench(server);
                var client = bench.client()) {
            bench.rules = new FailingProgram(OnError.CLOSED, true);
            Answer answer = client.post(Bench.CHAT, "{}").answer();
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.body())
                    .startsWith("{\"error\":{\"message\":\"Errata stopped this answer: rule 7 failed")
                    .doesNotContain("BOOM");
            assertThat(bench.finished(1).outcome()).isEqualTo("rule_failed");
            assertThat(failures(bench)).hasSize(1);
        }
    }
}
