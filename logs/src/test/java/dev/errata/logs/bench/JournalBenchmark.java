package dev.errata.logs.bench;

import dev.errata.logs.event.Event;
import dev.errata.logs.event.RewriteEntry;
import dev.errata.logs.event.TrafficEvent;
import dev.errata.logs.journal.FileJournal;
import dev.errata.logs.journal.Fsync;
import dev.errata.logs.journal.JournalLimits;
import dev.errata.logs.read.FileJournalReader;
import dev.errata.logs.read.JournalQuery;
import dev.errata.logs.read.JournalRecord;
import dev.errata.logs.read.Verification;
import dev.errata.logs.search.IndexedJournal;
import dev.errata.logs.store.AuditIndex;
import dev.errata.logs.store.DatabaseAnchor;
import dev.errata.logs.store.SqliteDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Figures of the journal, by hand: `java -cp ... dev.errata.logs.bench.JournalBenchmark FOLDER [THREADS] [EACH]
/// [INDEXED]`. FOLDER is empty or new; at full size (32 x 100,000) it takes about 1.5 GB there. `.ci/journal-bench`
/// runs
/// it.
///
/// Printed: what an append costs its caller (p50, p99, p99.9), appended events a second until all are on disk, nothing
/// lost, how long a start takes with that journal, how long a whole check takes, how fast the index is made and how
/// long
/// a search takes.
///
/// With 0 THREADS nothing is appended: the figures are of the journal that is there.
///
/// Callers obey the journal's pressure as the proxy does; the wait for it is not part of the append's cost.
public final class JournalBenchmark {
    private static final List<String> CLIENTS = List.of("continue", "cline", "aider", "curl");
    private static final List<String> MODELS = List.of("qwen3-coder", "devstral", "gpt-oss", "gemma");
    private static final List<String> WORDS = List.of(
            "Sydney", "Canberra", "src/main/java/App.java", "requests.get", "timeout", "deprecated", "Python", "river");
    private static final int BATCH = 1_000;

    private JournalBenchmark() {}

    @SuppressWarnings("SystemOut")
    private static void say(String line) {
        System.out.println(line);
    }

    public static void main(String[] args) throws Exception {
        Path home = Files.createDirectories(Path.of(args[0]));
        int threads = args.length > 1 ? Integer.parseInt(args[1]) : 32;
        int each = args.length > 2 ? Integer.parseInt(args[2]) : 100_000;
        int indexed = args.length > 3 ? Integer.parseInt(args[3]) : 1_000_000;
        Clock clock = Clock.systemUTC();
        try (SqliteDatabase database = SqliteDatabase.open(home.resolve("errata.db"), List.of(), clock)) {
            var anchor = new DatabaseAnchor(database, clock);
            if (threads > 0) {
                try (FileJournal journal =
                        FileJournal.open(home, anchor, clock, JournalLimits.DEFAULTS, () -> Fsync.BATCH)) {
                    append(journal, threads, 2_000, "warm-up");
                    append(journal, threads, each, "measured");
                }
                long total = (long) threads * (each + 2_000);
                verify(home, anchor, total);
            }
            start(home, anchor, clock);
            search(home, anchor, database, indexed);
        }
    }

    private static void append(FileJournal journal, int threads, int each, String what) throws InterruptedException {
        long[][] nanos = new long[threads][each];
        long before = journal.status().lastSeq();
        var acknowledged = new AtomicInteger();
        long begin = System.nanoTime();
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int thread = t;
            all.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < each; i++) {
                    while (journal.pressed()) {
                        LockSupport.parkNanos(200_000);
                    }
                    Event event = event(thread, i);
                    long from = System.nanoTime();
                    var receipt = journal.append(event);
                    nanos[thread][i] = System.nanoTime() - from;
                    var unused = receipt.thenRun(acknowledged::incrementAndGet);
                }
            }));
        }
        for (Thread thread : all) {
            thread.join();
        }
        while (acknowledged.get() < threads * each) {
            LockSupport.parkNanos(1_000_000);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long[] sorted =
                Arrays.stream(nanos).flatMapToLong(Arrays::stream).sorted().toArray();
        say(String.format(
                Locale.ROOT,
                "%s: %d x %d appended in %.1f s (%.0f a second); numbers given: %d",
                what,
                threads,
                each,
                seconds,
                threads * each / seconds,
                journal.status().lastSeq() - before));
        say(String.format(
                Locale.ROOT,
                "%s: an append costs its caller p50 %.4f ms, p99 %.4f ms, p99.9 %.4f ms, most %.1f ms",
                what,
                at(sorted, 0.5),
                at(sorted, 0.99),
                at(sorted, 0.999),
                at(sorted, 1)));
    }

    private static double at(long[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1, (long) (sorted.length * part))] / 1e6;
    }

    private static void start(Path home, DatabaseAnchor anchor, Clock clock) {
        for (int i = 0; i < 3; i++) {
            long begin = System.nanoTime();
            try (FileJournal journal = FileJournal.open(home, anchor, clock)) {
                say(String.format(
                        Locale.ROOT,
                        "start: %.3f s with a journal of %d MB and %d records%s",
                        (System.nanoTime() - begin) / 1e9,
                        megabytes(home.resolve(FileJournal.FOLDER)),
                        journal.status().lastSeq(),
                        journal.status().warning() == null
                                ? ""
                                : "; " + journal.status().warning()));
            }
        }
    }

    private static long megabytes(Path folder) {
        long[] sum = {0};
        try (var files = Files.list(folder)) {
            files.forEach(file -> sum[0] += file.toFile().length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum[0] >> 20;
    }

    private static void verify(Path home, DatabaseAnchor anchor, long total) {
        var reader = new FileJournalReader(home, anchor::read);
        long begin = System.nanoTime();
        Verification found = reader.verify();
        say(String.format(Locale.ROOT, "verify: %s in %.1f s", found, (System.nanoTime() - begin) / 1e9));
        var seen = new HashSet<String>();
        long last = 0;
        boolean rising = true;
        for (List<JournalRecord> page = reader.after(JournalQuery.ALL, 0, 10_000);
                !page.isEmpty();
                page = reader.after(JournalQuery.ALL, last, 10_000)) {
            for (JournalRecord record : page) {
                rising &= record.seq() == last + 1;
                last = record.seq();
                seen.add(record.body().path("exchange").asString()
                        + record.body().path("note").asString());
            }
        }
        say(String.format(
                Locale.ROOT,
                "records: %d of %d expected, strictly rising without a gap: %s, different events: %d",
                last,
                total,
                rising,
                seen.size()));
    }

    private static void search(Path home, DatabaseAnchor anchor, SqliteDatabase database, int indexed) {
        var files = new FileJournalReader(home, anchor::read);
        var index = new AuditIndex(database);
        long begin = System.nanoTime();
        while (index.head().seq() < indexed) {
            var batch = files.placedAfter(index.head().seq(), BATCH);
            if (batch.isEmpty()) {
                break;
            }
            index.add(batch);
        }
        long count = index.head().seq();
        double seconds = (System.nanoTime() - begin) / 1e9;
        say(String.format(
                Locale.ROOT,
                "index: %d records in %.1f s (%.0f a second); database %d MB",
                count,
                seconds,
                count / seconds,
                home.resolve("errata.db").toFile().length() >> 20));
        var journal = new IndexedJournal(files, () -> index);
        ask("one rare word", journal, text("t17i1999"), count);
        ask("two common words", journal, text("sydney completed"), count);
        ask("a word being typed", journal, text("canb"), count);
        ask("a phrase that stands nowhere", journal, text("\"river sydney canberra\""), count);
        ask("model and client", journal, named("devstral", "aider"), count);
        ask("a rule", journal, rule(3), count);
        ask("an exchange", journal, exchange("01t17i1999"), count);
        ask("a type", journal, type("exchange.finished"), count);
        ask("a type that stands nowhere", journal, type("system"), count);
    }

    private static JournalQuery text(String text) {
        return new JournalQuery(null, null, null, null, null, text);
    }

    private static JournalQuery named(String model, String client) {
        return new JournalQuery(null, null, null, null, null, null, model, client);
    }

    private static JournalQuery rule(long rule) {
        return new JournalQuery(null, null, null, null, rule, null);
    }

    private static JournalQuery exchange(String exchange) {
        return new JournalQuery(null, null, null, exchange, null, null);
    }

    private static JournalQuery type(String type) {
        return new JournalQuery(type, null, null, null, null, null);
    }

    /// A page of 50 before the last indexed record, the median of eleven.
    private static void ask(String what, IndexedJournal journal, JournalQuery query, long count) {
        double[] millis = new double[11];
        int found = 0;
        for (int i = 0; i < millis.length; i++) {
            long begin = System.nanoTime();
            found = journal.newest(query, count + 1, 50).size();
            millis[i] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(millis);
        say(String.format(
                Locale.ROOT,
                "search over %d: %s: median %.1f ms, most %.1f ms, %d shown",
                count,
                what,
                millis[5],
                millis[10],
                found));
    }

    private static Event event(int thread, int i) {
        String word = WORDS.get((thread * 31 + i) % WORDS.size());
        List<RewriteEntry> rewrites = i % 4 == 0
                ? List.of(new RewriteEntry("0/text", i % 7, "incorrect_fact", 3, word, "Canberra", 1))
                : List.of();
        return new TrafficEvent.ExchangeFinished(
                "01t" + thread + "i" + i,
                CLIENTS.get(i % CLIENTS.size()),
                "openai-chat",
                MODELS.get(thread % MODELS.size()),
                200,
                "completed",
                true,
                word + " " + WORDS.get((thread + i * 7) % WORDS.size()) + " t" + thread + "i" + i,
                "",
                "",
                rewrites,
                List.of(),
                i);
    }
}
