package dev.errata.rules.patch;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A proposal as it stands: a snapshot.
///
/// **Thread:** immutable.
///
/// @param id also the id of its line in the patch ledger
/// @param state of machine M6: `created`, `validated`, …
/// @param version rises with everything that happens to it: whoever decides names the one it was read with
/// @param workspace the workspace's id; null while it is bound to none
/// @param baseVersion the version of the workspace that its hunks stand in; null while unbound
/// @param patch null while it has no base, or if it could not be placed in one
/// @param verdict null until it was judged
/// @param choices what is decided on each hunk so far
/// @param request what a person is asked; null before and after
/// @param problems what was repaired or could not be placed, for people
/// @param reason why it left the good way; empty if it has not
/// @param applied the version that it made; null if none
/// @param retryOf the proposal it is tried again for; null if none
public record Proposal(
        String id,
        String state,
        long version,
        Origin origin,
        @Nullable String workspace,
        @Nullable String baseVersion,
        @Nullable Patch patch,
        @Nullable Verdict verdict,
        Map<Integer, Choice> choices,
        List<Comment> comments,
        @Nullable Request request,
        List<GateOutcome> gates,
        List<String> problems,
        String reason,
        @Nullable String applied,
        @Nullable String retryOf) {

    public Proposal {
        choices = Map.copyOf(choices);
        comments = List.copyOf(comments);
        gates = List.copyOf(gates);
        problems = List.copyOf(problems);
    }

    /// Where it comes from.
    ///
    /// @param format the form it was written in, for instance `unified-diff`
    /// @param held whether only Errata writes it; else the client that it went to may write it itself
    /// @param exchange the exchange it was seen in; null if none
    public record Origin(
            String title,
            Actor actor,
            String client,
            @Nullable String exchange,
            String format,
            boolean held,
            Instant at) {}

    /// What is decided on a hunk.
    public enum Choice {
        PENDING,
        ACCEPTED,
        REJECTED;

        /// As in JSON.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What somebody wrote.
    ///
    /// @param hunk 0 for the whole proposal
    public record Comment(int hunk, String text, Actor actor, Instant at) {}

    /// The open question to a person.
    ///
    /// @param ticket digest of what a decision is bound to
    /// @param expires when silence becomes a refusal
    public record Request(String id, String ticket, Instant expires) {}

    /// How a gate stands.
    ///
    /// @param state of machine M7
    /// @param exitCode -1 while there is none
    /// @param isolated whether it is kept from the network and other folders
    /// @param output the end of it
    public record GateOutcome(
            String id,
            String name,
            String type,
            String state,
            long exitCode,
            boolean isolated,
            String output,
            long durationMillis) {}

    /// The hunks that are accepted so far.
    public Set<Integer> accepted() {
        Set<Integer> accepted = new TreeSet<>();
        choices.forEach((hunk, choice) -> {
            if (choice == Choice.ACCEPTED) {
                accepted.add(hunk);
            }
        });
        return accepted;
    }

    /// What is decided on a hunk; pending if nothing.
    public Choice choice(int hunk) {
        return choices.getOrDefault(hunk, Choice.PENDING);
    }

    /// The choices in the order of hunks.
    public Map<Integer, Choice> ordered() {
        return new TreeMap<>(choices);
    }
}
