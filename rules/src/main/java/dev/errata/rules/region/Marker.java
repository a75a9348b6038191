package dev.errata.rules.region;

import java.util.ArrayList;
import java.util.List;

/// Something that no rule may touch, described for people.
///
/// @param shown what it looks like; several forms with commas between them
/// @param meaning what it is to the client that reads it
/// @param source who reads it
public record Marker(String shown, String meaning, String source) {

    private static final String CLINE = "Cline, Roo Code";

    /// Everything that is protected in an answer's text, from the tables that the trackers use.
    public static List<Marker> all() {
        List<Marker> all = new ArrayList<>();
        all.add(new Marker("```java, ~~~", "a fence, with its info string, also in lists and quotes", "CommonMark"));
        all.add(new Marker("> ", "the sign of a quote before a line of fenced code", "CommonMark"));
        all.add(new Marker(
                String.join(" ..., ", PlaceholderReader.LEADERS) + " ...",
                "a comment alone on its line that stands for code left as it is",
                "Continue and others"));
        for (LineMark mark : LineMark.values()) {
            all.add(mark.marker());
        }
        all.add(new Marker(
                "-old, @@",
                "in patches and diffs: every line but those that begin with +",
                "apply_patch, unified diff"));
        all.add(new Marker("+", "the sign of a new line, and its line end", "apply_patch, unified diff"));
        all.add(new Marker(enclosing(Tags.REASONING), "encloses reasoning", "chat templates"));
        all.add(new Marker(enclosing(Tags.CALLS), "encloses a tool call", "chat templates"));
        for (String name : Tags.NAMED) {
            all.add(new Marker(
                    "<" + name + "=NAME>, </" + name + ">", "names part of a tool call", "chat templates"));
        }
        all.add(new Marker("<|NAME|>", "a token of the chat template", "Harmony and others"));
        all.add(new Marker(Tags.TOOL_CALLS, "begins tool calls", "Mistral"));
        all.add(new Marker(Tags.PATH + "PATH", "names a file, up to the next tag", CLINE));
        all.add(new Marker(enclosing(Tags.TOOLS), "a tool, or what it is given", CLINE));
        return List.copyOf(all);
    }

    private static String enclosing(List<String> names) {
        return String.join(", ", names.stream().map(name -> "<" + name + ">").toList());
    }
}
