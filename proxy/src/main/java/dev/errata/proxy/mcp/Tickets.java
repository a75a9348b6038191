package dev.errata.proxy.mcp;

import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.Proposals;
import dev.errata.rules.patch.Submission;
import dev.errata.rules.patch.SubmitResult;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Submissions that are being read, each under a ticket that stands for its proposal until that has an id, and later.
///
/// A ticket is a digest of what was submitted: who asks again, after a time-out for instance, gets the same. Tickets
/// are
/// not kept over a restart, nor more than a thousand of them; whoever has an old one proposes again, and gets the
/// proposal that is there.
///
/// **Thread:** any virtual one.
final class Tickets {
    private static final String MARK = "t-";
    private static final int KEPT = 1_000;

    private final Proposals proposals;
    private final Jobs<SubmitResult> jobs;
    private final Map<String, CompletableFuture<SubmitResult>> known = new LinkedHashMap<>();

    Tickets(Proposals proposals, int atOnce) {
        this.proposals = proposals;
        this.jobs = new Jobs<>("errata-mcp-propose", atOnce);
    }

    /// A submission under its ticket.
    record Begun(String ticket, CompletableFuture<SubmitResult> result) {}

    /// Whether an id can only be a ticket.
    static boolean isTicket(String id) {
        return id.startsWith(MARK);
    }

    /// Begins to read a submission, or joins in.
    ///
    /// @return empty if too many are being read
    Optional<Begun> begin(Submission submission) {
        String ticket = ticket(submission);
        Optional<CompletableFuture<SubmitResult>> begun = jobs.begin(ticket, () -> proposals.propose(submission));
        begun.ifPresent(result -> keep(ticket, result));
        return begun.map(result -> new Begun(ticket, result));
    }

    Optional<Begun> find(String ticket) {
        synchronized (known) {
            return Optional.ofNullable(known.get(ticket)).map(result -> new Begun(ticket, result));
        }
    }

    private void keep(String ticket, CompletableFuture<SubmitResult> result) {
        synchronized (known) {
            known.remove(ticket);
            known.put(ticket, result);
            if (known.size() > KEPT) {
                known.remove(known.keySet().iterator().next());
            }
        }
    }

    /// Over all that makes it another submission; not over who submits, as a client may be told by another name when it
    /// asks again.
    private static String ticket(Submission submission) {
        ArrayNode all = JsonMapper.shared().createArrayNode();
        all.add(submission.workspace()).add(submission.retryOf()).add(submission.title());
        switch (submission.body()) {
            case Submission.Text(String text) -> all.add(text);
            case Submission.ToolCalls(var calls) ->
                calls.forEach(call -> {
                    ObjectNode one = all.addObject();
                    one.put("name", call.name()).put("arguments", call.arguments());
                });
        }
        return MARK
                + Content.sha256(all.toString().getBytes(StandardCharsets.UTF_8))
                        .substring(0, 24);
    }
}
