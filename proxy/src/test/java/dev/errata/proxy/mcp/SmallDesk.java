package dev.errata.proxy.mcp;

import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.ApplyResult;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Finding;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Proposal.Choice;
import dev.errata.rules.patch.Proposals;
import dev.errata.rules.patch.Submission;
import dev.errata.rules.patch.SubmitResult;
import dev.errata.rules.patch.Verdict;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.diff.Differences;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// A desk in memory: whole files in, real hunks out, and a person who decides when told to.
///
/// A submission is `FILE path` on a line of its own and then the whole new file, as often as needed.
final class SmallDesk implements Proposals {
    final SmallWorkspaces workspaces = new SmallWorkspaces();
    final List<Submission> submitted = new ArrayList<>();
    private final Map<String, Proposal> proposals = new LinkedHashMap<>();
    private final Map<Submission.Body, String> known = new HashMap<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private int waiting;
    private int applied;

    /// Lets submitting and applying wait until what is returned is counted down.
    CountDownLatch hold() {
        gate = new CountDownLatch(1);
        return gate;
    }

    private void pass() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("somebody interrupted work that must go on", e);
        }
    }

    @Override
    public SubmitResult propose(Submission submission) {
        pass();
        synchronized (this) {
            submitted.add(submission);
            String old = known.get(submission.body());
            return old == null ? fresh(submission) : new SubmitResult.Known(get(old));
        }
    }

    private SubmitResult fresh(Submission submission) {
        if (submission.workspace() == null) {
            return new SubmitResult.NoWorkspace("No workspace has these paths.");
        }
        if (!(submission.body() instanceof Submission.Text(String text)) || !text.startsWith("FILE ")) {
            return new SubmitResult.NoPatch("nothing begins with FILE", List.of("line 1: no path\u202e"));
        }
        String head = workspaces.head(submission.workspace());
        FileSource base = workspaces.files(head);
        Patch patch = Differences.between(base, base.with(changes(text))).orElseThrow();
        Finding finding = new Finding(
                Finding.Kind.HIDDEN_CHARACTER,
                Finding.Weight.CAUTION,
                null,
                patch.files().getFirst().path(),
                1,
                2,
                1,
                "it hides a \u202e in the line");
        String id = "p-" + (proposals.size() + 1);
        Proposal proposal = new Proposal(
                id,
                "validated",
                1,
                new Proposal.Origin(
                        submission.title(),
                        submission.actor(),
                        submission.client(),
                        null,
                        "small",
                        true,
                        Instant.EPOCH),
                submission.workspace(),
                head,
                patch,
                new Verdict(Verdict.Syntax.NOT_CHECKED, List.of(finding), "1"),
                Map.of(),
                List.of(),
                new Proposal.Request("r-" + id, "0".repeat(64), Instant.EPOCH.plusSeconds(3600)),
                List.of(),
                List.of(),
                "",
                null,
                submission.retryOf());
        known.put(submission.body(), id);
        put(proposal);
        return new SubmitResult.Taken(proposal);
    }

    static NavigableMap<WorkspacePath, Optional<FileImage>> changes(String text) {
        NavigableMap<WorkspacePath, Optional<FileImage>> changes = new TreeMap<>();
        for (String part : text.split("(?m)^FILE ", -1)) {
            if (!part.isEmpty()) {
                String[] lines = part.split("\n", 2);
                changes.put(new WorkspacePath(lines[0]), Optional.of(FileImage.text(lines[1])));
            }
        }
        return changes;
    }

    private synchronized Proposal get(String id) {
        return Objects.requireNonNull(proposals.get(id), id);
    }

    private static Patch patch(Proposal proposal) {
        return Objects.requireNonNull(proposal.patch());
    }

    private synchronized void put(Proposal proposal) {
        proposals.put(proposal.id(), proposal);
        notifyAll();
    }

    /// A person accepts some hunks and rejects the others.
    synchronized void approve(String id, Set<Integer> hunks) {
        Proposal now = get(id);
        Map<Integer, Choice> choices = new TreeMap<>();
        for (int hunk : patch(now).all()) {
            choices.put(hunk, hunks.contains(hunk) ? Choice.ACCEPTED : Choice.REJECTED);
        }
        put(with(now, "queued", choices, now.comments(), "", null));
    }

    /// A person rejects all, with a reason and a comment on the first hunk.
    synchronized void reject(String id, String reason, String comment) {
        Proposal now = get(id);
        Map<Integer, Choice> choices = new TreeMap<>();
        patch(now).all().forEach(hunk -> choices.put(hunk, Choice.REJECTED));
        var said = new Proposal.Comment(1, comment, new Actor("ann", Actor.Channel.WINDOW), Instant.EPOCH);
        put(with(now, "quarantined", choices, List.of(said), reason, null));
    }

    private static Proposal with(
            Proposal old,
            String state,
            Map<Integer, Choice> choices,
            List<Proposal.Comment> comments,
            String reason,
            @Nullable String applied) {
        return new Proposal(
                old.id(),
                state,
                old.version() + 1,
                old.origin(),
                old.workspace(),
                old.baseVersion(),
                old.patch(),
                old.verdict(),
                choices,
                comments,
                null,
                old.gates(),
                old.problems(),
                reason,
                applied,
                old.retryOf());
    }

    @Override
    public synchronized Optional<Proposal> proposal(String id) {
        return Optional.ofNullable(proposals.get(id));
    }

    @Override
    public synchronized List<Proposal> list(Filter filter) {
        return proposals.values().stream()
                .dropWhile(
                        proposal -> !filter.after().isEmpty() && !proposal.id().equals(filter.after()))
                .skip(filter.after().isEmpty() ? 0 : 1)
                .filter(proposal -> filter.states().isEmpty() || filter.states().contains(proposal.state()))
                .filter(proposal ->
                        filter.workspace().isEmpty() || filter.workspace().equals(proposal.workspace()))
                .limit(filter.limit())
                .toList();
    }

    @Override
    public synchronized Optional<Proposal> await(String id, long version, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        waiting++;
        try {
            while (proposals.containsKey(id) && proposals.get(id).version() <= version) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    break;
                }
                wait(left);
            }
        } finally {
            waiting--;
        }
        return proposal(id);
    }

    /// How many wait just now.
    synchronized int waiting() {
        return waiting;
    }

    /// How often something was written.
    synchronized int applied() {
        return applied;
    }

    @Override
    public ApplyResult apply(String id, Actor actor) {
        pass();
        synchronized (this) {
            Proposal now = proposals.get(id);
            if (now == null) {
                return new ApplyResult.Missing(id);
            }
            if (!now.state().equals("queued")) {
                return new ApplyResult.NotApproved(now, "Nothing is approved.");
            }
            applied++;
            String workspace = Objects.requireNonNull(now.workspace());
            FileSource after =
                    workspaces.files(workspaces.head(workspace)).with(patch(now).result(now.accepted()));
            String version = workspaces.append(workspace, after, "patch", id);
            Proposal done = with(now, "committed", now.choices(), now.comments(), "", version);
            put(done);
            return new ApplyResult.Applied(done, version);
        }
    }
}
