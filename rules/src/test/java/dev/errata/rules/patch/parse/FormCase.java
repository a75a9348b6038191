package dev.errata.rules.patch.parse;

import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.Submission;
import dev.errata.rules.patch.WorkspacePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A submission and what has to come of it, as it stands in a data file.
///
/// | line | meaning |
/// |---|---|
/// | `#~ case NAME` | begins one |
/// | `#~ base PATH` | what follows is a file before; `#~ after PATH` one afterwards, if it changes |
/// | `#~ gone PATH` | it is gone afterwards |
/// | `#~ text` | what follows is the submission; `#~ call TOOL`: JSON arguments of one call |
/// | `#~ said WORDS` | a repair says this; without such a line none may be said |
/// | `#~ unplaced WORDS`, `#~ nopatch WORDS` | what has to come of it instead |
/// | `#~ hunks N`, `#~ format F` | what the patch has |
///
/// `[crlf]` behind a path or `text` turns the line ends, `[open]` takes the last one away.
record FormCase(
        String name,
        NavigableMap<WorkspacePath, FileImage> base,
        NavigableMap<WorkspacePath, FileImage> after,
        String text,
        List<Submission.ToolCall> calls,
        List<String> said,
        String unplaced,
        String noPatch,
        int hunks,
        String format) {

    Submission.Body body() {
        return calls.isEmpty() ? new Submission.Text(text) : new Submission.ToolCalls(calls);
    }

    static List<FormCase> load(String file) throws IOException {
        try (InputStream in = FormCase.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no data file " + file);
            }
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<FormCase> cases = new ArrayList<>();
            for (String one : all.split("(?m)^#~ case ", -1)) {
                if (!one.isBlank() && !one.startsWith("#")) {
                    cases.add(parse(one));
                }
            }
            return cases;
        }
    }

    private static FormCase parse(String one) {
        String[] parts = one.split("(?m)^#~ ", -1);
        NavigableMap<WorkspacePath, FileImage> base = new TreeMap<>();
        NavigableMap<WorkspacePath, FileImage> after = new TreeMap<>();
        List<String> gone = new ArrayList<>();
        String text = "";
        List<Submission.ToolCall> calls = new ArrayList<>();
        List<String> said = new ArrayList<>();
        String unplaced = "";
        String noPatch = "";
        int hunks = 0;
        String format = "";
        for (int i = 1; i < parts.length; i++) {
            String head = parts[i].substring(0, parts[i].indexOf('\n'));
            String body = turned(parts[i].substring(parts[i].indexOf('\n') + 1), head);
            String word = head.split(" ", 2)[0];
            String rest =
                    head.substring(word.length()).replaceAll(" \\[\\w+]", "").strip();
            switch (word) {
                case "base" -> base.put(new WorkspacePath(rest), FileImage.text(body));
                case "after" -> after.put(new WorkspacePath(rest), FileImage.text(body));
                case "gone" -> gone.add(rest);
                case "text" -> text = body;
                case "call" -> calls.add(call(rest, body));
                case "said" -> said.add(rest);
                case "unplaced" -> unplaced = rest;
                case "nopatch" -> noPatch = rest;
                case "hunks" -> hunks = Integer.parseInt(rest);
                case "format" -> format = rest;
                default -> throw new IllegalStateException("no such line: #~ " + head);
            }
        }
        base.forEach(after::putIfAbsent);
        gone.forEach(path -> after.remove(new WorkspacePath(path)));
        String name = parts[0].strip();
        return new FormCase(name, base, after, text, calls, said, unplaced, noPatch, hunks, format);
    }

    /// Arguments in which a list of lines stands for a text.
    private static Submission.ToolCall call(String tool, String json) {
        JsonNode read = JsonMapper.shared().readTree(json);
        return new Submission.ToolCall(tool, read.toString());
    }

    private static String turned(String body, String head) {
        String turned = head.contains("[crlf]") ? body.replace("\n", "\r\n") : body;
        return head.contains("[open]") ? turned.replaceAll("\\r?\\n\\z", "") : turned;
    }
}
