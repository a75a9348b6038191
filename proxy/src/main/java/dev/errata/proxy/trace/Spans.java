package dev.errata.proxy.trace;

import dev.errata.proxy.exchange.ExchangeEnd;
import dev.errata.proxy.exchange.ExchangeSnapshot;
import dev.errata.proxy.exchange.ExchangeSnapshot.Phase;
import dev.errata.proxy.exchange.Operation;
import dev.errata.proxy.exchange.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Makes a span of an ended exchange.
///
/// | attribute | what |
/// |---|---|
/// | `gen_ai.*` | operation, provider, model, stream, time to the first chunk, tokens, as the conventions say |
/// | `http.request.method`, `url.path`, `http.response.status_code`, `error.type` | the HTTP side of it |
/// | `errata.exchange.id` | its name in the journal |
/// | `errata.wire`, `errata.client`, `errata.inspected` | how it was read |
/// | `errata.rewrites`, `errata.observed`, `errata.rewritten.characters` | what rules did |
/// | `errata.own.seconds`, `errata.held.seconds` | what Errata cost |
///
/// It is a part of the client's trace where the request names one: then the client decides whether it is sampled, and
/// of what is not, nothing is told.
///
/// **Thread:** one at a time. **Source:** W3C Trace Context.
record Spans(Tracer tracer) {
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;

    private static final TextMapGetter<TraceParent> SAID = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(TraceParent client) {
            return List.of("traceparent", "tracestate");
        }

        @Override
        public @Nullable String get(@Nullable TraceParent client, String key) {
            String said = client == null ? "" : key.equals("traceparent") ? client.parent() : client.state();
            return said.isEmpty() ? null : said;
        }
    };

    void add(ExchangeEnd end) {
        ExchangeSnapshot exchange = end.exchange();
        String operation = Operation.of(exchange).map(Operation::word).orElse("");
        String model = exchange.model();
        String what = model == null ? exchange.path() : model;
        SpanBuilder builder = tracer.spanBuilder(
                        operation.isEmpty() ? exchange.method() + " " + exchange.path() : operation + " " + what)
                .setSpanKind(SpanKind.CLIENT)
                .setParent(within(end.trace()))
                .setStartTimestamp(exchange.startedAt());
        if (!operation.isEmpty()) {
            generative(builder, end, operation);
        }
        http(builder, exchange);
        own(builder, end);
        Span span = builder.startSpan();
        if (exchange.phase() == Phase.FAILED || exchange.status() >= 400) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end(at(exchange, exchange.endMillis()));
    }

    /// The client's own trace, if it says one as the standard has it; else the span begins one.
    private static Context within(TraceParent client) {
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), client, SAID);
    }

    private static Instant at(ExchangeSnapshot exchange, long millis) {
        return exchange.startedAt().plusMillis(Math.max(0, millis));
    }

    private static void generative(SpanBuilder builder, ExchangeEnd end, String operation) {
        ExchangeSnapshot exchange = end.exchange();
        builder.setAttribute("gen_ai.operation.name", operation)
                .setAttribute("gen_ai.provider.name", exchange.upstream())
                .setAttribute("gen_ai.request.stream", exchange.streamed());
        String model = exchange.model();
        if (model != null) {
            builder.setAttribute("gen_ai.request.model", model);
        }
        if (exchange.streamed() && exchange.firstTokenMillis() >= 0) {
            builder.setAttribute("gen_ai.response.time_to_first_chunk", exchange.firstTokenMillis() / MILLIS);
        }
        if (end.tokens().input() >= 0) {
            builder.setAttribute("gen_ai.usage.input_tokens", end.tokens().input());
        }
        if (end.tokens().output() >= 0) {
            builder.setAttribute("gen_ai.usage.output_tokens", end.tokens().output());
        }
    }

    private static void http(SpanBuilder builder, ExchangeSnapshot exchange) {
        builder.setAttribute("http.request.method", exchange.method()).setAttribute("url.path", exchange.path());
        if (exchange.status() > 0) {
            builder.setAttribute("http.response.status_code", exchange.status());
        }
        if (exchange.status() >= 400) {
            builder.setAttribute("error.type", Integer.toString(exchange.status()));
        } else if (exchange.phase() != Phase.COMPLETED) {
            builder.setAttribute("error.type", exchange.phase().name().toLowerCase(Locale.ROOT));
        }
    }

    private static void own(SpanBuilder builder, ExchangeEnd end) {
        ExchangeSnapshot exchange = end.exchange();
        builder.setAttribute("errata.exchange.id", exchange.id())
                .setAttribute("errata.wire", exchange.wire())
                .setAttribute("errata.client", exchange.client())
                .setAttribute("errata.inspected", exchange.inspected())
                .setAttribute("errata.rewrites", exchange.rewrites())
                .setAttribute("errata.observed", exchange.observed())
                .setAttribute("errata.rewritten.characters", end.rewrittenChars())
                .setAttribute("errata.own.seconds", end.ownNanos() / NANOS)
                .setAttribute("errata.held.seconds", end.heldNanos() / NANOS);
    }
}
