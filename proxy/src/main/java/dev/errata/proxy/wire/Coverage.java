package dev.errata.proxy.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What rules can change on a wire, and what that was proved against.
///
/// The help's table is made of it, and the matrix of tests asks of every cell what it says here. A wire that is not in
/// [#of] does not compile.
///
/// @param proof nothing for what has no codec
public record Coverage(Channel text, Channel reasoning, Channel arguments, Optional<Proof> proof) {
    private static final String ONE_TEXT = "no: a completion is one text";
    private static final String ONE_FIELD = "no: it has no other field";
    private static final Channel YES = new Read("");

    /// One of the three kinds of text that a model writes.
    public sealed interface Channel {
        /// For people.
        String words();
    }

    /// It is read and corrected, in a streamed answer and in a whole one: the matrix of tests asks for both.
    ///
    /// @param condition under which, or as what; empty if always
    public record Read(String condition) implements Channel {
        @Override
        public String words() {
            return condition.isEmpty() ? "streamed, whole" : "streamed, whole: " + condition;
        }
    }

    /// The wire has no such field, or not for rules.
    ///
    /// @param words why
    public record Absent(String words) implements Channel {}

    /// Against what it was proved, beside documented examples, which every wire has.
    ///
    /// @param server whether recorded answers of a real model server are among the tests, and one was run
    /// @param clients packages of real clients that were run, empty if none
    /// @param except what was proved by documented examples only although the rest was not; empty if nothing
    public record Proof(boolean server, List<String> clients, String except) {
        public Proof {
            clients = List.copyOf(clients);
        }

        /// For people.
        public String words() {
            List<String> words = new ArrayList<>();
            if (server) {
                words.add("real llama-server");
            }
            if (!clients.isEmpty()) {
                words.add("real clients: " + String.join(", ", clients));
            }
            if (words.isEmpty()) {
                return "documented examples only";
            }
            if (!server) {
                words.addFirst("documented examples");
            }
            if (!except.isEmpty()) {
                words.add(except + ": documented examples only");
            }
            return String.join("; ", words);
        }
    }

    /// What holds for a wire.
    public static Coverage of(Wire wire) {
        return switch (wire) {
            case OpenAiChat chat ->
                all(real("LM Studio's additions", "openai", "@ai-sdk/openai-compatible", "langchain4j-open-ai"));
            case OpenAiResponses responses -> all(real("summaries of reasoning and custom tools", "openai"));
            case AnthropicMessages messages ->
                new Coverage(
                        YES,
                        new Read("if not signed"),
                        YES,
                        Optional.of(real("signed thinking", "@anthropic-ai/sdk")));
            case Completions completions ->
                switch (completions) {
                    case OPENAI -> textOnly("", ONE_TEXT, real("text between two others", "openai"));
                    case LLAMA -> textOnly("", ONE_TEXT, real(""));
                    case INFILL -> textOnly("as code", ONE_TEXT, real(""));
                };
            case Ollama ollama ->
                switch (ollama) {
                    case CHAT -> all(new Proof(false, List.of("ollama", "langchain4j-ollama"), ""));
                    case GENERATE -> all(new Proof(false, List.of("ollama"), ""));
                };
            case LmStudioChat chat ->
                new Coverage(YES, YES, new Absent("no: the server runs these tools itself"), examples());
            case KoboldCpp kobold -> new Coverage(YES, new Absent(ONE_FIELD), new Absent(ONE_FIELD), examples());
            case Wire.Unread unread ->
                new Coverage(new Absent("no"), new Absent("no"), new Absent("no"), Optional.empty());
        };
    }

    private static Coverage all(Proof proof) {
        return new Coverage(YES, YES, YES, Optional.of(proof));
    }

    private static Coverage textOnly(String condition, String none, Proof proof) {
        return new Coverage(new Read(condition), new Absent(none), new Absent(none), Optional.of(proof));
    }

    private static Proof real(String except, String... clients) {
        return new Proof(true, List.of(clients), except);
    }

    private static Optional<Proof> examples() {
        return Optional.of(new Proof(false, List.of(), ""));
    }
}
