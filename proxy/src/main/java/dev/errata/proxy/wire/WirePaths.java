package dev.errata.proxy.wire;

import java.util.List;
import java.util.stream.Stream;

/// Which wire answers a POST to which path; a check of KoboldCpp's may be a GET.
///
/// | path ends in | wire |
/// |---|---|
/// | `/chat/completions` | OpenAI chat, also under `/api/v0` of LM Studio |
/// | `/v1/completions`, `/v0/completions` | OpenAI completions |
/// | `/completion`, `/completions` | llama-server's own; the plural is native too where no `/v1` is before it |
/// | `/infill` | llama-server's own, between two texts |
/// | `/responses` | OpenAI Responses |
/// | `/v1/messages` | Anthropic Messages |
/// | `/api/chat`, `/api/generate` | Ollama |
/// | `/api/v1/chat` | LM Studio's own chat |
/// | `/api/v1/generate`, `/api/latest/generate`, `/api/extra/generate/stream`, `.../check` | KoboldCpp |
///
/// **Source:** `wire.md` 1.1 and 2.
final class WirePaths {

    /// The end of a path, and the wire it means.
    record Ending(String path, Wire wire) {}

    /// Its codec remembers what it has read, so each answer gets its own.
    private static final String LM_STUDIO = "/api/v1/chat";

    /// The first one that fits counts.
    private static final List<Ending> ENDINGS = List.of(
            new Ending("/chat/completions", OpenAiChat.WIRE),
            new Ending("/v1/completions", Completions.OPENAI),
            new Ending("/v0/completions", Completions.OPENAI),
            new Ending("/completions", Completions.LLAMA),
            new Ending("/completion", Completions.LLAMA),
            new Ending("/infill", Completions.INFILL),
            new Ending("/responses", OpenAiResponses.WIRE),
            new Ending("/v1/messages", AnthropicMessages.WIRE),
            new Ending("/api/chat", Ollama.CHAT),
            new Ending("/api/generate", Ollama.GENERATE),
            new Ending("/api/v1/generate", KoboldCpp.WIRE),
            new Ending("/api/latest/generate", KoboldCpp.WIRE),
            new Ending("/api/extra/generate/stream", KoboldCpp.WIRE),
            new Ending(KoboldCpp.CHECK, KoboldCpp.WIRE));

    private WirePaths() {}

    /// All endings, the first one that fits counting.
    static List<Ending> all() {
        return Stream.concat(ENDINGS.stream(), Stream.of(new Ending(LM_STUDIO, new LmStudioChat())))
                .toList();
    }

    static Wire of(String method, String path) {
        if (!method.equals("POST") && !(method.equals("GET") && path.endsWith(KoboldCpp.CHECK))) {
            return Wire.Unread.WIRE;
        }
        String plain = path.contains("//") ? path.replaceAll("/{2,}", "/") : path;
        for (Ending ending : ENDINGS) {
            if (plain.endsWith(ending.path)) {
                return ending.wire;
            }
        }
        return plain.endsWith(LM_STUDIO) ? new LmStudioChat() : Wire.Unread.WIRE;
    }
}
