package dev.errata.rules.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One conversation of a client.
///
/// @param id the name that the client gives, or its first exchange's id
/// @param named whether the client named it; such a one goes on however long it rests
/// @param workspace empty if none is known
/// @param model the last one named, empty if none was
/// @param endedAt null while it may still go on
/// @param files the files touched, at most [#MOST_FILES]
/// @param decisions what was decided on proposals that came from it, the last [#MOST_DECISIONS]
/// @param version rises with every change; who saves must know the last one
public record Session(
        String id,
        boolean named,
        String client,
        String workspace,
        String model,
        Instant startedAt,
        Instant lastAt,
        @Nullable Instant endedAt,
        long exchanges,
        TokenSum tokens,
        List<String> files,
        List<Decision> decisions,
        long version) {

    /// Files that a session remembers; of further ones nothing is kept.
    public static final int MOST_FILES = 500;

    /// Decisions that a session remembers; of earlier ones the journal alone tells.
    public static final int MOST_DECISIONS = 500;

    public Session {
        files = List.copyOf(files);
        decisions = List.copyOf(decisions);
    }

    /// The session that a turn begins, still without that turn.
    public static Session begin(Turn turn) {
        boolean named = !turn.named().isEmpty();
        return new Session(
                named ? turn.named() : turn.exchange(),
                named,
                turn.client(),
                turn.workspace(),
                "",
                turn.startedAt(),
                turn.startedAt(),
                null,
                0,
                TokenSum.NONE,
                List.of(),
                List.of(),
                0);
    }

    /// The session with one more turn.
    public Session with(Turn turn) {
        var all = new LinkedHashSet<>(files);
        all.addAll(turn.files());
        return new Session(
                id,
                named,
                client,
                workspace.isEmpty() ? turn.workspace() : workspace,
                turn.model() == null ? model : turn.model(),
                startedAt,
                turn.endedAt().isAfter(lastAt) ? turn.endedAt() : lastAt,
                null,
                exchanges + 1,
                tokens.plus(turn.tokens()),
                all.stream().limit(MOST_FILES).toList(),
                decisions,
                version + 1);
    }

    /// The session with one more decision.
    public Session with(Decision decision) {
        var all = new ArrayList<>(decisions);
        boolean goesOn = !all.isEmpty() && decision.goesOn(all.getLast());
        all.add(goesOn ? decision.with(all.removeLast()) : decision);
        if (all.size() > MOST_DECISIONS) {
            all.removeFirst();
        }
        return new Session(
                id, named, client, workspace, model, startedAt, lastAt, endedAt, exchanges, tokens, files, all,
                version);
    }

    /// The session, ended.
    public Session ended(Instant at) {
        return new Session(
                id,
                named,
                client,
                workspace,
                model,
                startedAt,
                lastAt,
                at,
                exchanges,
                tokens,
                files,
                decisions,
                version + 1);
    }

    /// The same content as the next version.
    public Session next() {
        return new Session(
                id,
                named,
                client,
                workspace,
                model,
                startedAt,
                lastAt,
                endedAt,
                exchanges,
                tokens,
                files,
                decisions,
                version + 1);
    }
}
