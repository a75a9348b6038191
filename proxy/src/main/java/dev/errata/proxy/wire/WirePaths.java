package dev.errata.proxy.wire;

import java.util.List;

/// Which wire answers a POST to which path.
///
/// | path ends in | wire |
/// |---|---|
/// | `/chat/completions` | OpenAI chat, also under `/api/v0` of LM Studio |
/// | `/v1/completions`, `/v0/completions` | OpenAI completions |
/// | `/completion`, `/completions` | llama-server's own; the plural is native too where no `/v1` is before it |
/// | `/infill` | llama-server's own, between two texts |
/// | `/responses` | OpenAI Responses |
///
/// **Source:** `wire.md` 1.1 and 2.2.
final class WirePaths {

    private record Ending(String path, Wire wire) {}

    /// The first one that fits counts.
    private static final List<Ending> ENDINGS = List.of(
            new Ending("/chat/completions", OpenAiChat.WIRE),
            new Ending("/v1/completions", Completions.OPENAI),
            new Ending("/v0/completions", Completions.OPENAI),
            new Ending("/completions", Completions.LLAMA),
            new Ending("/completion", Completions.LLAMA),
            new Ending("/infill", Completions.INFILL),
            new Ending("/responses", OpenAiResponses.WIRE));

    private WirePaths() {}

    static Wire of(String path) {
        String plain = path.contains("//") ? path.replaceAll("/{2,}", "/") : path;
        for (Ending ending : ENDINGS) {
            if (plain.endsWith(ending.path)) {
                return ending.wire;
            }
        }
        return Wire.Unread.WIRE;
    }
}
