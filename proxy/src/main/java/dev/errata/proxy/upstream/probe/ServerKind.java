package dev.errata.proxy.upstream.probe;

/// What answers at an address.
public enum ServerKind {
    LLAMA_CPP("llama.cpp"),
    OLLAMA("Ollama"),
    LM_STUDIO("LM Studio"),
    KOBOLDCPP("KoboldCpp"),
    VLLM("vLLM"),
    /// Errata's own practice server.
    PRACTICE("practice"),
    /// Something else with OpenAI's list of models.
    OPENAI_LIKE("OpenAI-compatible server"),
    /// It speaks HTTP, but none of the above.
    OTHER("unknown server");

    private final String title;

    ServerKind(String title) {
        this.title = title;
    }

    /// How people call it.
    public String title() {
        return title;
    }
}
