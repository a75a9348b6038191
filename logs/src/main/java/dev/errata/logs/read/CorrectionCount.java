package dev.errata.logs.read;

import java.time.Instant;

/// Counts the corrections since an instant, for *corrections today*. It remembers how far it has read, so that asking
/// again and again costs only what is new.
///
/// **Thread:** any but an event loop and the FX thread: it reads files.
/// **Errors:** those of its [JournalReader].
public final class CorrectionCount {
    private static final String FINISHED = "exchange.finished";
    private static final int PAGE = 500;

    private final JournalReader reader;
    private Instant since = Instant.MIN;
    private long readTo;
    private long count;

    public CorrectionCount(JournalReader reader) {
        this.reader = reader;
    }

    /// How many rewrites the exchanges made that finished at or after `from`. Another instant than the last time (a
    /// new day) counts afresh.
    public synchronized long since(Instant from) {
        if (!from.equals(since)) {
            since = from;
            readTo = 0;
            count = 0;
        }
        var query = new JournalQuery(FINISHED, from, null, null, null, null);
        var page = reader.after(query, readTo, PAGE);
        while (!page.isEmpty()) {
            for (JournalRecord each : page) {
                count += each.body().path("rewrites").size();
            }
            readTo = page.getLast().seq();
            page = reader.after(query, readTo, PAGE);
        }
        return count;
    }
}
