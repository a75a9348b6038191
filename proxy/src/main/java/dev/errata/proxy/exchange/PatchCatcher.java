package dev.errata.proxy.exchange;

import dev.errata.logs.store.StoreException;
import dev.errata.proxy.exchange.ExchangeDetail.LaneText;
import dev.errata.proxy.exchange.ExchangeSnapshot.Phase;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.Proposals;
import dev.errata.rules.patch.Submission;
import dev.errata.rules.patch.Submission.ToolCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks for patches in what clients were sent, and proposes them: *seen on the wire*, as the client may write them
/// itself.
///
/// | limit | value | beyond it |
/// |---|---|---|
/// | exchanges that wait to be looked at | 256 | further ones are not looked at |
/// | text of a lane | 1 MiB, what is kept of it for showing | it is not looked at |
///
/// Only complete answers are looked at, and only those whose client's capture level keeps texts. What an agent does by
/// Errata's own tools is no edit and is not caught twice.
///
/// **Thread:** [#ended] from event loops: it costs one place in a queue. The looking is done by one virtual thread.
public final class PatchCatcher implements ExchangeMeter, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PatchCatcher.class);
    private static final int WAITING = 256;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /// What some line of every form of patch begins with, or holds.
    private static final Pattern SIGN = Pattern.compile(
            "(?m)^ {0,3}(```|~~~)|^--- |^diff --git |^\\*\\*\\* Begin Patch|^<{5,9} SEARCH|^-{5,9} SEARCH"
                    + "|<(replace_in_file|write_to_file|apply_diff)>");

    private static final int KEPT = 1 << 20;

    /// Errata's own tool by which agents propose, whatever prefix a client gives it.
    private static final String OWN = "create_patch_proposal";

    private final Proposals proposals;
    private final BooleanSupplier wanted;
    private final BooleanSupplier useful;
    private final Function<String, Optional<String>> workspaces;
    private final BlockingQueue<ExchangeEnd> ends = new ArrayBlockingQueue<>(WAITING);
    private final Thread worker;
    private volatile boolean closed;

    /// @param wanted whether patches are to be looked for at all; asked for each exchange, must not block
    /// @param useful whether there is a workspace at all; asked on the looking thread, may block
    /// @param workspaces the workspace that a client's proposals are for, if a setting names one
    public PatchCatcher(Proposals proposals,
            BooleanSupplier wanted,
            BooleanSupplier useful,
            Function<String, Optional<String>> workspaces) {
        this.proposals = proposals;
        this.wanted = wanted;
        this.useful = useful;
        this.workspaces = workspaces;
        this.worker = Thread.ofVirtual().name("errata-patches").start(this::work);
    }

    @Override
    public void ended(ExchangeEnd end) {
        boolean complete = end.exchange().inspected() && end.exchange().phase() == Phase.COMPLETED;
        if (complete && end.named() && end.texts() != null && wanted.getAsBoolean() && !ends.offer(end)) {
            LOG.info(
                    "exchange {} is not looked through for patches: too many wait",
                    end.exchange().id());
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            if (!worker.join(PATIENCE)) {
                worker.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            while (!closed) {
                ExchangeEnd end = ends.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                if (end != null && useful.getAsBoolean()) {
                    look(end);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(ExchangeEnd end) {
        try {
            submissions(end).forEach(proposals::propose);
        } catch (StoreException e) {
            LOG.warn(
                    "a patch in exchange {} could not be kept: {}",
                    end.exchange().id(),
                    e.getMessage());
        } catch (RuntimeException e) {
            LOG.error(
                    "exchange {} could not be looked through for patches",
                    end.exchange().id(),
                    e);
        }
    }

    private List<Submission> submissions(ExchangeEnd end) {
        ExchangeDetail detail = end.texts() == null ? null : end.texts().get();
        List<Submission> found = new ArrayList<>();
        List<ToolCall> calls = new ArrayList<>();
        if (detail == null) {
            return found;
        }
        for (LaneText lane : detail.lanes()) {
            String text = lane.sent();
            boolean whole = text.length() < KEPT;
            switch (lane.source().form()) {
                case TEXT, CODE -> {
                    if (whole && SIGN.matcher(text).find()) {
                        found.add(submission(end, new Submission.Text(text)));
                    }
                }
                case ARGUMENTS -> {
                    if (whole && !lane.source().subject().endsWith(OWN)) {
                        calls.add(new ToolCall(lane.source().subject(), text));
                    }
                }
                case INPUT -> {
                    if (whole && SIGN.matcher(text).find()) {
                        found.add(submission(end, new Submission.Text(text)));
                    }
                }
                case REASONING, JSON -> {
                    // What a model thinks is no proposal, and a JSON answer is data for its client.
                }
            }
        }
        if (!calls.isEmpty()) {
            found.add(submission(end, new Submission.ToolCalls(calls)));
        }
        return found;
    }

    private Submission submission(ExchangeEnd end, Submission.Body body) {
        ExchangeSnapshot exchange = end.exchange();
        String named = end.conversation().workspace();
        String client = exchange.client().isBlank() ? "client" : exchange.client();
        return new Submission(
                "",
                named.isEmpty() ? workspaces.apply(exchange.client()).orElse(null) : named,
                body,
                new Actor(client, Actor.Channel.WIRE),
                exchange.client(),
                exchange.id(),
                null,
                false);
    }
}
