package dev.errata.rules.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.store.SqliteDatabase;
import dev.errata.rules.session.Decision;
import dev.errata.rules.session.Session;
import dev.errata.rules.session.SessionBook;
import dev.errata.rules.session.SessionBook.By;
import dev.errata.rules.session.SessionBook.Period;
import dev.errata.rules.session.SessionBook.SaveResult;
import dev.errata.rules.session.SessionLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes of their own save sessions at the same time, or are killed while they do. By hand, more rounds:
/// `-Derrata.kill.rounds=200`.
final class SessionProcessesTest {
    private static final Clock CLOCK = Clock.fixed(Turns.NOON, ZoneOffset.UTC);
    private static final SessionLimits LIMITS = new SessionLimits(Duration.ofMinutes(30), 1_000);
    private static final int SESSIONS = 10;
    private static final int THREADS = 25;
    private static final int EACH = 8;

    @TempDir
    Path folder;

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                folder.resolve("errata.db").toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static SqliteDatabase open(Path file) {
        return SqliteDatabase.open(file, List.of(RuleSchema.MIGRATIONS), CLOCK);
    }

    private static SessionBook book(SqliteDatabase database) {
        return new SqliteSessionBook(database, new FakeJournal(), CLOCK, () -> LIMITS);
    }

    @Test
    void twoProcessesWithFiftyThreadsLoseNothing() throws Exception {
        try (var database = open(folder.resolve("errata.db"))) {
            List<Process> writers = List.of(start("a", "all"), start("b", "all"));
            Set<String> acknowledged = new HashSet<>();
            for (Process writer : writers) {
                acknowledged.addAll(read(writer, Integer.MAX_VALUE));
                assertThat(writer.waitFor(120, TimeUnit.SECONDS)).isTrue();
                assertThat(writer.exitValue()).isZero();
            }
            assertThat(acknowledged).hasSize(2 * THREADS * EACH);
            SessionBook book = book(database);
            whole(database, book, acknowledged);
            int decisions = 0;
            for (int i = 0; i < SESSIONS; i++) {
                decisions +=
                        book.find("s" + i).orElseThrow().session().decisions().size();
            }
            assertThat(decisions).as("none was saved over").isEqualTo(2 * THREADS * EACH);
        }
    }

    @Test
    void aKilledWriterLeavesOldOrNewAndNeverHalf() throws Exception {
        int rounds = Integer.getInteger("errata.kill.rounds", 20);
        var random = new Random(7);
        Set<String> acknowledged = new HashSet<>();
        try (var database = open(folder.resolve("errata.db"))) {
            SessionBook book = book(database);
            for (int round = 0; round < rounds; round++) {
                Process writer = start("r" + round, "on");
                acknowledged.addAll(read(writer, 1 + random.nextInt(60)));
                writer.waitFor();
                whole(database, book, acknowledged);
            }
        }
        try (var database = open(folder.resolve("errata.db"))) {
            whole(database, book(database), acknowledged);
        }
    }

    /// Reads what a writer acknowledges and kills it after so many, without a chance to say good-bye.
    private static Set<String> read(Process writer, int most) throws IOException {
        Set<String> acknowledged = new HashSet<>();
        try (BufferedReader out = writer.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.endsWith(".")) { // a line that the kill cut short names nothing
                    acknowledged.add(line.substring(0, line.length() - 1));
                }
                if (acknowledged.size() >= most) {
                    writer.toHandle().destroyForcibly();
                }
            }
        }
        return acknowledged;
    }

    /// Every session is intact and fits its exchanges, and nothing acknowledged is missing.
    private static void whole(SqliteDatabase database, SessionBook book, Set<String> acknowledged) {
        String check = database.read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
                return row.getString(1);
            }
        });
        assertThat(check).isEqualTo("ok");
        Set<String> stored = new HashSet<>();
        for (SessionBook.Account account : book.tokens(Period.ALL, By.SESSION)) {
            SessionBook.Stored found = book.find(account.key()).orElseThrow();
            assertThat(found.damage()).isEmpty();
            Session session = found.session();
            assertThat(session.exchanges()).isEqualTo(account.exchanges());
            assertThat(session.tokens()).isEqualTo(account.tokens());
            book.exchanges(account.key(), Integer.MAX_VALUE).forEach(spent -> stored.add(spent.exchange()));
        }
        assertThat(stored).containsAll(acknowledged);
    }

    /// The child.
    static final class Writer {
        private Writer() {}

        /// Writes to a database (the first argument) under a prefix: `all` ends after some, `on` goes on.
        @SuppressWarnings("SystemOut")
        public static void main(String[] args) throws Exception {
            boolean ends = args[2].equals("all");
            try (var database = open(Path.of(args[0]))) {
                SessionBook book = book(database);
                List<Thread> threads = new ArrayList<>();
                for (int t = 0; t < (ends ? THREADS : 4); t++) {
                    int thread = t;
                    threads.add(Thread.ofPlatform().start(() -> {
                        for (int i = 0; i < (ends ? EACH : Integer.MAX_VALUE); i++) {
                            String exchange = args[1] + "-" + thread + "-" + i;
                            String session = "s" + (thread + i) % SESSIONS;
                            book.add(Turns.named(exchange, session))
                                    .toCompletableFuture()
                                    .join();
                            if (ends) {
                                decide(book, session, exchange);
                            }
                            synchronized (System.out) {
                                System.out.println(exchange + ".");
                                System.out.flush();
                            }
                        }
                    }));
                }
                for (Thread thread : threads) {
                    thread.join();
                }
            }
        }

        private static Decision decided(String proposal) {
            return new Decision(Turns.NOON, proposal, Decision.What.APPROVED, List.of(1), "clean", "ann", "cli", "");
        }

        private static void decide(SessionBook book, String session, String decision) {
            SaveResult result;
            do {
                result = book.save(book.find(session).orElseThrow().session().with(decided(decision)));
            } while (result instanceof SessionBook.Stale);
            if (!(result instanceof SessionBook.Saved)) {
                throw new IllegalStateException(result.toString());
            }
        }
    }
}
