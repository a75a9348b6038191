package dev.errata.proxy.metrics;

import dev.errata.logs.event.RewriteEntry;
import dev.errata.proxy.exchange.ExchangeEnd;
import dev.errata.proxy.exchange.ExchangeSnapshot;
import dev.errata.proxy.exchange.ExchangeSnapshot.Phase;
import dev.errata.proxy.exchange.Operation;
import dev.errata.proxy.upstream.UpstreamCircuit;
import dev.errata.proxy.upstream.probe.UpstreamStatus;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// Writes the numbers of ended exchanges into the registry.
///
/// | label | different values at most |
/// |---|---|
/// | model | 50 |
/// | model server | 50 |
/// | rule | 200 |
///
/// **Thread:** one at a time.
final class Recorder {
    private static final int MODELS = 50;
    private static final int SERVERS = 50;
    private static final int RULES = 200;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Bounded models = new Bounded(MODELS);
    private final Bounded servers = new Bounded(SERVERS);
    private final Bounded rules = new Bounded(RULES);
    private final MultiGauge up;
    private final MultiGauge circuit;
    private long ended;

    Recorder(Readings readings) {
        Gauge.builder(
                        "errata.exchanges.live",
                        () -> Math.max(0, readings.started().getAsLong() - ended))
                .description("Exchanges under way")
                .register(registry);
        Gauge.builder("errata.journal.queued", () -> readings.queued().getAsInt())
                .description("Events that wait for the journal's writer")
                .register(registry);
        up = MultiGauge.builder("errata.upstream.up")
                .description("1 if the model server answered the last look, else 0")
                .register(registry);
        circuit = MultiGauge.builder("errata.upstream.circuit")
                .description("The model server's circuit breaker: 0 closed, 1 half open, 2 open")
                .register(registry);
    }

    String scrape(Readings readings) {
        up.register(readings.servers().get().stream().map(this::row).toList(), true);
        circuit.register(readings.circuits().get().stream().map(this::row).toList(), true);
        return registry.scrape();
    }

    private Row<?> row(UpstreamStatus server) {
        return Row.of(named(server.upstream().base().toString()), server.state() == UpstreamStatus.State.UP ? 1 : 0);
    }

    private Row<?> row(UpstreamCircuit server) {
        int state = switch (server.circuit().state()) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
        return Row.of(named(server.upstream().base().toString()), state);
    }

    private Tags named(String server) {
        return Tags.of("upstream", servers.label(server));
    }

    void record(ExchangeEnd end) {
        ended++;
        ExchangeSnapshot exchange = end.exchange();
        Tags wire = Tags.of("wire", exchange.wire());
        registry.counter(
                        "errata.exchanges",
                        wire.and("outcome", exchange.phase().name().toLowerCase(Locale.ROOT)))
                .increment();
        timer("errata.own.time", "Errata's own work for an exchange", wire, Buckets.own())
                .record(end.ownNanos(), TimeUnit.NANOSECONDS);
        if (exchange.note().contains("not inspected")) {
            registry.counter("errata.not.inspected", wire).increment();
        }
        if (exchange.inspected()) {
            timer("errata.held.time", "How long text of an answer was held back", wire, Buckets.held())
                    .record(end.heldNanos(), TimeUnit.NANOSECONDS);
            registry.counter("errata.rewritten.characters", wire).increment((double) end.rewrittenChars());
            hits(end.rewrites(), "corrected");
            hits(end.observed(), "observed");
        }
        Operation.of(exchange).ifPresent(operation -> generative(end, operation));
    }

    private void hits(List<RewriteEntry> entries, String kind) {
        for (RewriteEntry entry : entries) {
            Tags tags = Tags.of("rule", rules.label(Long.toString(entry.rule())), "kind", kind);
            registry.counter("errata.rule.hits", tags).increment();
        }
    }

    /// What OpenTelemetry has names for. A request that was not answered well counts towards the durations alone.
    private void generative(ExchangeEnd end, Operation operation) {
        ExchangeSnapshot exchange = end.exchange();
        Tags tags = Tags.of(
                "gen_ai.operation.name",
                operation.word(),
                "gen_ai.provider.name",
                servers.label(exchange.upstream()),
                "gen_ai.request.model",
                models.label(Objects.requireNonNullElse(exchange.model(), "unknown")));
        timer(
                        "gen_ai.client.operation.duration",
                        "From the request to the answer's end",
                        tags.and("error.type", error(exchange)),
                        Buckets.operations())
                .record(Math.max(0, exchange.endMillis()), TimeUnit.MILLISECONDS);
        if (exchange.streamed() && exchange.firstTokenMillis() >= 0) {
            timer(
                            "gen_ai.client.operation.time_to_first_chunk",
                            "From the request to the first text",
                            tags,
                            Buckets.operations())
                    .record(exchange.firstTokenMillis(), TimeUnit.MILLISECONDS);
            if (exchange.deltas() > 1) {
                long nanos = TimeUnit.MILLISECONDS.toNanos(exchange.endMillis() - exchange.firstTokenMillis());
                timer(
                                "gen_ai.client.operation.time_per_output_chunk",
                                "From text to text, the mean of each answer",
                                tags,
                                Buckets.chunks())
                        .record(Math.max(0, nanos) / (exchange.deltas() - 1), TimeUnit.NANOSECONDS);
            }
        }
        tokens(tags, "input", end.tokens().input());
        tokens(tags, "output", end.tokens().output());
    }

    private void tokens(Tags tags, String type, long count) {
        if (count >= 0) {
            DistributionSummary.builder("gen_ai.client.token.usage")
                    .description("Tokens by the model server's own count")
                    .tags(tags.and("gen_ai.token.type", type))
                    .serviceLevelObjectives(Buckets.tokens())
                    .register(registry)
                    .record((double) count);
        }
    }

    /// Empty, which is absent in Prometheus, if there was none.
    private static String error(ExchangeSnapshot exchange) {
        if (exchange.status() >= 400) {
            return Integer.toString(exchange.status());
        }
        return exchange.phase() == Phase.COMPLETED
                ? ""
                : exchange.phase().name().toLowerCase(Locale.ROOT);
    }

    private Timer timer(String name, String description, Tags tags, Duration[] bounds) {
        return Timer.builder(name)
                .description(description)
                .tags(tags)
                .serviceLevelObjectives(bounds)
                .register(registry);
    }
}
