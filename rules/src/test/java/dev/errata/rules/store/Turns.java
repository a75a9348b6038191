package dev.errata.rules.store;

import dev.errata.rules.session.TokenUse;
import dev.errata.rules.session.TokenUse.Source;
import dev.errata.rules.session.Turn;
import java.time.Instant;
import java.util.List;

/// Turns for tests.
public final class Turns {
    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private Turns() {}

    /// Of client `ide`, by time, 100 tokens in and 10 out.
    public static Turn at(String exchange, Instant at) {
        return of(exchange, at, "ide", "", 100);
    }

    public static Turn named(String exchange, String session) {
        return of(exchange, NOON, "ide", session, 100);
    }

    public static Turn of(String exchange, Instant at, String client, String session, long input) {
        var tokens = new TokenUse(input, 10, 5, 2, Source.SERVER);
        return new Turn(exchange, at, at.plusSeconds(2), client, session, "", "qwen", tokens, List.of());
    }
}
