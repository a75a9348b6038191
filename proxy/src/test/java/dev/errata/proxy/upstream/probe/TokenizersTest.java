package dev.errata.proxy.upstream.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.exchange.TokenCounter;
import dev.errata.proxy.upstream.Upstream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TokenizersTest {
    private static final String THREE = "{\"tokens\":[1,15043,3186]}";

    private final AtomicLong nanos = new AtomicLong();
    private FakeServer server;
    private Tokenizers tokenizers;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer("llama.cpp");
        server.says("/tokenize", 200, THREE);
        var upstream = new Upstream("llama", server.base(), null);
        tokenizers = new Tokenizers(
                name -> name.equals("llama") ? Optional.of(upstream) : Optional.empty(), nanos::get);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void asksTheServerThatAnswered() {
        assertThat(tokenizers.count("llama", "Hello \"world\"")).isEqualTo(3);
        assertThat(server.asked).containsExactly("POST /tokenize {\"content\":\"Hello \\\"world\\\"\"}");
        assertThat(tokenizers.count("another", "x")).isEqualTo(TokenCounter.UNKNOWN);
    }

    @Test
    void leavesAServerThatHasNoTokenizerAloneForAWhile() {
        server.says("/tokenize", 404, "{}");
        assertThat(tokenizers.count("llama", "x")).isEqualTo(TokenCounter.UNKNOWN);
        server.says("/tokenize", 200, THREE);
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(9));
        assertThat(tokenizers.count("llama", "x")).isEqualTo(TokenCounter.UNKNOWN);
        assertThat(server.asked).hasSize(1);
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(2));
        assertThat(tokenizers.count("llama", "x")).isEqualTo(3);
    }

    @Test
    void doesNotSendATextOfAnyLength() {
        assertThat(tokenizers.count("llama", "x".repeat((1 << 20) + 1))).isEqualTo(TokenCounter.UNKNOWN);
        assertThat(server.asked).isEmpty();
    }
}
