package dev.errata.logs.event;

import java.util.List;

/// The fields of [ApprovalEvent], in their order in the file.
final class ApprovalCodec {
    static final List<EventKind> KINDS = List.of(
            new EventKind(
                    "approvals",
                    "approval.requested",
                    ApprovalEvent.Requested.class,
                    "A person is asked to decide on a proposal."),
            new EventKind(
                    "approvals",
                    "approval.hunk_decided",
                    ApprovalEvent.HunkDecided.class,
                    "One hunk was accepted, rejected or left open again."),
            new EventKind(
                    "approvals", "approval.hunk_edited", ApprovalEvent.HunkEdited.class, "A person changed a hunk."),
            new EventKind(
                    "approvals",
                    "approval.commented",
                    ApprovalEvent.Commented.class,
                    "A person wrote a comment on a proposal."),
            new EventKind(
                    "approvals", "approval.granted", ApprovalEvent.Granted.class, "Hunks of a proposal were approved."),
            new EventKind("approvals", "approval.denied", ApprovalEvent.Denied.class, "A proposal was rejected."),
            new EventKind(
                    "approvals",
                    "approval.withdrawn",
                    ApprovalEvent.Withdrawn.class,
                    "An approval was taken back before it was used."),
            new EventKind("approvals", "approval.expired", ApprovalEvent.Expired.class, "Nobody decided in time."),
            new EventKind("approvals", "approval.spent", ApprovalEvent.Spent.class, "An approval was used up."),
            new EventKind(
                    "approvals",
                    "approval.refused",
                    ApprovalEvent.Refused.class,
                    "A decision, or the use of one, was refused."));

    private ApprovalCodec() {}

    static void write(Fields out, ApprovalEvent event) {
        switch (event) {
            case ApprovalEvent.Requested e -> {
                out.text("request", e.request());
                out.text("proposal", e.proposal());
                out.text("ticket", e.ticket());
                out.time("expires", e.expires());
            }
            case ApprovalEvent.HunkDecided e -> {
                out.text("request", e.request());
                out.text("proposal", e.proposal());
                out.number("hunk", e.hunk());
                out.text("state", e.state());
                out.text("operator", e.operator());
                out.text("channel", e.channel());
            }
            case ApprovalEvent.HunkEdited e -> {
                out.text("request", e.request());
                out.text("proposal", e.proposal());
                out.number("hunk", e.hunk());
                out.text("ticket", e.ticket());
                out.text("digest", e.digest());
                out.text("operator", e.operator());
                out.text("channel", e.channel());
            }
            case ApprovalEvent.Commented e -> {
                out.text("request", e.request());
                out.text("proposal", e.proposal());
                out.number("hunk", e.hunk());
                out.text("comment", e.comment());
                out.text("operator", e.operator());
                out.text("channel", e.channel());
            }
            case ApprovalEvent.Granted e -> {
                out.text("request", e.request());
                out.text("proposal", e.proposal());
                out.text("ticket", e.ticket());
                out.numbers("hunks", e.hunks());
                out.text("reason", e.reason());
                out.text("operator", e.operator());
                out.text("channel", e.channel());
                out.flag("override", e.override());
                out.text("policy_sha256", e.policySha256());
            }
            case ApprovalEvent.Denied e -> {
                out.text("request", e.request());
                out.text("proposal", e.proposal());
                out.text("ticket", e.ticket());
                out.text("reason", e.reason());
                out.text("operator", e.operator());
                out.text("channel", e.channel());
            }
            case ApprovalEvent.Withdrawn e -> {
                out.text("request", e.request());
                out.text("proposal", e.proposal());
                out.text("ticket", e.ticket());
                out.text("reason", e.reason());
                out.text("operator", e.operator());
                out.text("channel", e.channel());
            }
            case ApprovalEvent.Expired e -> {
                out.text("request", e.request());
                out.text("proposal", e.proposal());
                out.text("ticket", e.ticket());
            }
            case ApprovalEvent.Spent e -> {
                out.text("request", e.request());
                out.text("proposal", e.proposal());
                out.text("ticket", e.ticket());
            }
            case ApprovalEvent.Refused e -> {
                out.text("request", e.request());
                out.text("proposal", e.proposal());
                out.text("ticket", e.ticket());
                out.text("reason", e.reason());
                out.text("channel", e.channel());
            }
        }
    }
}
