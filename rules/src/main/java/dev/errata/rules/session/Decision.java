package dev.errata.rules.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// What was decided on a proposal that came from a session, or became of it. The journal has the proof; this is what
/// the session tells of it.
///
/// @param proposal its id
/// @param hunks which it is about, sorted, from 1; empty where it is about none in particular
/// @param verdict what the checks said of the proposal by then: `clean`, `caution`, `unsafe`, `unknown`; empty if
/// nothing
/// @param operator who decided; empty if nobody did
/// @param channel the way it came; empty if nobody decided
/// @param reason empty if none was given
public record Decision(
        Instant at,
        String proposal,
        What what,
        List<Integer> hunks,
        String verdict,
        String operator,
        String channel,
        String reason) {

    /// The kinds of decisions.
    public enum What {
        /// Hunks were chosen; nothing is final yet.
        HUNKS_ACCEPTED,
        HUNKS_REJECTED,
        /// A choice of hunks was undone.
        HUNKS_PENDING,
        HUNK_EDITED,
        APPROVED,
        REJECTED,
        /// An approval was taken back before it was used.
        WITHDRAWN,
        /// Nobody decided in time.
        EXPIRED,
        APPLIED,
        APPLY_FAILED,
        ROLLED_BACK,
        /// The client wrote it itself.
        TAKEN_ELSEWHERE;

        private static final Set<What> CHOICES = EnumSet.of(HUNKS_ACCEPTED, HUNKS_REJECTED, HUNKS_PENDING, HUNK_EDITED);

        /// As in the database and in JSON.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Decision {
        hunks = List.copyOf(new TreeSet<>(hunks));
    }

    /// Whether it is the same choice for more hunks, so that one line tells of both.
    boolean goesOn(Decision before) {
        return What.CHOICES.contains(what)
                && what == before.what
                && proposal.equals(before.proposal)
                && operator.equals(before.operator)
                && channel.equals(before.channel);
    }

    /// This one together with the same choice before it.
    Decision with(Decision before) {
        List<Integer> all = new ArrayList<>(before.hunks);
        all.addAll(hunks);
        return new Decision(at, proposal, what, all, verdict, operator, channel, reason);
    }
}
