package dev.errata.rules.patch.desk;

import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.FileChange;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.Hunk;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.WorkspacePath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A located patch as bytes, and back. The files of its base are in it, so that it can be read without them.
final class PatchText {

    private PatchText() {}

    static byte[] write(Patch patch) {
        ObjectNode json = Json.object();
        ArrayNode files = json.putArray("files");
        patch.files().forEach(file -> write(file, files.addObject()));
        return Json.bytes(json);
    }

    private static void write(FileChange file, ObjectNode json) {
        json.put("path", file.path().value());
        WorkspacePath from = file.from();
        FileImage base = file.base();
        FileMode mode = file.mode();
        Content binary = file.binary();
        if (from != null) {
            json.put("from", from.value());
        }
        if (base != null) {
            json.put("base_mode", base.mode().octal()).put("base", base64(base.content()));
        }
        if (mode != null) {
            json.put("mode", mode.octal());
        }
        if (binary != null) {
            json.put("binary", base64(binary));
        }
        ArrayNode hunks = json.putArray("hunks");
        for (Hunk hunk : file.hunks()) {
            ObjectNode one = hunks.addObject();
            one.put("n", hunk.number()).put("kind", hunk.kind().name());
            one.put("old_start", hunk.oldStart()).put("new_start", hunk.newStart());
            one.put("section", hunk.section());
            Json.texts(one.putArray("old"), hunk.oldLines());
            Json.texts(one.putArray("new"), hunk.newLines());
        }
    }

    private static String base64(Content content) {
        return Base64.getEncoder().encodeToString(content.bytes());
    }

    /// **Errors:** [IllegalArgumentException] if it is no patch.
    static Patch read(byte[] bytes) {
        List<FileChange> files = new ArrayList<>();
        for (JsonNode file : Json.read(bytes).path("files")) {
            files.add(file(file));
        }
        return new Patch(files);
    }

    private static FileChange file(JsonNode json) {
        List<Hunk> hunks = new ArrayList<>();
        for (JsonNode hunk : json.path("hunks")) {
            hunks.add(new Hunk(
                    hunk.path("n").asInt(0),
                    Hunk.Kind.valueOf(hunk.path("kind").asString("")),
                    hunk.path("old_start").asInt(0),
                    Json.texts(hunk.path("old")),
                    hunk.path("new_start").asInt(0),
                    Json.texts(hunk.path("new")),
                    hunk.path("section").asString("")));
        }
        String from = Json.text(json, "from");
        FileMode baseMode = mode(json, "base_mode");
        Content base = content(json, "base");
        return new FileChange(
                new WorkspacePath(json.path("path").asString("")),
                from == null ? null : new WorkspacePath(from),
                baseMode == null || base == null ? null : new FileImage(baseMode, base),
                mode(json, "mode"),
                hunks,
                content(json, "binary"));
    }

    private static @Nullable FileMode mode(JsonNode json, String key) {
        String octal = Json.text(json, key);
        return octal == null
                ? null
                : Arrays.stream(FileMode.values())
                        .filter(mode -> mode.octal().equals(octal))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("not a mode: " + octal));
    }

    private static @Nullable Content content(JsonNode json, String key) {
        String text = Json.text(json, key);
        return text == null ? null : Content.of(Base64.getDecoder().decode(text));
    }
}
