package dev.errata.proxy.exchange;

import dev.errata.rules.leaf.Guess;
import dev.errata.rules.leaf.ToolTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The files that an answer's tool calls mean to change: a call that names a file and, beside it, new text or a patch.
///
/// A call that only reads names a file alone and does not count. The names of arguments are those that are guessed from
/// for tools that nobody knows; whether a file was changed indeed, only the client knows.
final class EditedFiles {
    private static final int NAME_MOST = 1_000;

    private EditedFiles() {}

    static List<String> in(ExchangeDetail texts) {
        List<String> files = new ArrayList<>();
        for (ExchangeDetail.LaneText lane : texts.lanes()) {
            if (lane.raw().startsWith("{")) {
                try {
                    look(JsonMapper.shared().readTree(lane.raw()), files);
                } catch (JacksonException e) {
                    // A call that broke off changes nothing.
                }
            }
        }
        return files;
    }

    private static void look(JsonNode call, List<String> files) {
        Guess guess = ToolTable.guess();
        boolean edits = false;
        List<String> named = new ArrayList<>();
        for (Map.Entry<String, JsonNode> argument : call.properties()) {
            String name = argument.getKey();
            JsonNode value = argument.getValue();
            edits |= means(guess.news(), name) || means(guess.patches(), name) || name.equals("edits");
            if (value.isString() && value.asString().length() <= NAME_MOST && means(guess.paths(), name)) {
                named.add(value.asString());
            }
        }
        if (edits) {
            files.addAll(named);
        }
    }

    private static boolean means(List<Pattern> names, String name) {
        return names.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }
}
