package dev.errata.rules.region;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The markers inside lines that clients look for, letter by letter, and a trie of them.
///
/// **Thread:** immutable.
final class Tags {

    /// What follows on what was read so far.
    static final int NOWHERE = -1;

    static final int ROOT = 0;

    /// Tags that enclose something, in all their forms: `<think>` and `</think>`.
    static final List<String> REASONING = List.of("think");

    static final List<String> CALLS = List.of("tool_call");

    /// Cline's and Roo Code's tools, and the names of what they are given.
    static final List<String> TOOLS = List.of(
            "replace_in_file",
            "write_to_file",
            "apply_diff",
            "insert_content",
            "search_and_replace",
            "read_file",
            "list_files",
            "search_files",
            "list_code_definition_names",
            "execute_command",
            "browser_action",
            "use_mcp_tool",
            "access_mcp_resource",
            "ask_followup_question",
            "attempt_completion",
            "new_task",
            "switch_mode",
            "path",
            "diff",
            "content",
            "line_count",
            "command",
            "requires_approval",
            "result",
            "regex",
            "file_pattern",
            "recursive",
            "server_name",
            "tool_name",
            "arguments",
            "question",
            "uri");

    /// Tags that name something before their `>`.
    static final List<String> NAMED = List.of("function", "parameter");

    static final String TOOL_CALLS = "[TOOL_CALLS]";

    /// The tag after which a path follows, up to the next tag.
    static final String PATH = "<path>";

    private static final int WIDTH = 128;

    private final List<int[]> nodes = new ArrayList<>();
    private final List<String> whole = new ArrayList<>();

    Tags() {
        node();
        for (List<String> names : List.of(REASONING, CALLS, TOOLS)) {
            for (String name : names) {
                add("<" + name + ">");
                add("</" + name + ">");
            }
        }
        for (String name : NAMED) {
            add("<" + name + "=");
            add("</" + name + ">");
        }
        add(TOOL_CALLS);
    }

    private int node() {
        int[] next = new int[WIDTH];
        Arrays.fill(next, NOWHERE);
        nodes.add(next);
        whole.add("");
        return nodes.size() - 1;
    }

    private void add(String tag) {
        int at = ROOT;
        for (int i = 0; i < tag.length(); i++) {
            int[] next = nodes.get(at);
            char c = tag.charAt(i);
            if (next[c] == NOWHERE) {
                next[c] = node();
            }
            at = next[c];
        }
        whole.set(at, tag);
    }

    int step(int node, char c) {
        return c < WIDTH ? nodes.get(node)[c] : NOWHERE;
    }

    /// The tag that ends at a node, empty if none does.
    String tag(int node) {
        return whole.get(node);
    }
}
