package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.ErrataRun.Done;
import dev.errata.logs.event.RewriteEntry;
import dev.errata.logs.state.CircuitBreaker;
import dev.errata.proxy.exchange.ExchangeEnd;
import dev.errata.proxy.exchange.ExchangeSnapshot;
import dev.errata.proxy.exchange.TokenCount;
import dev.errata.proxy.metrics.ProxyMetrics;
import dev.errata.proxy.metrics.Readings;
import dev.errata.proxy.upstream.Upstream;
import dev.errata.proxy.upstream.UpstreamCircuit;
import dev.errata.proxy.upstream.probe.ServerKind;
import dev.errata.proxy.upstream.probe.UpstreamStatus;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class MetricsCommandTest {
    /// Labels of OpenTelemetry begin with `gen_ai_` too, but not with `gen_ai_client_`.
    private static final Pattern NAME = Pattern.compile("\\b(?:errata|gen_ai_client)_[a-z_]+\\b");

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    private Path folder;

    private String printed(String what) {
        Done done = new ErrataRun(folder.resolve("home")).run("metrics", what);
        assertThat(done.code()).as(done.err()).isZero();
        return done.out();
    }

    /// The names of all that there can be: of an exchange in which everything happened.
    private static Set<String> existing() {
        var upstream = new Upstream("llama.cpp", URI.create("http://127.0.0.1:8080"), null);
        var seen = new UpstreamStatus(upstream, UpstreamStatus.State.UP, ServerKind.LLAMA_CPP, null, "", AT);
        var breaker = new CircuitBreaker(() -> CircuitBreaker.Limits.USUAL, () -> 0);
        var snapshot = new ExchangeSnapshot(
                "01X",
                1,
                AT,
                "c",
                "POST",
                "/v1/chat/completions",
                "openai-chat",
                "m",
                "llama.cpp",
                200,
                ExchangeSnapshot.Phase.COMPLETED,
                1,
                2,
                30,
                4,
                1,
                0,
                true,
                true,
                "not inspected: from there on");
        var change = new RewriteEntry("0", 1, "t", 0, "teh", "the", 1, false);
        var readings = new Readings(
                () -> 1, () -> 0, () -> List.of(new UpstreamCircuit(upstream, breaker.status())), () -> List.of(seen));
        try (var metrics = new ProxyMetrics(readings)) {
            metrics.ended(new ExchangeEnd(snapshot, 1, 1, List.of(change), List.of(), new TokenCount(1, 1)));
            return metrics.scrape()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.replaceAll("[{ ].*", ""))
                    .collect(Collectors.toSet());
        }
    }

    private static Set<String> names(String expressions) {
        return NAME.matcher(expressions).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    @Test
    void everyMetricOfTheDashboardExists() {
        JsonNode dashboard = JsonMapper.shared().readTree(printed("dashboard"));
        var expressions = new StringBuilder();
        dashboard.path("panels").forEach(panel -> {
            assertThat(panel.path("title").asString("")).isNotEmpty();
            panel.path("targets")
                    .forEach(target ->
                            expressions.append(target.path("expr").asString("")).append('\n'));
        });
        Set<String> used = names(expressions.toString());
        assertThat(used).hasSizeGreaterThan(12);
        assertThat(existing()).containsAll(used);
    }

    @Test
    void everyMetricOfTheAlertsExists() {
        Set<String> used = names(printed("alerts"));
        assertThat(used).hasSizeGreaterThan(5);
        assertThat(existing()).containsAll(used);
    }

    @Test
    void theHelpNamesEveryMetric() {
        String page = new ErrataRun(folder.resolve("home")).run("help", "metrics").out();
        assertThat(existing().stream()
                        .map(name -> name.replaceAll("_(bucket|count|sum|max)$", ""))
                        .toList())
                .allSatisfy(name -> assertThat(page).contains(name));
    }

    @Test
    void aNameThatDoesNotExistWouldBeSeen() {
        assertThat(existing()).doesNotContainAnyElementsOf(names("rate(errata_nothing_total[5m])"));
    }
}
