package dev.errata.logs.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What people and policies decided on proposals.
///
/// A proposal's state moves by [StateEvent]; these records say who decided what, by which channel, bound to which
/// ticket.
public sealed interface ApprovalEvent extends Event {

    /// Type `approval.requested`: a person is asked to decide.
    ///
    /// @param request its id
    /// @param ticket digest of what the decision is bound to
    /// @param expires when silence becomes a refusal
    record Requested(String request, String proposal, String ticket, Instant expires) implements ApprovalEvent {
        @Override
        public String type() {
            return "approval.requested";
        }
    }

    /// Type `approval.hunk_decided`: one hunk was accepted or rejected; nothing is final before the decision on the
    /// request.
    ///
    /// @param hunk from 1
    /// @param state `accepted`, `rejected` or `pending` (taken back)
    /// @param operator who decided
    /// @param channel `window`, `cli`, `api`
    record HunkDecided(String request, String proposal, int hunk, String state, String operator, String channel)
            implements ApprovalEvent {
        @Override
        public String type() {
            return "approval.hunk_decided";
        }
    }

    /// Type `approval.hunk_edited`: a person changed a hunk, and so made a new ticket.
    ///
    /// @param ticket the new one
    /// @param digest hex SHA-256 of the hunk as it is now
    record HunkEdited(
            String request, String proposal, int hunk, String ticket, String digest, String operator, String channel)
            implements ApprovalEvent {
        @Override
        public String type() {
            return "approval.hunk_edited";
        }
    }

    /// Type `approval.commented`: a person wrote a comment.
    ///
    /// @param hunk 0 for the whole proposal
    record Commented(String request, String proposal, int hunk, String comment, String operator, String channel)
            implements ApprovalEvent {
        @Override
        public String type() {
            return "approval.commented";
        }
    }

    /// Type `approval.granted`: hunks of a proposal may be applied, once.
    ///
    /// @param hunks accepted ones, from 1
    /// @param reason empty if none was given
    /// @param operator who decided; the policy's name where it did
    /// @param channel `window`, `cli`, `cli --yes`, `api` or `policy`
    /// @param override whether an unsafe verdict was overridden
    /// @param policySha256 of the policy that decided, null for a person
    record Granted(
            String request,
            String proposal,
            String ticket,
            List<Integer> hunks,
            String reason,
            String operator,
            String channel,
            boolean override,
            @Nullable String policySha256)
            implements ApprovalEvent {
        public Granted {
            hunks = List.copyOf(hunks);
        }

        @Override
        public String type() {
            return "approval.granted";
        }
    }

    /// Type `approval.denied`: a proposal was rejected.
    ///
    /// @param reason never empty
    /// @param operator who decided
    /// @param channel `window`, `cli` or `api`
    record Denied(String request, String proposal, String ticket, String reason, String operator, String channel)
            implements ApprovalEvent {
        @Override
        public String type() {
            return "approval.denied";
        }
    }

    /// Type `approval.withdrawn`: an approval that was not yet used was taken back.
    record Withdrawn(String request, String proposal, String ticket, String reason, String operator, String channel)
            implements ApprovalEvent {
        @Override
        public String type() {
            return "approval.withdrawn";
        }
    }

    /// Type `approval.expired`: nobody decided in time: the request is denied.
    record Expired(String request, String proposal, String ticket) implements ApprovalEvent {
        @Override
        public String type() {
            return "approval.expired";
        }
    }

    /// Type `approval.spent`: an approval was used; it cannot be used again.
    record Spent(String request, String proposal, String ticket) implements ApprovalEvent {
        @Override
        public String type() {
            return "approval.spent";
        }
    }

    /// Type `approval.refused`: a decision or its use was refused.
    ///
    /// @param reason what did not fit: the ticket is another, used up, expired, or somebody else decided first
    record Refused(String request, String proposal, String ticket, String reason, String channel)
            implements ApprovalEvent {
        @Override
        public String type() {
            return "approval.refused";
        }
    }
}
