package dev.errata.desktop.cli;

import dev.errata.desktop.api.Json;
import dev.errata.proxy.control.OwnerRoutes;
import dev.errata.proxy.control.OwnerRoutes.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `errata patch review`: the queue on the terminal, oldest first.
///
/// | answer | what happens |
/// |---|---|
/// | `a` | the proposal is approved; what is unsafe or unknown takes the word `override` and a reason |
/// | `h 1,3` | these hunks are approved, all others rejected |
/// | `r` | it is rejected, for a reason that is asked |
/// | `s` | the next one |
/// | `q`, the end of the input | no more |
final class PatchReview {
    private final Session session;
    private final PatchTalk talk;
    private final OwnerRoutes routes;

    PatchReview(Session session, PatchTalk talk, OwnerRoutes routes) {
        this.session = session;
        this.talk = talk;
        this.routes = routes;
    }

    /// @param only the one to look at; null for all that wait
    int run(@Nullable String only) {
        List<String> queue = new ArrayList<>();
        if (only == null) {
            Reply found = routes.handle(Session.get("proposals", Map.of("state", List.of("validated"))));
            Json.parse(found.json())
                    .path("proposals")
                    .forEach(one -> queue.add(one.path("id").asString("")));
        } else {
            queue.add(only);
        }
        if (queue.isEmpty()) {
            session.say("nothing waits for you");
        }
        for (String id : queue) {
            Reply found = routes.handle(Session.get("proposals/" + id));
            if (found.status() != 200) {
                return session.show(found, any -> "");
            }
            if (!review(Json.parse(found.json()))) {
                return ExitCode.OK;
            }
        }
        return ExitCode.OK;
    }

    /// @return whether to go on
    private boolean review(JsonNode one) {
        session.say(talk.words().whole(one));
        while (true) {
            String answer = talk.ask("[a]pprove, [h]unks N,N, [r]eject, [s]kip, [q]uit: ");
            switch (answer.isEmpty() ? "q" : answer.substring(0, 1)) {
                case "a" -> {
                    if (approve(one, List.of())) {
                        return true;
                    }
                }
                case "h" -> {
                    List<Integer> hunks = numbers(answer.substring(1));
                    if (!hunks.isEmpty() && approve(one, hunks)) {
                        return true;
                    }
                }
                case "r" -> {
                    if (reject(one)) {
                        return true;
                    }
                }
                case "s" -> {
                    return true;
                }
                case "q" -> {
                    return false;
                }
                default -> session.say("a, h, r, s or q");
            }
        }
    }

    private static List<Integer> numbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        for (String word : text.split("[,\\s]+", -1)) {
            if (word.matches("\\d{1,6}")) {
                numbers.add(Integer.valueOf(word));
            }
        }
        return numbers;
    }

    private boolean approve(JsonNode one, List<Integer> hunks) {
        ObjectNode body = talk.body(false).put("version", one.path("version").asLong(0));
        numbers(body, hunks);
        String status = one.path("verdict").path("status").asString("unknown");
        if (status.equals("unsafe") || status.equals("unknown")) {
            if (!talk.ask("The verdict is " + status + ". Type override to approve it all the same: ")
                    .equals("override")) {
                session.say("not approved");
                return false;
            }
            body.put("override", true).put("reason", talk.words("Why: "));
        }
        return decide(one, "approve", body);
    }

    private static void numbers(ObjectNode body, List<Integer> hunks) {
        var array = body.putArray("hunks");
        hunks.forEach(array::add);
    }

    private boolean reject(JsonNode one) {
        String reason = talk.words("Why: ");
        if (reason.isEmpty()) {
            session.say("a rejection takes a reason");
            return false;
        }
        ObjectNode body =
                talk.body(false).put("version", one.path("version").asLong(0)).put("reason", reason);
        return decide(one, "reject", body);
    }

    private boolean decide(JsonNode one, String act, ObjectNode body) {
        Reply reply = talk.act(routes, one.path("id").asString(""), act, body);
        int code = session.show(
                reply,
                made -> made.path("id").asString("") + " " + made.path("state").asString(""));
        return code == ExitCode.OK;
    }
}
