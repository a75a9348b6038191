package dev.errata.rules.bench;

import dev.errata.logs.store.SqliteDatabase;
import dev.errata.rules.session.SessionBook;
import dev.errata.rules.session.SessionLimits;
import dev.errata.rules.store.FakeJournal;
import dev.errata.rules.store.RuleSchema;
import dev.errata.rules.store.SqliteSessionBook;
import dev.errata.rules.store.Turns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Prints how long a session takes to be saved while 20 writers save at once. Meant to be 100 ms at most (p99).
public final class SessionFigures {
    private static final int WRITERS = 20;
    private static final int EACH = 200;

    private SessionFigures() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws Exception {
        Path folder = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("errata-sessions-");
        Clock clock = Clock.systemUTC();
        try (var database = SqliteDatabase.open(folder.resolve("errata.db"), List.of(RuleSchema.MIGRATIONS), clock)) {
            SessionBook book = new SqliteSessionBook(database, new FakeJournal(), clock, () -> SessionLimits.USUAL);
            for (String round : List.of("warm-up", "measured")) {
                long[] nanos = round(book, round);
                System.out.printf(
                        "%-8s %d writers, %d saves: p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                        round,
                        WRITERS,
                        nanos.length,
                        nanos[nanos.length / 2] / 1e6,
                        nanos[nanos.length * 99 / 100] / 1e6,
                        nanos[nanos.length - 1] / 1e6);
            }
        }
    }

    private static long[] round(SessionBook book, String round) throws InterruptedException {
        long[] nanos = new long[WRITERS * EACH];
        List<Thread> writers = new ArrayList<>();
        for (int w = 0; w < WRITERS; w++) {
            int writer = w;
            writers.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < EACH; i++) {
                    long begun = System.nanoTime();
                    book.add(Turns.of(round + writer + "-" + i, Turns.NOON, "client " + writer, "", 100))
                            .toCompletableFuture()
                            .join();
                    nanos[writer * EACH + i] = System.nanoTime() - begun;
                }
            }));
        }
        for (Thread writer : writers) {
            writer.join();
        }
        Arrays.sort(nanos);
        return nanos;
    }
}
