package dev.errata.desktop.api;

import dev.errata.proxy.control.ControlError;
import dev.errata.proxy.control.OwnerRoutes;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.ApplyResult;
import dev.errata.rules.patch.Approvals;
import dev.errata.rules.patch.Conflict;
import dev.errata.rules.patch.DecisionResult;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Proposals;
import dev.errata.rules.patch.Submission;
import dev.errata.rules.patch.SubmitResult;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `proposals`, `proposals/{id}` and what can be done to one.
///
/// A decision names the `version` of the proposal that was read; without one it holds for the proposal as it stands.
///
/// @param channel by which requests come
/// @param operator who is named where a request names nobody
public record ProposalsRoutes(Approvals desk, Actor.Channel channel, String operator) implements OwnerRoutes {
    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;

    @Override
    public Reply handle(Request request) {
        List<String> segments = request.segments();
        JsonNode body = Json.parse(request.body());
        return switch (segments.size()) {
            case 1 -> request.method().equals("POST") ? propose(body) : page(request);
            case 2 ->
                desk.proposal(segments.get(1))
                        .map(proposal -> Json.ok(ProposalJson.whole(proposal)))
                        .orElseGet(() -> none(segments.get(1)));
            default -> act(segments.get(1), segments.get(2), body);
        };
    }

    private Reply page(Request request) {
        Long limit = request.parameter("limit").map(Json::number).orElse((long) PAGE);
        if (limit == null || limit < 1 || limit > LARGEST_PAGE) {
            return ControlError.BAD_REQUEST.reply("limit is 1 to " + LARGEST_PAGE + ".");
        }
        List<String> states = request.parameter("state").stream()
                .flatMap(words -> Arrays.stream(words.split(",", -1)))
                .filter(word -> !word.isBlank())
                .toList();
        List<Proposal> found = desk.list(new Proposals.Filter(
                states,
                request.parameter("workspace").orElse(""),
                request.parameter("after").orElse(""),
                limit.intValue()));
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("proposals");
        found.forEach(proposal -> list.add(ProposalJson.brief(proposal)));
        if (found.size() == limit) {
            json.put("after", found.getLast().id());
        }
        return Json.ok(json);
    }

    private Reply propose(JsonNode body) {
        String text = Json.text(body, "text").orElse("");
        if (text.isBlank()) {
            return ControlError.INVALID.reply("text is missing: the patch, in any form that models write patches in.");
        }
        Submission submission = new Submission(
                Json.text(body, "title").orElse(""),
                Json.text(body, "workspace").orElse(null),
                new Submission.Text(text),
                // By the port an agent may propose too, whose word on who it is counts for nothing.
                channel == Actor.Channel.API ? new Actor(operator, channel) : actor(body),
                Json.text(body, "client").orElse(""),
                null,
                Json.text(body, "retry_of").orElse(null),
                true);
        return switch (desk.propose(submission)) {
            case SubmitResult.Taken(Proposal proposal) -> Json.ok(ProposalJson.whole(proposal));
            case SubmitResult.Known(Proposal proposal) ->
                Json.ok(ProposalJson.whole(proposal).put("known", true));
            case SubmitResult.Refused(Proposal proposal, String reason) ->
                Json.ok(ProposalJson.whole(proposal).put("refused", reason));
            case SubmitResult.NoPatch(String reason, List<String> problems) ->
                ControlError.INVALID.reply(String.join(
                        " ", Stream.concat(Stream.of(reason), problems.stream()).toList()));
            case SubmitResult.NoWorkspace(String reason) -> ControlError.INVALID.reply(reason);
        };
    }

    private Reply act(String id, String act, JsonNode body) {
        Actor actor = actor(body);
        String reason = Json.text(body, "reason").orElse("");
        if (List.of("reject", "rollback", "withdraw", "drop").contains(act) && reason.isBlank()) {
            return ControlError.INVALID.reply("reason is missing: say why, it is kept with the decision.");
        }
        long version = body.path("version").asLong(-1);
        if (version < 0) {
            version = desk.proposal(id).map(Proposal::version).orElse(0L);
        }
        Set<Integer> hunks = new TreeSet<>();
        body.path("hunks").forEach(number -> hunks.add(number.asInt(0)));
        int hunk = body.path("hunk").asInt(0);
        String text = Json.text(body, "text").orElse("");
        return switch (act) {
            case "approve" ->
                told(desk.approve(
                        id, version, hunks, reason, body.path("override").asBoolean(false), actor));
            case "reject" -> told(desk.reject(id, version, reason, actor));
            case "choose" ->
                choose(id, version, hunks, Json.text(body, "choice").orElse(""), actor);
            case "edit" -> told(desk.edit(id, version, hunk, text, actor));
            case "comment" -> told(desk.comment(id, hunk, text, actor));
            case "undo" -> told(desk.undo(id, actor));
            case "redo" -> told(desk.redo(id, actor));
            case "withdraw" -> told(desk.withdraw(id, reason, actor));
            case "cancel" -> told(desk.cancel(id, reason, actor));
            case "drop" -> told(desk.drop(id, reason, actor));
            case "bind" -> told(desk.bind(id, Json.text(body, "workspace").orElse(""), actor));
            case "apply" -> told(desk.apply(id, actor));
            case "rollback" -> told(desk.rollback(id, reason, actor));
            default -> ControlError.NO_ROUTE.reply("A proposal knows no " + act + ".");
        };
    }

    private Reply choose(String id, long version, Set<Integer> hunks, String choice, Actor actor) {
        return Arrays.stream(Proposal.Choice.values())
                .filter(each -> each.word().equals(choice))
                .findFirst()
                .map(each -> told(desk.choose(id, version, hunks, each, actor)))
                .orElseGet(() -> ControlError.INVALID.reply("choice is accepted, rejected or pending."));
    }

    private static Reply told(DecisionResult result) {
        return switch (result) {
            case DecisionResult.Made(Proposal proposal) -> Json.ok(ProposalJson.whole(proposal));
            case DecisionResult.Refused(Proposal proposal, String reason) -> ControlError.CONFLICT.reply(reason);
            case DecisionResult.Missing(String id) -> none(id);
        };
    }

    private static Reply told(ApplyResult result) {
        return switch (result) {
            case ApplyResult.Applied(Proposal proposal, String version) ->
                Json.ok(ProposalJson.whole(proposal).put("new_version", version));
            case ApplyResult.NotApproved(Proposal proposal, String reason) -> ControlError.CONFLICT.reply(reason);
            case ApplyResult.Stale(Proposal proposal, List<Conflict> conflicts) ->
                ConflictJson.reply("A file has changed since; nothing was written.", conflicts);
            case ApplyResult.Blocked(Proposal proposal, String reason) ->
                Json.ok(ProposalJson.whole(proposal).put("blocked", reason));
            case ApplyResult.Failed(Proposal proposal, String reason) ->
                Json.ok(ProposalJson.whole(proposal).put("failed", reason));
            case ApplyResult.Missing(String id) -> none(id);
        };
    }

    /// The owner's word is taken for who asks: it is a person's own token. By which way is known; of the command line's
    /// word only whether it was told not to ask.
    private Actor actor(JsonNode body) {
        boolean unasked = channel == Actor.Channel.CLI
                && Json.text(body, "channel").orElse("").equals(Actor.Channel.CLI_YES.word());
        Actor.Channel way = unasked ? Actor.Channel.CLI_YES : channel;
        return new Actor(
                Json.text(body, "operator").filter(name -> !name.isBlank()).orElse(operator), way);
    }

    private static Reply none(String id) {
        return ControlError.NOT_FOUND.reply(
                "There is no proposal " + id + "; 'errata patch list' shows those that are known.");
    }
}
