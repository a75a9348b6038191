package dev.errata.proxy.wire;

import dev.errata.logs.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One family of requests and answers, and its codec. A new wire is a new case here; everything that reads frames
/// stays.
///
/// Chosen by the request's path; whether a body is a stream of events or one document is told by the *answer's* content
/// type, never by the request (`wire.md` 1.2).
public sealed interface Wire
        permits OpenAiChat,
                OpenAiResponses,
                Completions,
                AnthropicMessages,
                Ollama,
                LmStudioChat,
                KoboldCpp,
                Wire.Unread {

    /// The wire's name in the journal and on the screen.
    String label();

    /// Reads one event's data.
    ///
    /// @throws WireException if it is not what this wire carries
    Frame event(byte[] bytes, int from, int to) throws WireException;

    /// Reads a whole, not streamed answer.
    ///
    /// @throws WireException if it is not what this wire carries
    Frame document(byte[] bytes) throws WireException;

    /// An event that tells the client that the answer ends here with an error.
    ///
    /// @param problem whose code stands where the wire has a place for one
    /// @param message what happened, what is safe, what to do
    byte[] failure(Problem problem, String message);

    /// How a streamed answer of this wire is cut into events.
    default Framing framing() {
        return Framing.EVENTS;
    }

    /// Whether some of its events tell a lane's text again, by [Frame.Mark.Repeat].
    default boolean repeats() {
        return false;
    }

    /// Whether its requests are completions: they ask for the text after a prompt, or between two.
    default boolean completes() {
        return false;
    }

    /// How many terminal frames a streamed answer has; the last of them is its end.
    default int ends(RequestFacts facts) {
        return 1;
    }

    /// Whether this wire has a codec.
    default boolean readable() {
        return true;
    }

    /// The wire of a request. A prefix before the path does not matter (`--api-prefix`, doubled slashes).
    ///
    /// @param path as it was sent, without the query
    static Wire of(String method, String path) {
        return WirePaths.of(method, path);
    }

    /// The paths' endings of each wire that is read, by the wire's label, in the order in which they are looked at.
    static Map<String, List<String>> endings() {
        Map<String, List<String>> endings = new LinkedHashMap<>();
        WirePaths.all()
                .forEach(ending -> endings.computeIfAbsent(ending.wire().label(), label -> new ArrayList<>())
                        .add(ending.path()));
        return endings;
    }

    /// What rules can change on each wire that is read, by the wire's label.
    static Map<String, Coverage> coverage() {
        Map<String, Coverage> coverage = new LinkedHashMap<>();
        WirePaths.all().forEach(ending -> coverage.put(ending.wire().label(), Coverage.of(ending.wire())));
        return coverage;
    }

    /// Whatever has no codec: it passes on as it is.
    enum Unread implements Wire {
        WIRE;

        /// Endings of paths whose answers hold no model text, so that passing them on unread is nothing to report.
        private static final List<String> SILENT = List.of(
                "/embedding",
                "/embeddings",
                "/embed",
                "/rerank",
                "/reranking",
                "/tokenize",
                "/detokenize",
                "/apply-template",
                "/input_tokens",
                "/count_tokens",
                "/control",
                "/props",
                "/lora-adapters",
                "/lookup",
                "/abort",
                "/tokencount",
                "/download",
                "/load",
                "/unload",
                "/models",
                "/show",
                "/pull",
                "/push",
                "/create",
                "/copy",
                "/delete");

        /// Whether a POST to this path may be answered with text of the model.
        public static boolean maySpeak(String path) {
            return SILENT.stream().noneMatch(path::endsWith);
        }

        @Override
        public String label() {
            return "other";
        }

        @Override
        public boolean readable() {
            return false;
        }

        @Override
        public Frame event(byte[] bytes, int from, int to) {
            return Frame.SILENT;
        }

        @Override
        public Frame document(byte[] bytes) {
            return Frame.SILENT;
        }

        @Override
        public byte[] failure(Problem problem, String message) {
            return new byte[0];
        }
    }
}
