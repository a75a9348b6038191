package dev.errata.desktop.cli;

import dev.errata.desktop.api.Json;
import dev.errata.proxy.control.OwnerRoutes.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `errata patch edit`: another new side for a hunk, from a file or out of the user's editor.
///
/// While the editor is open nobody's home is held: the proposal is read before it, with its version, and the edit is
/// refused if it has changed meanwhile. What was written in the editor is kept then.
final class PatchEdit {
    private final Session session;
    private final PatchTalk talk;

    PatchEdit(Session session, PatchTalk talk) {
        this.session = session;
        this.talk = talk;
    }

    /// @param file the new side; `-` for standard input, null for the editor
    int run(String id, int hunk, @Nullable String file) {
        AtomicReference<@Nullable JsonNode> read = new AtomicReference<>();
        int code = session.read(routes -> {
            Reply found = routes.handle(Session.get("proposals/" + id));
            if (found.status() != 200) {
                return session.show(found, any -> "");
            }
            read.set(Json.parse(found.json()));
            return ExitCode.OK;
        });
        JsonNode one = read.get();
        if (one == null) {
            return code;
        }
        JsonNode wanted = one.path("hunks")
                .valueStream()
                .filter(each -> each.path("n").asInt(0) == hunk)
                .findFirst()
                .orElse(Json.object());
        if (wanted.isEmpty()) {
            return session.fail(ExitCode.USAGE, "Proposal " + id + " has no hunk " + hunk + "; nothing was changed.");
        }
        return file == null ? byHand(one, wanted) : from(file, one, hunk);
    }

    private int from(String file, JsonNode one, int hunk) {
        try {
            byte[] bytes =
                    file.equals("-") ? session.terminal().in().readAllBytes() : Files.readAllBytes(Path.of(file));
            return change(one, hunk, new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return session.fail(ExitCode.USAGE, "The text in " + file + " cannot be read: " + e.getMessage());
        }
    }

    private int byHand(JsonNode one, JsonNode hunk) {
        String before = hunk.path("new_text").asString("");
        String name = HandEditor.name(hunk.path("file").asString(""));
        switch (new HandEditor(session.terminal()).edit(before, name)) {
            case HandEditor.Failed(String reason) -> {
                return session.fail(ExitCode.CANNOT, reason + " Nothing was changed.");
            }
            case HandEditor.Text(String text, Path file) -> {
                if (text.equals(before) || text.isEmpty()) {
                    HandEditor.delete(file);
                    return session.fail(
                            ExitCode.NOT_SO,
                            text.isEmpty()
                                    ? "The editor left nothing, so nothing was changed; --file with an empty file takes"
                                            + " the lines out."
                                    : "The text is as it was; nothing was changed.");
                }
                int code = change(one, hunk.path("n").asInt(0), text);
                if (code == ExitCode.OK) {
                    HandEditor.delete(file);
                } else {
                    session.warn("what you wrote is in " + file);
                }
                return code;
            }
        }
    }

    private int change(JsonNode one, int hunk, String text) {
        ObjectNode body = talk.body(false)
                .put("version", one.path("version").asLong(0))
                .put("hunk", hunk)
                .put("text", text);
        String id = one.path("id").asString("");
        return session.change(routes -> talk.decided(talk.act(routes, id, "edit", body), PatchWords::stepped));
    }
}
