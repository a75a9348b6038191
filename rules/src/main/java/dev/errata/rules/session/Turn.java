package dev.errata.rules.session;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one exchange adds to its session.
///
/// @param exchange its id, which also becomes the session's if it begins one without a name
/// @param startedAt when its request came
/// @param endedAt when its answer had gone out
/// @param client the client's name as far as it is known
/// @param named the session that the client names, empty if it names none
/// @param workspace the workspace that the client names, empty likewise
/// @param model null if none was named
/// @param tokens what it took
/// @param files the files that the answer's edits name
public record Turn(
        String exchange,
        Instant startedAt,
        Instant endedAt,
        String client,
        String named,
        String workspace,
        @Nullable String model,
        TokenUse tokens,
        List<String> files) {
    public Turn {
        if (exchange.isEmpty()) {
            throw new IllegalArgumentException("a turn without an exchange");
        }
        files = List.copyOf(files);
    }
}
