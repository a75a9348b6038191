package dev.errata.desktop.rules;

import dev.errata.logs.read.JournalQuery;
import dev.errata.logs.read.JournalReader;
import dev.errata.logs.read.JournalRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Counts what each rule matched by reading along in the journal: the newest exchanges once, then only what came since.
///
/// **Thread:** one worker at a time; it reads files.
public final class HitCounter {
    /// How many exchanges are counted when the window opens.
    private static final int AT_OPENING = 2_000;
    private static final int STEP = 500;
    private static final JournalQuery FINISHED = new JournalQuery("exchange.finished", null, null, null, null, null);

    private final JournalReader journal;
    private final Map<Long, Hits> hits = new HashMap<>();
    private long seen;
    private boolean begun;

    public HitCounter(JournalReader journal) {
        this.journal = journal;
    }

    /// Reads on.
    ///
    /// @return whether there was anything new
    synchronized boolean read() {
        if (!begun) {
            begun = true;
            List<JournalRecord> newest = journal.newest(FINISHED, Long.MAX_VALUE, AT_OPENING);
            newest.forEach(this::count);
            return !newest.isEmpty();
        }
        boolean any = false;
        List<JournalRecord> more = journal.after(FINISHED, seen, STEP);
        while (!more.isEmpty()) {
            any = true;
            more.forEach(this::count);
            more = more.size() < STEP ? List.of() : journal.after(FINISHED, seen, STEP);
        }
        return any;
    }

    synchronized Map<Long, Hits> hits() {
        return Map.copyOf(hits);
    }

    private void count(JournalRecord record) {
        seen = Math.max(seen, record.seq());
        for (String list : List.of("rewrites", "observed")) {
            for (JsonNode entry : record.body().path(list)) {
                long rule = entry.path("rule").asLong();
                hits.put(rule, hits.getOrDefault(rule, Hits.NONE).plus(record.ts()));
            }
        }
    }
}
