package dev.errata.desktop;

import dev.errata.desktop.desk.StartMessage.Weight;
import dev.errata.desktop.settings.Kind;
import dev.errata.desktop.settings.Setting;
import dev.errata.desktop.settings.Settings;
import dev.errata.logs.problem.HomeProblem;
import dev.errata.proxy.exchange.ExchangeMeter;
import dev.errata.proxy.trace.Collector;
import dev.errata.proxy.trace.Traces;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/// Sends traces to the collector that the settings name, if they name one.
///
/// **Thread:** any that may block.
final class Tracing implements AutoCloseable {
    private final Settings settings;
    private final Map<String, String> env;
    private final Messages messages;
    private final Traces traces = new Traces(Version.TEXT);

    Tracing(Settings settings, Map<String, String> env, Messages messages) {
        this.settings = settings;
        this.env = env;
        this.messages = messages;
        apply();
    }

    ExchangeMeter meter() {
        return traces;
    }

    /// Puts the settings into force.
    void apply() {
        String endpoint = settings.value(Setting.TRACES_ENDPOINT);
        messages.settle("traces.headers");
        traces.use(endpoint.isEmpty() ? null : new Collector(URI.create(endpoint), headers()));
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        Kind.Variables.read(settings.value(Setting.TRACES_HEADERS)).forEach((header, variable) -> {
            String value = env.getOrDefault(variable, "").strip();
            // RFC 9110, 5.5: visible characters and spaces; anything else would break the header apart.
            if (!value.isEmpty() && value.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
                headers.put(header, value);
            } else {
                messages.add(
                        Weight.WARNING,
                        "traces.headers",
                        "The environment variable " + variable + " holds no value that a header can have; traces go"
                                + " without the header " + header + ".",
                        HomeProblem.SETTING_INVALID);
            }
        });
        return headers;
    }

    @Override
    public void close() {
        traces.close();
    }
}
