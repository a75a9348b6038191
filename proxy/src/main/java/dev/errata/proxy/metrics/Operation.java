package dev.errata.proxy.metrics;

import dev.errata.proxy.exchange.ExchangeSnapshot;
import java.util.Optional;

/// What a request asks a model for, in OpenTelemetry's words.
enum Operation {
    CHAT("chat"),
    TEXT_COMPLETION("text_completion"),
    EMBEDDINGS("embeddings");

    private final String word;

    Operation(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /// The operation of an exchange; empty if it asks a model for nothing.
    static Optional<Operation> of(ExchangeSnapshot exchange) {
        if (!exchange.method().equals("POST")) {
            return Optional.empty();
        }
        String path = exchange.path();
        String last = path.substring(path.lastIndexOf('/') + 1);
        return switch (last) {
            case "messages", "responses", "chat" -> Optional.of(CHAT);
            case "completions" -> Optional.of(path.endsWith("/chat/completions") ? CHAT : TEXT_COMPLETION);
            case "completion", "infill", "generate", "stream" -> Optional.of(TEXT_COMPLETION);
            case "embeddings", "embedding", "embed" -> Optional.of(EMBEDDINGS);
            default -> Optional.empty();
        };
    }
}
