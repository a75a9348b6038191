package dev.errata.logs.event;

import java.util.List;

/// The fields of [SessionEvent], in their order in the file.
final class SessionCodec {
    static final List<EventKind> KINDS = List.of(
            new EventKind("sessions", "session.started", SessionEvent.Started.class, "A session began or was resumed."),
            new EventKind("sessions", "session.ended", SessionEvent.Ended.class, "A session ended."),
            new EventKind(
                    "sessions", "session.deleted", SessionEvent.Deleted.class, "The data of a session was deleted."),
            new EventKind(
                    "sessions",
                    "session.damaged",
                    SessionEvent.Damaged.class,
                    "The data of a session was found damaged."),
            new EventKind(
                    "sessions",
                    "tokens.counted",
                    SessionEvent.TokensCounted.class,
                    "The tokens of an exchange were counted."),
            new EventKind("sessions", "budget.reached", SessionEvent.BudgetReached.class, "A budget reached a mark."));

    private SessionCodec() {}

    static void write(Fields out, SessionEvent event) {
        switch (event) {
            case SessionEvent.Started e -> {
                out.text("session", e.session());
                out.text("client", e.client());
                out.text("workspace", e.workspace());
                out.text("model", e.model());
                out.text("how", e.how());
            }
            case SessionEvent.Ended e -> {
                out.text("session", e.session());
                out.text("reason", e.reason());
                out.number("exchanges", e.exchanges());
                out.number("input_tokens", e.inputTokens());
                out.number("output_tokens", e.outputTokens());
            }
            case SessionEvent.Deleted e -> {
                out.text("session", e.session());
                out.text("cause", e.cause());
                out.text("channel", e.channel());
            }
            case SessionEvent.Damaged e -> {
                out.text("session", e.session());
                out.text("reason", e.reason());
                out.text("kept_in", e.keptIn());
            }
            case SessionEvent.TokensCounted e -> {
                out.text("exchange", e.exchange());
                out.text("session", e.session());
                out.text("model", e.model());
                out.number("input_tokens", e.inputTokens());
                out.number("output_tokens", e.outputTokens());
                out.text("source", e.source());
            }
            case SessionEvent.BudgetReached e -> {
                out.text("budget", e.budget());
                out.text("session", e.session());
                out.number("percent", e.percent());
                out.number("used", e.used());
                out.number("limit", e.limit());
                out.text("then", e.then());
            }
        }
    }
}
