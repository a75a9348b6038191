package dev.errata.rules.patch.desk;

import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.Proposal.Choice;
import dev.errata.rules.patch.Proposal.Comment;
import dev.errata.rules.patch.Submission;
import dev.errata.rules.patch.Submission.ToolCall;
import dev.errata.rules.patch.approve.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Steps, comments and submissions as JSON, and back.
final class CourseText {

    private CourseText() {}

    static String steps(List<Step> steps) {
        ArrayNode array = Json.array();
        for (Step step : steps) {
            ObjectNode json = array.addObject();
            switch (step) {
                case Step.Chosen chosen -> {
                    json.put("choice", chosen.choice().name());
                    ArrayNode hunks = json.putArray("hunks");
                    chosen.ordered().forEach(hunks::add);
                }
                case Step.Edited edited -> {
                    json.put("edited", edited.hunk());
                    Json.texts(json.putArray("lines"), edited.lines());
                }
            }
        }
        return Json.string(array);
    }

    /// **Errors:** [IllegalArgumentException] if they are none.
    static List<Step> steps(String text) {
        List<Step> steps = new ArrayList<>();
        for (JsonNode json : Json.read(text)) {
            if (json.has("edited")) {
                steps.add(new Step.Edited(json.path("edited").asInt(0), Json.texts(json.path("lines"))));
            } else {
                Set<Integer> hunks = new LinkedHashSet<>();
                json.path("hunks").forEach(hunk -> hunks.add(hunk.asInt(0)));
                steps.add(new Step.Chosen(
                        hunks, Choice.valueOf(json.path("choice").asString(""))));
            }
        }
        return steps;
    }

    static String comments(List<Comment> comments) {
        ArrayNode array = Json.array();
        for (Comment comment : comments) {
            array.addObject()
                    .put("hunk", comment.hunk())
                    .put("text", comment.text())
                    .put("operator", comment.actor().operator())
                    .put("channel", comment.actor().channel().name())
                    .put("at", comment.at().toString());
        }
        return Json.string(array);
    }

    /// **Errors:** [IllegalArgumentException] or [java.time.DateTimeException] if they are none.
    static List<Comment> comments(String text) {
        List<Comment> comments = new ArrayList<>();
        for (JsonNode json : Json.read(text)) {
            comments.add(new Comment(
                    json.path("hunk").asInt(0),
                    json.path("text").asString(""),
                    new Actor(
                            json.path("operator").asString(""),
                            Actor.Channel.valueOf(json.path("channel").asString(""))),
                    Instant.parse(json.path("at").asString(""))));
        }
        return comments;
    }

    static byte[] body(Submission.Body body) {
        ObjectNode json = Json.object();
        switch (body) {
            case Submission.Text text -> json.put("text", text.text());
            case Submission.ToolCalls calls -> {
                ArrayNode array = json.putArray("calls");
                for (ToolCall call : calls.calls()) {
                    array.addObject().put("name", call.name()).put("arguments", call.arguments());
                }
            }
        }
        return Json.bytes(json);
    }

    /// **Errors:** [IllegalArgumentException] if it is none.
    static Submission.Body body(byte[] bytes) {
        JsonNode json = Json.read(bytes);
        if (!json.has("calls")) {
            return new Submission.Text(json.path("text").asString(""));
        }
        List<ToolCall> calls = new ArrayList<>();
        for (JsonNode call : json.path("calls")) {
            calls.add(new ToolCall(
                    call.path("name").asString(""), call.path("arguments").asString("")));
        }
        return new Submission.ToolCalls(calls);
    }

    static String numbers(Set<Integer> hunks) {
        return hunks.stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
    }

    /// **Errors:** [NumberFormatException] if they are none.
    static Set<Integer> numbers(String text) {
        Set<Integer> hunks = new LinkedHashSet<>();
        for (String number : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            hunks.add(Integer.valueOf(number));
        }
        return hunks;
    }
}
