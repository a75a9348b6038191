package dev.errata.rules.patch.desk;

import dev.errata.logs.event.ApprovalEvent;
import dev.errata.logs.store.entity.Ulids;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Verdict;
import dev.errata.rules.patch.approve.Edits;
import dev.errata.rules.patch.approve.Ticket;
import dev.errata.rules.store.patch.Change;
import dev.errata.rules.store.patch.DecisionRow;
import dev.errata.rules.store.patch.RequestRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Requests and the tickets that they are bound to.
final class Asking {
    private static final int NONCE_BYTES = 16;

    private final DeskParts parts;
    private final Ulids ids;
    private final Policies policies;

    Asking(DeskParts parts, Ulids ids, Policies policies) {
        this.parts = parts;
        this.ids = ids;
        this.policies = policies;
    }

    /// A new question about a patch.
    RequestRow request(String proposal, String workspace, Patch patch, Verdict verdict) {
        Instant now = parts.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        Instant expires = now.plus(parts.expiry()).truncatedTo(ChronoUnit.MILLIS);
        byte[] bytes = new byte[NONCE_BYTES];
        parts.random().nextBytes(bytes);
        String nonce = HexFormat.of().formatHex(bytes);
        String policy = policies.mark(workspace);
        String ticket =
                Ticket.of(proposal, patch, verdict, policy, nonce, expires).value();
        return new RequestRow(ids.next(), proposal, ticket, nonce, policy, "open", expires, now);
    }

    static ApprovalEvent.Requested event(RequestRow request) {
        return new ApprovalEvent.Requested(request.id(), request.proposal(), request.ticket(), request.expires());
    }

    boolean expired(RequestRow request) {
        return !parts.clock().instant().isBefore(request.expires());
    }

    /// Why the request is not for what stands in the tables now; empty if it is.
    String fault(Case of) {
        if (!of.damage().isEmpty()) {
            return "What is stored of it is damaged: " + of.damage() + ".";
        }
        RequestRow request = of.request();
        Ticket ticket =
                Ticket.of(of.id(), of.located(), of.judged(), request.policy(), request.nonce(), request.expires());
        return ticket.is(request.ticket())
                ? ""
                : "The ticket is for something else than what stands here now: patch, touched files or verdict.";
    }

    /// A decision on a request.
    DecisionRow decision(Case of, String decision, Set<Integer> hunks, String reason, Actor actor, boolean override) {
        return new DecisionRow(
                ids.next(),
                of.request().id(),
                of.id(),
                decision,
                CourseText.numbers(hunks),
                of.patch() == null || of.verdict() == null ? "{}" : Json.string(bound(of, hunks)),
                reason,
                actor.operator(),
                actor.channel().name(),
                override,
                actor.channel() == Actor.Channel.POLICY ? of.request().policy() : null,
                parts.clock().instant());
    }

    private static ObjectNode bound(Case of, Set<Integer> hunks) {
        ObjectNode json = Json.object();
        json.put("ticket", of.request().ticket());
        json.put("digest", of.located().digest(hunks));
        json.put("verdict", of.judged().sha256());
        ObjectNode files = json.putObject("files");
        Ticket.files(of.located()).forEach(files::put);
        return json;
    }

    /// Why a grant cannot be used; empty if it can.
    String fault(Case of, @Nullable DecisionRow grant) {
        String fault = fault(of);
        if (!fault.isEmpty()) {
            return fault;
        }
        if (grant == null || !grant.decision().equals("granted")) {
            return "There is no approval for this ticket.";
        }
        try {
            Set<Integer> hunks = CourseText.numbers(grant.hunks());
            JsonNode bound = Json.read(grant.bound());
            Map<String, String> files = new TreeMap<>();
            bound.path("files")
                    .properties()
                    .forEach(file -> files.put(file.getKey(), file.getValue().asString("")));
            boolean same = !hunks.isEmpty()
                    && of.located().all().containsAll(hunks)
                    && of.request().ticket().equals(Json.text(bound, "ticket"))
                    && of.located().digest(hunks).equals(Json.text(bound, "digest"))
                    && of.judged().sha256().equals(Json.text(bound, "verdict"))
                    && Ticket.files(of.located()).equals(files);
            if (!same) {
                return "The approval is for something else than what stands here now.";
            }
        } catch (IllegalArgumentException e) {
            return "The approval cannot be read (" + e.getMessage() + ").";
        }
        boolean byPolicy = grant.channel().equals(Actor.Channel.POLICY.name());
        if (byPolicy && !Objects.equals(grant.policy(), policies.mark(of.workspace()))) {
            return "The policy that approved it is not in force any more.";
        }
        return "";
    }

    /// The accepted hunks of a case, as a patch of their own.
    static Patch part(Case of, Set<Integer> hunks) {
        return hunks.containsAll(of.located().all()) ? of.located() : Edits.only(of.located(), hunks);
    }

    /// An open request that gives way to another.
    static Change replaced(RequestRow request) {
        return new Change.Close(request.id(), request.state(), "replaced");
    }
}
