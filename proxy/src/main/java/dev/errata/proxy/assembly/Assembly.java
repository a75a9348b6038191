package dev.errata.proxy.assembly;

import dev.errata.proxy.wire.AnthropicMessages;
import dev.errata.proxy.wire.Completions;
import dev.errata.proxy.wire.Ollama;
import dev.errata.proxy.wire.OpenAiChat;
import dev.errata.proxy.wire.Wire;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Puts the events of one wire together into its document.
///
/// **Thread:** one at a time.
sealed interface Assembly permits ChoicesAssembly, LlamaAssembly, MessagesAssembly, OllamaAssembly {

    /// Takes one event.
    void event(ObjectNode event);

    /// Whether the model has said that this is all.
    boolean complete();

    /// The document.
    ObjectNode document();

    /// The assembly of a wire; empty if its streams cannot be put together.
    static Optional<Assembly> of(Wire wire) {
        if (wire == OpenAiChat.WIRE || wire == Completions.OPENAI) {
            return Optional.of(new ChoicesAssembly());
        }
        if (wire == Completions.LLAMA || wire == Completions.INFILL) {
            return Optional.of(new LlamaAssembly());
        }
        if (wire == AnthropicMessages.WIRE) {
            return Optional.of(new MessagesAssembly());
        }
        return wire instanceof Ollama ? Optional.of(new OllamaAssembly()) : Optional.empty();
    }

    /// Takes over a value that a later event may tell better: what is null says nothing.
    static void keep(ObjectNode into, String name, JsonNode value) {
        if (!value.isNull() || !into.has(name)) {
            into.set(name, value);
        }
    }
}
