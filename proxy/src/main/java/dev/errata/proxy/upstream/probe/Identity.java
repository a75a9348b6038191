package dev.errata.proxy.upstream.probe;

import dev.errata.proxy.upstream.Upstream.Secret;
import dev.errata.proxy.upstream.probe.Finding.Busy;
import dev.errata.proxy.upstream.probe.Finding.Ready;
import dev.errata.proxy.upstream.probe.Finding.Silent;
import dev.errata.proxy.upstream.probe.Finding.Stranger;
import dev.errata.proxy.upstream.probe.Look.Answer;
import dev.errata.proxy.upstream.probe.Look.Nothing;
import dev.errata.proxy.upstream.probe.Look.Said;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Finds out what answers at an address, by what it says at four places:
///
/// | asked | it is | by |
/// |---|---|---|
/// | `/health` | llama.cpp, practice | the Server header; 503 while the model loads |
/// | `/api/version` | Ollama | a `version` that is a string |
/// | `/v1/models` | LM Studio, vLLM, KoboldCpp or another OpenAI-like server | a list `data`; who owns the first |
/// | `/api/extra/version` | KoboldCpp | a `result` of that name |
///
/// What is expected is asked first: LM Studio writes a complaint into its log for each path it does not know.
///
/// **Source:** llama.cpp `tools/server`, Ollama `server/routes.go`, LM Studio's documentation.
final class Identity {
    private static final String KEY_WANTED = "it asks for an API key";

    private Identity() {}

    static Finding of(URI base, @Nullable Secret key, ServerKind expected, Duration limit) {
        Look look = new Look(base, key, limit);
        boolean answered = false;
        for (ServerKind kind : order(expected)) {
            switch (look.get(path(kind))) {
                case Nothing(var slow, var reason) -> {
                    return answered ? new Busy(base, expected, reason) : new Silent(base, slow, reason);
                }
                case Answer answer -> {
                    answered = true;
                    Optional<Finding> found = judge(kind, answer, look, base, expected);
                    if (found.isPresent()) {
                        return found.get();
                    }
                }
            }
        }
        return new Stranger(base, "it speaks HTTP, but not as a model server");
    }

    private static Set<ServerKind> order(ServerKind expected) {
        Set<ServerKind> order = new LinkedHashSet<>();
        order.add(canonical(expected));
        order.addAll(List.of(ServerKind.LLAMA_CPP, ServerKind.OLLAMA, ServerKind.OPENAI_LIKE));
        return order;
    }

    /// The kind whose question finds this kind.
    private static ServerKind canonical(ServerKind kind) {
        return switch (kind) {
            case LLAMA_CPP, PRACTICE, OTHER -> ServerKind.LLAMA_CPP;
            case OLLAMA -> ServerKind.OLLAMA;
            case KOBOLDCPP -> ServerKind.KOBOLDCPP;
            case LM_STUDIO, VLLM, OPENAI_LIKE -> ServerKind.OPENAI_LIKE;
        };
    }

    private static String path(ServerKind kind) {
        return switch (canonical(kind)) {
            case OLLAMA -> "/api/version";
            case KOBOLDCPP -> "/api/extra/version";
            case LM_STUDIO, VLLM, OPENAI_LIKE -> "/v1/models";
            case LLAMA_CPP, PRACTICE, OTHER -> "/health";
        };
    }

    private static Optional<Finding> judge(ServerKind asked, Answer answer, Look look, URI base, ServerKind expected) {
        return switch (asked) {
            case OLLAMA -> ollama(answer, look, base);
            case KOBOLDCPP -> kobold(answer, look, base);
            case LM_STUDIO, VLLM, OPENAI_LIKE -> openAi(answer, base, expected);
            case LLAMA_CPP, PRACTICE, OTHER -> llama(answer, look, base);
        };
    }

    private static Optional<Finding> llama(Answer answer, Look look, URI base) {
        Optional<ServerKind> kind = switch (answer.server()) {
            case "llama.cpp" -> Optional.of(ServerKind.LLAMA_CPP);
            case "errata-practice" -> Optional.of(ServerKind.PRACTICE);
            default -> Optional.empty();
        };
        return kind.map(known -> answer.status() == 503
                ? new Busy(base, known, "it loads its model")
                : withModels(known, look.get("/v1/models"), base, "data", "id"));
    }

    private static Optional<Finding> ollama(Answer answer, Look look, URI base) {
        return answer.ok() && answer.json().path("version").isString()
                ? Optional.of(withModels(ServerKind.OLLAMA, look.get("/api/tags"), base, "models", "name"))
                : Optional.empty();
    }

    private static Optional<Finding> kobold(Answer answer, Look look, URI base) {
        return answer.ok() && answer.json().path("result").stringValue("").equals("KoboldCpp")
                ? Optional.of(withModels(ServerKind.KOBOLDCPP, look.get("/v1/models"), base, "data", "id"))
                : Optional.empty();
    }

    private static Finding withModels(ServerKind kind, Said said, URI base, String list, String name) {
        return switch (said) {
            case Nothing(_, String reason) -> new Busy(base, kind, reason);
            case Answer answer when answer.wantsKey() -> new Ready(base, kind, null, KEY_WANTED);
            case Answer answer -> {
                String model = answer.json().path(list).path(0).path(name).stringValue(null);
                yield new Ready(base, kind, model, model == null ? "it names no model" : "");
            }
        };
    }

    private static Optional<Finding> openAi(Answer answer, URI base, ServerKind expected) {
        if (answer.wantsKey()) {
            return Optional.of(new Ready(base, ServerKind.OPENAI_LIKE, null, KEY_WANTED));
        }
        if (answer.status() >= 500) {
            return Optional.of(new Busy(base, ServerKind.OTHER, "it answers with status " + answer.status()));
        }
        JsonNode data = answer.json().path("data");
        if (!answer.ok() || !data.isArray()) {
            return Optional.empty();
        }
        JsonNode first = data.path(0);
        String model = first.path("id").stringValue(null);
        ServerKind kind = switch (first.path("owned_by").stringValue("")) {
            case "llamacpp" -> ServerKind.LLAMA_CPP;
            case "library" -> ServerKind.OLLAMA;
            case "errata" -> ServerKind.PRACTICE;
            case "organization_owner" -> ServerKind.LM_STUDIO;
            case "koboldcpp" -> ServerKind.KOBOLDCPP;
            case "vllm" -> ServerKind.VLLM;
            default -> expected == ServerKind.LM_STUDIO ? ServerKind.LM_STUDIO : ServerKind.OPENAI_LIKE;
        };
        return Optional.of(new Ready(base, kind, model, model == null ? "it names no model" : ""));
    }
}
