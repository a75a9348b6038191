package dev.errata.logs.event;

import org.jspecify.annotations.Nullable;

/// What happened to sessions, tokens and budgets.
public sealed interface SessionEvent extends Event {

    /// Type `session.started`: a conversation began, or was resumed.
    ///
    /// @param client its name as far as it is known
    /// @param workspace null if none is known
    /// @param model null if none was named
    /// @param how `header`, `client_and_time` or `resumed`
    record Started(
            String session,
            String client,
            @Nullable String workspace,
            @Nullable String model,
            String how) implements SessionEvent {
        @Override
        public String type() {
            return "session.started";
        }
    }

    /// Type `session.ended`: a conversation ended.
    ///
    /// @param reason `idle`, `closed` or `stopped`
    /// @param exchanges how many it had
    /// @param inputTokens of all of them
    /// @param outputTokens of all of them
    record Ended(String session, String reason, long exchanges, long inputTokens, long outputTokens)
            implements SessionEvent {
        @Override
        public String type() {
            return "session.ended";
        }
    }

    /// Type `session.deleted`: a session's data was deleted; its records in the journal stay.
    ///
    /// @param cause `person` or `kept_number` (more than are to be kept)
    /// @param channel who asked: `window`, `cli`, `api`, `mcp` or `wire`
    record Deleted(String session, String cause, String channel) implements SessionEvent {
        @Override
        public String type() {
            return "session.deleted";
        }
    }

    /// Type `session.damaged`: a session's data was found damaged; it was kept aside.
    ///
    /// @param keptIn where it is now, empty if it could not be moved
    record Damaged(String session, String reason, String keptIn) implements SessionEvent {
        @Override
        public String type() {
            return "session.damaged";
        }
    }

    /// Type `tokens.counted`: the tokens of an exchange are known.
    ///
    /// @param session null if there is none
    /// @param source `server`, `tokenizer` or `estimate`
    record TokensCounted(
            String exchange,
            @Nullable String session,
            @Nullable String model,
            long inputTokens,
            long outputTokens,
            String source)
            implements SessionEvent {
        @Override
        public String type() {
            return "tokens.counted";
        }
    }

    /// Type `budget.reached`: a budget reached a mark.
    ///
    /// @param budget its name
    /// @param percent 70, 90 or 100
    /// @param then `warned` or `stopped`
    record BudgetReached(String budget, @Nullable String session, int percent, long used, long limit, String then)
            implements SessionEvent {
        @Override
        public String type() {
            return "budget.reached";
        }
    }
}
