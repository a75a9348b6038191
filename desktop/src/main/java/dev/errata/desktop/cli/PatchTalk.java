package dev.errata.desktop.cli;

import dev.errata.desktop.api.Json;
import dev.errata.proxy.control.OwnerRoutes;
import dev.errata.proxy.control.OwnerRoutes.Reply;
import dev.errata.proxy.control.OwnerRoutes.Request;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How a person is asked on the terminal, and what is sent of the answer.
final class PatchTalk {
    private final Session session;
    private @Nullable BufferedReader in;

    PatchTalk(Session session) {
        this.session = session;
    }

    PatchWords words() {
        return new PatchWords(session.json() ? Ansi.OFF : Ansi.AUTO);
    }

    /// The fields that say who decides, and that it was by this way.
    ///
    /// @param unasked whether the command was told not to ask
    ObjectNode body(boolean unasked) {
        String user = session.terminal()
                .env()
                .getOrDefault("USER", session.terminal().env().getOrDefault("USERNAME", ""));
        return Json.object()
                .put("operator", user.isBlank() ? "cli" : user)
                .put("channel", unasked ? "cli --yes" : "cli");
    }

    Reply act(OwnerRoutes routes, String id, String act, ObjectNode body) {
        return routes.handle(new Request("POST", "proposals/" + id + "/" + act, Map.of(), body.toString()));
    }

    /// Tells what came of a decision; a refusal because of the state is an answer, not a failure.
    int decided(Reply reply, Function<JsonNode, String> words) {
        int code = session.show(reply, words);
        if (reply.status() != 409) {
            return code;
        }
        String sides = words().conflicts(Json.parse(reply.json()));
        if (!sides.isEmpty() && !session.json()) {
            session.terminal().err().println(sides);
        }
        return ExitCode.NOT_SO;
    }

    /// Shows a proposal whole and asks whether it may be approved. No answer is no.
    boolean confirmed(JsonNode one, List<Integer> hunks) {
        session.warn("you are asked to approve:");
        session.terminal().err().println(words().whole(one));
        String what = hunks.isEmpty() ? "what is accepted of it, or all" : "hunks " + hunks;
        String answer = ask("Approve " + what + "? [y/N] ");
        return answer.equals("y") || answer.equals("yes");
    }

    /// Asks; lower case, empty at the end of the input.
    String ask(String question) {
        session.terminal().err().print(question);
        session.terminal().err().flush();
        return line().strip().toLowerCase(Locale.ROOT);
    }

    /// Asks for words that are kept as they are.
    String words(String question) {
        session.terminal().err().print(question);
        session.terminal().err().flush();
        return line().strip();
    }

    private String line() {
        if (in == null) {
            in = new BufferedReader(new InputStreamReader(session.terminal().in(), StandardCharsets.UTF_8));
        }
        try {
            String line = in.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            return "";
        }
    }
}
