package dev.errata.rules.session;

import dev.errata.logs.blob.TextHash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The checksum of a session: SHA-256 over its canonical content, each part with its length before it, so that no two
/// contents look alike.
///
/// It finds what a fault or a careless hand has changed in the database. It is no seal: whoever can write the row can
/// also write the sum. What has to be proved stands in the journal.
public final class SessionChecksum {

    private SessionChecksum() {}

    /// In hex.
    public static String of(Session session) {
        var text = new StringBuilder(256);
        part(text, session.id());
        part(text, session.named() ? "named" : "by time");
        part(text, session.client());
        part(text, session.workspace());
        part(text, session.model());
        part(text, time(session.startedAt()));
        part(text, time(session.lastAt()));
        part(text, time(session.endedAt()));
        part(text, Long.toString(session.exchanges()));
        TokenSum tokens = session.tokens();
        for (long number :
                new long[] {tokens.input(), tokens.output(), tokens.cached(), tokens.reasoning(), tokens.estimated()}) {
            part(text, Long.toString(number));
        }
        parts(text, session.files());
        part(text, Integer.toString(session.decisions().size()));
        for (Decision decision : session.decisions()) {
            part(text, time(decision.at()));
            part(text, decision.proposal());
            part(text, decision.what().word());
            parts(text, decision.hunks().stream().map(String::valueOf).toList());
            part(text, decision.verdict());
            part(text, decision.operator());
            part(text, decision.channel());
            part(text, decision.reason());
        }
        part(text, Long.toString(session.version()));
        return HexFormat.of().formatHex(TextHash.sha256().digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /// Milliseconds, as the database keeps them.
    private static String time(@Nullable Instant instant) {
        return instant == null ? "" : Long.toString(instant.toEpochMilli());
    }

    private static void parts(StringBuilder text, List<String> parts) {
        part(text, Integer.toString(parts.size()));
        parts.forEach(part -> part(text, part));
    }

    private static void part(StringBuilder text, String part) {
        text.append(part.length()).append(':').append(part);
    }
}
