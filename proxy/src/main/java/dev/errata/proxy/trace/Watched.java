package dev.errata.proxy.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says once that a collector does not take traces, and once that it takes them again.
final class Watched implements SpanExporter {
    private static final Logger LOG = LoggerFactory.getLogger(Watched.class);

    private final SpanExporter exporter;
    private final Collector collector;
    private final AtomicBoolean away = new AtomicBoolean();

    Watched(SpanExporter exporter, Collector collector) {
        this.exporter = exporter;
        this.collector = collector;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = exporter.export(spans);
        var unused = result.whenComplete(() -> {
            if (!result.isSuccess() && away.compareAndSet(false, true)) {
                LOG.warn(
                        "the collector of traces at {} does not take them; exchanges are served as ever, their traces"
                            + " are lost. Check the settings traces.endpoint and traces.headers, or clear the first",
                        collector.endpoint());
            } else if (result.isSuccess() && away.compareAndSet(true, false)) {
                LOG.info("the collector of traces at {} takes them again", collector.endpoint());
            }
        });
        return result;
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
