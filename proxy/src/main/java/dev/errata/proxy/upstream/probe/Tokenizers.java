package dev.errata.proxy.upstream.probe;

import dev.errata.proxy.exchange.TokenCounter;
import dev.errata.proxy.upstream.Upstream;
import dev.errata.proxy.upstream.probe.Look.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks model servers how many tokens a text is: llama-server and its kin, by `POST /tokenize`.
///
/// | limit | value | beyond it |
/// |---|---|---|
/// | a text | 1 MiB | it is not asked for |
/// | an answer | 1.5 s | there is none |
/// | a server that gave none | 10 minutes | it is not asked again before |
///
/// **Thread:** any that may block. **Source:** `wire.md` 1.2.
public final class Tokenizers implements TokenCounter {
    private static final Duration LIMIT = Duration.ofMillis(1_500);
    private static final Duration AGAIN = Duration.ofMinutes(10);
    private static final int LONGEST = 1 << 20;

    private final Function<String, Optional<Upstream>> servers;
    private final LongSupplier nanos;
    private final Map<URI, Long> silent = new ConcurrentHashMap<>();

    /// @param servers finds a model server by its name
    /// @param nanos the time, as of `System.nanoTime`
    public Tokenizers(Function<String, Optional<Upstream>> servers, LongSupplier nanos) {
        this.servers = servers;
        this.nanos = nanos;
    }

    @Override
    public long count(String server, String text) {
        Upstream upstream = servers.apply(server).orElse(null);
        if (upstream == null || text.length() > LONGEST) {
            return UNKNOWN;
        }
        Long since = silent.get(upstream.base());
        if (since != null && nanos.getAsLong() - since < AGAIN.toNanos()) {
            return UNKNOWN;
        }
        String question = JsonMapper.shared().createObjectNode().put("content", text).toString();
        Look look = new Look(upstream.base(), upstream.apiKey(), LIMIT);
        if (look.post("/tokenize", question) instanceof Answer answer && answer.ok()) {
            JsonNode tokens = answer.json().path("tokens");
            if (tokens.isArray()) {
                silent.remove(upstream.base());
                return tokens.size();
            }
        }
        silent.put(upstream.base(), nanos.getAsLong());
        return UNKNOWN;
    }
}
