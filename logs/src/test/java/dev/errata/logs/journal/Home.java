package dev.errata.logs.journal;

import dev.errata.logs.chain.Seal;
import dev.errata.logs.chain.SealedLine;
import dev.errata.logs.chain.SegmentName;
import dev.errata.logs.event.Event;
import dev.errata.logs.event.EventCodec;
import dev.errata.logs.event.RewriteEntry;
import dev.errata.logs.event.SystemEvent;
import dev.errata.logs.event.TrafficEvent;
import dev.errata.logs.read.FileJournalReader;
import dev.errata.logs.read.JournalQuery;
import dev.errata.logs.read.JournalRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A home in a test's folder, with a clock that stands still until it is set.
public final class Home implements InstantSource {
    public static final Instant START = Instant.parse("2026-11-21T10:00:00.123Z");

    public final Path path;
    public final MemoryAnchor anchor = new MemoryAnchor();
    private volatile Instant now = START;

    public Home(Path path) {
        this.path = path;
    }

    @Override
    public Instant instant() {
        return now;
    }

    public void setClock(Instant instant) {
        now = instant;
    }

    public FileJournal open() {
        return open(JournalLimits.DEFAULTS);
    }

    public FileJournal open(JournalLimits limits) {
        return open(limits, ChainEnd.REAL);
    }

    FileJournal open(JournalLimits limits, ChainEnd.Disk disk) {
        return open(limits, Fsync.BATCH, disk);
    }

    FileJournal open(JournalLimits limits, Fsync fsync, ChainEnd.Disk disk) {
        return FileJournal.open(path, anchor, this, new SecureRandom(), limits, () -> fsync, disk);
    }

    public FileJournalReader reader() {
        return new FileJournalReader(path, anchor::read);
    }

    public List<JournalRecord> records() {
        return reader().after(JournalQuery.ALL, 0, Integer.MAX_VALUE);
    }

    public Path logs() {
        return path.resolve(FileJournal.FOLDER);
    }

    public List<Path> segments() throws IOException {
        return SegmentName.list(logs()).stream()
                .map(name -> logs().resolve(name.fileName()))
                .toList();
    }

    /// Writes numbered events in segments of the given number of records, then closes.
    public void fill(int records, int perSegment) {
        int line = lineLength();
        var limits = new JournalLimits((long) line * perSegment, 100, Duration.ZERO, 1 << 20);
        try (FileJournal journal = open(limits)) {
            for (int i = 0; i < records; i++) {
                append(journal, numbered(i));
            }
        }
    }

    /// All numbered events have lines of nearly this length: the number itself takes up to two digits more.
    private static int lineLength() {
        byte[] line = new EventCodec().encode(1, START, numbered(0), Seal.FIRST_PREV);
        return line.length + SealedLine.tail(Seal.FIRST_PREV).length + 2;
    }

    public static SystemEvent numbered(int i) {
        return new SystemEvent.SettingChanged("key", "value %04d".formatted(i), "x".repeat(40), "cli");
    }

    public static Journal.Receipt append(Journal journal, Event event) {
        return journal.append(event)
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    public static TrafficEvent.ExchangeFinished finished(
            String id, List<RewriteEntry> rewrites, List<RewriteEntry> observed) {
        return new TrafficEvent.ExchangeFinished(
                id, "curl", "openai-chat", "tiny", 200, "completed", true, "", "aa", "bb", rewrites, observed, 12);
    }

    public static RewriteEntry rewrite(String before, String after) {
        return new RewriteEntry("0/text", 7, "incorrect_fact", 3, before, after, 0.954);
    }
}
