package dev.errata.desktop.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The topics of the help, each a page of Markdown.
///
/// **Thread:** any; a page is read from the application's own resources each time.
public final class Topics {
    private static final Map<String, String> TITLES = titles();

    private Topics() {}

    /// The names, in reading order.
    public static List<String> names() {
        return List.copyOf(TITLES.keySet());
    }

    /// A topic's title; its name if there is no such topic.
    public static String title(String name) {
        return TITLES.getOrDefault(name, name);
    }

    /// A topic's page, with its generated tables filled in; empty if there is no such topic.
    public static Optional<String> markdown(String name) {
        if (!TITLES.containsKey(name)) {
            return Optional.empty();
        }
        try (InputStream page = Topics.class.getResourceAsStream("topics/" + name + ".md")) {
            if (page == null) {
                throw new IllegalStateException("the help topic " + name + " has no page");
            }
            String text = new String(page.readAllBytes(), StandardCharsets.UTF_8);
            return Optional.of(text.lines().map(Topics::filled).collect(Collectors.joining("\n", "", "\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String filled(String line) {
        return switch (line.strip()) {
            case "{{settings}}" -> GeneratedTables.settings();
            case "{{capture}}" -> GeneratedTables.capture();
            case "{{limits}}" -> GeneratedTables.limits();
            case "{{protections}}" -> GeneratedTables.protections();
            case "{{agent-tools}}" -> GeneratedTables.agentTools();
            case "{{edit-tools}}" -> GeneratedTables.editTools();
            case "{{guessed-arguments}}" -> GeneratedTables.guessedArguments();
            case "{{errors}}" -> GeneratedTables.errors();
            case "{{wires}}" -> GeneratedTables.wires();
            case "{{vocabulary}}" -> GeneratedTables.vocabulary();
            case "{{topics}}" ->
                TITLES.entrySet().stream()
                        .map(topic -> "- `errata help " + topic.getKey() + "`: " + topic.getValue())
                        .collect(Collectors.joining("\n"));
            default -> line;
        };
    }

    private static Map<String, String> titles() {
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put("topics", "All topics");
        titles.put("quick-reference", "Quick reference");
        titles.put("tutorial", "Tutorial: your first rule");
        titles.put("rules", "Rules and their columns");
        titles.put("wires", "The wires, and what each was proved against");
        titles.put("wire-openai-chat", "The OpenAI chat wire");
        titles.put("wire-openai-completions", "The OpenAI completions wire");
        titles.put("wire-openai-responses", "The OpenAI Responses wire");
        titles.put("wire-llama-server", "llama-server's own wires");
        titles.put("wire-anthropic-messages", "The Anthropic Messages wire");
        titles.put("wire-ollama", "The Ollama wire");
        titles.put("wire-lm-studio", "The LM Studio wires");
        titles.put("wire-koboldcpp", "The KoboldCpp wire");
        titles.put("model-servers", "Model servers");
        titles.put("review", "Review: deciding on proposed code");
        titles.put("audit", "The journal");
        titles.put("states", "Work in progress and the schema");
        titles.put("sessions", "Sessions, tokens and budgets");
        titles.put("clients", "Clients: who may use the port");
        titles.put("patches", "Patches: from words to files");
        titles.put("mcp", "Agents: proposing patches over MCP");
        titles.put("capture", "Capture: what is kept of exchanges");
        titles.put("settings", "Settings");
        titles.put("metrics", "Metrics");
        titles.put("traces", "Traces");
        titles.put("limits", "Limits");
        titles.put("errors", "Errors");
        titles.put("troubleshooting", "Troubleshooting");
        return titles;
    }
}
