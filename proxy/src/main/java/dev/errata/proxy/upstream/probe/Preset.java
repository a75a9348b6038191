package dev.errata.proxy.upstream.probe;

import java.net.URI;
import java.util.List;

/// An address where a model server usually is.
///
/// @param kind what is expected there; what really answers may be another
public record Preset(ServerKind kind, URI base) {

    /// Where the usual servers listen when nobody has configured them; llama.cpp is moving from 8080 to 9931.
    public static final List<Preset> USUAL = List.of(
            local(ServerKind.OLLAMA, 11434),
            local(ServerKind.LLAMA_CPP, 8080),
            local(ServerKind.LLAMA_CPP, 9931),
            local(ServerKind.LM_STUDIO, 1234),
            local(ServerKind.KOBOLDCPP, 5001),
            local(ServerKind.VLLM, 8000));

    /// A preset on this machine.
    public static Preset local(ServerKind kind, int port) {
        return new Preset(kind, URI.create("http://127.0.0.1:" + port));
    }

    /// The port it stands for.
    public int port() {
        return base.getPort();
    }
}
