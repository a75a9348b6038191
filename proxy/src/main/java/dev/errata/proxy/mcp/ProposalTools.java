package dev.errata.proxy.mcp;

import dev.errata.proxy.mcp.ProposalLookup.Found;
import dev.errata.proxy.mcp.ProposalLookup.Nothing;
import dev.errata.proxy.mcp.ProposalLookup.Standing;
import dev.errata.proxy.mcp.ProposalLookup.Working;
import dev.errata.proxy.mcp.Tool.Caller;
import dev.errata.proxy.mcp.Tool.Done;
import dev.errata.proxy.mcp.Tool.Outcome;
import dev.errata.proxy.mcp.Tool.Wrong;
import dev.errata.rules.patch.ApplyResult;
import dev.errata.rules.patch.Conflict;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Proposals;
import dev.errata.rules.patch.Submission;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The tools that deal with proposals: propose, look, wait, apply what is approved.
final class ProposalTools {
    private static final int PAGE = 50;
    private static final String FULL = " Too many calls wait already, so this one did not: ask again in a few seconds.";

    private final Proposals proposals;
    private final Tickets tickets;
    private final ProposalLookup lookup;
    private final Bodies bodies;
    private final Waiting waiting;
    private final Jobs<ApplyResult> applying;

    ProposalTools(Proposals proposals, Tickets tickets, ProposalLookup lookup, Bodies bodies, Waiting waiting) {
        this.proposals = proposals;
        this.tickets = tickets;
        this.lookup = lookup;
        this.bodies = bodies;
        this.waiting = waiting;
        this.applying = new Jobs<>("errata-mcp-apply", waiting.limits().readings());
    }

    Outcome propose(ObjectNode arguments, Caller caller) throws InterruptedException {
        return switch (bodies.of(arguments)) {
            case Bodies.Unclear(String why) -> new Wrong(why);
            case Bodies.Clear(Submission.Body body, String workspace) -> {
                Submission submission = new Submission(
                        arguments.path("title").stringValue("").strip(),
                        workspace.isEmpty() ? null : workspace,
                        body,
                        caller.actor(),
                        caller.actor().operator(),
                        null,
                        arguments.path("retry_of").stringValue(null),
                        true);
                Optional<Tickets.Begun> begun = tickets.begin(submission);
                if (begun.isEmpty()) {
                    yield new Wrong("Errata is reading as many proposals as it can. Propose it again in a second.");
                }
                boolean read = isThere(begun.get().result(), waiting.limits().answer());
                yield said(read ? lookup.of(begun.get().result().join()) : new Working(begun.get()));
            }
        };
    }

    Outcome look(ObjectNode arguments, Caller caller) {
        return said(lookup.find(id(arguments)));
    }

    Outcome await(ObjectNode arguments, Caller caller) throws InterruptedException {
        Duration most = arguments.has("wait_seconds")
                ? Duration.ofSeconds(arguments.path("wait_seconds").longValue())
                : waiting.limits().patience();
        Duration atMost = most.compareTo(waiting.limits().patience()) > 0
                ? waiting.limits().patience()
                : most;
        Follow follow = new Follow(lookup.find(id(arguments)));
        Waiting.End end = waiting.until(follow::isDecided, atMost, caller.progress());
        Outcome outcome = said(follow.found);
        if (outcome instanceof Done(ObjectNode data) && end != Waiting.End.THERE) {
            String note = end == Waiting.End.FULL ? FULL : " Still pending.";
            data.put("message", data.path("message").stringValue("") + note);
        }
        return outcome;
    }

    Outcome apply(ObjectNode arguments, Caller caller) throws InterruptedException {
        return switch (lookup.find(id(arguments))) {
            case Nothing(String why) -> new Wrong(why);
            case Working working -> new Wrong("It is not approved: Errata is still reading it.");
            case Standing(Proposal proposal) ->
                switch (ProposalStatus.of(proposal.state())) {
                    case APPLIED -> new Done(ProposalJson.of(proposal));
                    case PENDING, REFUSED, ROLLED_BACK, DROPPED -> notApplied(proposal, "Nothing was applied.");
                    case APPROVED, FAILED -> apply(proposal, caller);
                };
        };
    }

    private Outcome apply(Proposal proposal, Caller caller) throws InterruptedException {
        Optional<CompletableFuture<ApplyResult>> begun =
                applying.begin(proposal.id(), () -> proposals.apply(proposal.id(), caller.actor()));
        if (begun.isEmpty()) {
            return new Wrong("Errata is applying as much as it can. Nothing was done; ask again in a few seconds.");
        }
        CompletableFuture<ApplyResult> result = begun.get();
        waiting.until(atMost -> isThere(result, atMost), waiting.limits().patience(), caller.progress());
        return result.isDone() ? applied(result.join()) : underWay(proposal);
    }

    private Outcome underWay(Proposal proposal) {
        ObjectNode data = ProposalJson.of(proposals.proposal(proposal.id()).orElse(proposal));
        data.put("message", "Its gates run or it is being written. Ask check_approval_status, or call this again.");
        return new Done(data);
    }

    private static Outcome applied(ApplyResult result) {
        return switch (result) {
            case ApplyResult.Applied(Proposal proposal, String version) -> {
                ObjectNode data = ProposalJson.of(proposal).put("applied_version", version);
                yield new Done(data);
            }
            case ApplyResult.NotApproved(Proposal proposal, String reason) -> notApplied(proposal, reason);
            case ApplyResult.Stale(Proposal proposal, List<Conflict> conflicts) -> {
                Done done = notApplied(
                        proposal,
                        "A touched file is not what it was when this was approved, so nothing was written. Propose it"
                                + " again for the files as they are.");
                ProposalJson.list(
                        done.data(),
                        "conflicts",
                        conflicts.stream().map(Conflict::words).toList());
                yield done;
            }
            case ApplyResult.Blocked(Proposal proposal, String reason) ->
                notApplied(proposal, "A gate did not pass, so nothing was written: " + reason);
            case ApplyResult.Failed(Proposal proposal, String reason) ->
                notApplied(proposal, "Writing failed, and what had been written was put back: " + reason);
            case ApplyResult.Missing(String id) -> new Wrong("There is no proposal " + id + ".");
        };
    }

    private static Done notApplied(Proposal proposal, String why) {
        ObjectNode data = ProposalJson.of(proposal);
        return new Done(data.put("message", why + " " + data.path("message").stringValue("")));
    }

    Outcome pending(ObjectNode arguments, Caller caller) {
        String wanted = arguments.path("workspace").stringValue("");
        String workspace = "";
        if (!wanted.isEmpty()) {
            Optional<AgentWorkspaces.Folder> found = bodies.workspace(wanted);
            if (found.isEmpty()) {
                return new Wrong("There is no workspace " + wanted + ". list_workspaces names them.");
            }
            workspace = found.get().id();
        }
        int limit = arguments.path("limit").intValue(PAGE);
        List<Proposal> page = proposals.list(new Proposals.Filter(
                Proposals.Filter.open().states(),
                workspace,
                arguments.path("after").stringValue(""),
                limit + 1));
        ObjectNode data = JsonMapper.shared().createObjectNode();
        ArrayNode lines = data.putArray("proposals");
        page.stream().limit(limit).map(ProposalJson::line).forEach(lines::add);
        if (page.size() > limit) {
            data.put("next_after", page.get(limit - 1).id());
        }
        return new Done(data);
    }

    private static String id(ObjectNode arguments) {
        return arguments.path("proposal").stringValue("");
    }

    private static Outcome said(Found found) {
        return switch (found) {
            case Standing(Proposal proposal) -> new Done(ProposalJson.of(proposal));
            case Working(Tickets.Begun begun) -> new Done(ProposalJson.working(begun.ticket()));
            case Nothing(String why) -> new Wrong(why);
        };
    }

    private static boolean isThere(CompletableFuture<?> result, Duration atMost) throws InterruptedException {
        try {
            Object unused = result.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true; // whoever asks for the result meets it again
        }
    }

    /// Follows a proposal from its ticket to a decision.
    private final class Follow {
        private Found found;

        Follow(Found found) {
            this.found = found;
        }

        boolean isDecided(Duration atMost) throws InterruptedException {
            found = switch (found) {
                case Nothing nothing -> nothing;
                case Working working ->
                    isThere(working.begun().result(), atMost)
                            ? lookup.of(working.begun().result().join())
                            : working;
                case Standing standing when isDecided(standing) || atMost.isZero() -> standing;
                case Standing(Proposal proposal) ->
                    proposals
                            .await(proposal.id(), proposal.version(), atMost)
                            .<Found>map(Standing::new)
                            .orElseGet(() -> new Nothing("The proposal is gone."));
            };
            return switch (found) {
                case Nothing nothing -> true;
                case Working working -> false;
                case Standing standing -> isDecided(standing);
            };
        }

        private static boolean isDecided(Standing standing) {
            return ProposalStatus.of(standing.proposal().state()) != ProposalStatus.PENDING;
        }
    }
}
