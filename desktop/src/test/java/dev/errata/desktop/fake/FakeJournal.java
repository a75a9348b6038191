package dev.errata.desktop.fake;

import dev.errata.logs.read.JournalQuery;
import dev.errata.logs.read.JournalReader;
import dev.errata.logs.read.JournalRecord;
import dev.errata.logs.read.Verification;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A journal in memory.
public final class FakeJournal implements JournalReader {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<JournalRecord> records = new ArrayList<>();
    private Verification verification = new Verification.Empty();
    private @Nullable CountDownLatch gate;

    /// Adds a record with these fields, written as the inside of a JSON object.
    public synchronized FakeJournal add(Instant at, String type, String fields) {
        long seq = records.size() + 1L;
        String json = "{\"seq\":" + seq + ",\"ts\":\"" + at + "\",\"type\":\"" + type + "\""
                + (fields.isEmpty() ? "" : "," + fields)
                + ",\"prev\":\"6f1c\",\"hash\":\"a97e\"}";
        records.add(new JournalRecord(
                seq, at, type, Path.of("logs", "audit-20261121-000001.jsonl"), (int) seq, JSON.readTree(json), json));
        return this;
    }

    public synchronized void verification(Verification found) {
        verification = found;
    }

    /// Lets a check wait until the latch opens or it is interrupted.
    public synchronized void holdChecks(CountDownLatch latch) {
        gate = latch;
    }

    @Override
    public synchronized List<JournalRecord> newest(JournalQuery query, long beforeSeq, int limit) {
        return records.reversed().stream()
                .filter(record -> record.seq() < beforeSeq && fits(query, record))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<JournalRecord> after(JournalQuery query, long afterSeq, int limit) {
        return records.stream()
                .filter(record -> record.seq() > afterSeq && fits(query, record))
                .limit(limit)
                .toList();
    }

    @Override
    public Verification verify() {
        CountDownLatch latch;
        synchronized (this) {
            latch = gate;
        }
        if (latch != null) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                return new Verification.Unreadable("interrupted", null);
            }
        }
        synchronized (this) {
            return verification;
        }
    }

    private static boolean fits(JournalQuery query, JournalRecord record) {
        return (query.type() == null || record.type().startsWith(query.type()))
                && (query.from() == null || !record.ts().isBefore(query.from()))
                && (query.text() == null
                        || record.json()
                                .toLowerCase(Locale.ROOT)
                                .contains(query.text().toLowerCase(Locale.ROOT)));
    }
}
