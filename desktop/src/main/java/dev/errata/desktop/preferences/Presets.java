package dev.errata.desktop.preferences;

import java.util.List;

/// The addresses at which model servers usually answer.
enum Presets {
    OLLAMA("Ollama", "http://127.0.0.1:11434"),
    LLAMA_CPP("llama.cpp", "http://127.0.0.1:8080"),
    LLAMA_CPP_NEW("llama.cpp (new port)", "http://127.0.0.1:9931"),
    LM_STUDIO("LM Studio", "http://127.0.0.1:1234"),
    KOBOLDCPP("KoboldCpp", "http://127.0.0.1:5001"),
    VLLM("vLLM", "http://127.0.0.1:8000");

    private final String title;
    private final String address;

    Presets(String title, String address) {
        this.title = title;
        this.address = address;
    }

    String title() {
        return title;
    }

    String address() {
        return address;
    }

    static List<Presets> all() {
        return List.of(values());
    }
}
