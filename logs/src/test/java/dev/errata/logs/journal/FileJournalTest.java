package dev.errata.logs.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errata.logs.chain.JournalKey;
import dev.errata.logs.event.SystemEvent;
import dev.errata.logs.read.JournalRecord;
import dev.errata.logs.read.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileJournalTest {
    private static final JournalLimits LIMITS = JournalLimits.DEFAULTS;

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void makeHome() {
        home = new Home(folder);
    }

    @Test
    void anOutsiderWhoHasTheKeyCanRecomputeTheChain() throws Exception {
        home.fill(3, 100);
        byte[] key = HexFormat.of()
                .parseHex(Files.readString(folder.resolve("journal.key")).strip());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));

        Path segment = home.logs().resolve("audit-20261121-000001.jsonl");
        String prev = "0".repeat(64);
        for (String line : Files.readAllLines(segment)) {
            int cut = line.lastIndexOf(",\"hash\"");
            String hash = HexFormat.of().formatHex(mac.doFinal((prev + "\n" + line.substring(0, cut)).getBytes(UTF_8)));
            assertThat(line).contains("\"prev\":\"" + prev + "\"").endsWith(",\"hash\":\"" + hash + "\"}");
            prev = hash;
        }
        assertThat(home.anchor.read())
                .get()
                .extracting(Anchor.Head::seq, Anchor.Head::hash)
                .containsExactly(3L, prev);
    }

    @Test
    void keyAndSegmentsAreTheirOwnersOnly() throws IOException {
        home.fill(1, 100);
        for (Path file :
                List.of(folder.resolve(JournalKey.FILE), home.segments().getFirst())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void theChainGoesOnInTheSameSegmentAfterReopening() throws IOException {
        home.fill(3, 100);
        home.fill(2, 100);
        assertThat(home.segments()).hasSize(1);
        assertThat(home.records()).extracting(JournalRecord::seq).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertIntact(5);
    }

    @Test
    void aReceiptNamesTheRecordThatStandsInTheFile() {
        try (FileJournal journal = home.open()) {
            Journal.Receipt receipt = Home.append(journal, Home.numbered(1));
            JournalRecord record = home.records().getFirst();
            assertThat(receipt.seq()).isEqualTo(1);
            assertThat(record.body().path("hash").asString()).isEqualTo(receipt.hash());
            assertThat(journal.status().lastSeq()).isEqualTo(1);
            assertThat(journal.status().writable()).isTrue();
        }
    }

    @Test
    void rotatesBySizeBeforeASegmentWouldGrowBeyondIt() throws IOException {
        home.fill(10, 4);
        assertThat(home.segments())
                .extracting(path -> path.toFile().getName())
                .containsExactly(
                        "audit-20261121-000001.jsonl", "audit-20261121-000002.jsonl", "audit-20261121-000003.jsonl");
        assertIntact(10);
    }

    @Test
    void rotatesByUtcDayAndKeepsTheOrderOfNamesWhenTheClockGoesBack() throws IOException {
        try (FileJournal journal = home.open()) {
            Home.append(journal, Home.numbered(1));
            home.setClock(Instant.parse("2026-11-22T00:00:00Z"));
            Home.append(journal, Home.numbered(2));
            home.setClock(Instant.parse("2026-11-20T12:00:00Z"));
            Home.append(journal, Home.numbered(3));
        }
        home.fill(10, 1);
        assertThat(home.segments())
                .extracting(path -> path.toFile().getName())
                .startsWith(
                        "audit-20261121-000001.jsonl", "audit-20261122-000001.jsonl", "audit-20261122-000002.jsonl");
        assertThat(home.records().get(2).ts()).isEqualTo(Instant.parse("2026-11-20T12:00:00Z"));
        assertIntact(13);
    }

    @Test
    void losesNothingOfEightThreads() throws Exception {
        int each = 5_000;
        var limits = new JournalLimits(1 << 20, 100, Duration.ofMillis(20), 1 << 20);
        var receipts = new ArrayList<CompletableFuture<Journal.Receipt>>();
        try (FileJournal journal = home.open(limits)) {
            var threads = new ArrayList<Thread>();
            for (int t = 0; t < 8; t++) {
                int thread = t;
                threads.add(Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < each; i++) {
                        var receipt =
                                journal.append(Home.numbered(thread * each + i)).toCompletableFuture();
                        synchronized (receipts) {
                            receipts.add(receipt);
                        }
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(receipts.stream()
                        .map(receipt ->
                                receipt.orTimeout(20, TimeUnit.SECONDS).join().seq())
                        .distinct())
                .hasSize(8 * each);
        assertThat(home.records().stream()
                        .map(record -> record.body().path("from").asString())
                        .distinct())
                .hasSize(8 * each);
        assertThat(home.segments()).hasSizeGreaterThan(5);
        assertIntact(8L * each);
    }

    @Test
    void isPressedWhileTheQueueIsAtItsBoundAndNeverRefuses() {
        var limits = new JournalLimits(1 << 20, 3, Duration.ZERO, 1 << 20);
        var gate = new CountDownLatch(1);
        ChainEnd.Disk slow = (file, fresh) -> {
            await(gate);
            return ChainEnd.REAL.open(file, fresh);
        };
        try (FileJournal journal = home.open(limits, slow)) {
            var receipts = new ArrayList<CompletableFuture<Journal.Receipt>>();
            for (int i = 0; i < 5; i++) {
                assertThat(journal.pressed()).isEqualTo(i >= 3);
                receipts.add(journal.append(Home.numbered(i)).toCompletableFuture());
            }
            assertThat(journal.status().queued()).isEqualTo(5);
            gate.countDown();
            receipts.forEach(receipt -> receipt.orTimeout(20, TimeUnit.SECONDS).join());
            Eventually.that(() -> !journal.pressed());
        }
        assertIntact(5);
    }

    @Test
    void anEventThatHasNoRecordFailsAloneAndTheWriterLives() {
        try (FileJournal journal = home.open()) {
            var impossible = new SystemEvent.CorrectionSwitched("paused", Instant.MAX, "cli");
            assertThat(journal.append(impossible).toCompletableFuture())
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .withRootCauseInstanceOf(RuntimeException.class);
            assertThat(Home.append(journal, Home.numbered(1)).seq()).isEqualTo(1);
            assertThat(journal.status().writable()).isTrue();
        }
        assertIntact(1);
    }

    @Test
    void refusesWhatComesAfterTheEnd() {
        FileJournal journal = home.open();
        journal.close();
        assertThatThrownBy(() -> Home.append(journal, Home.numbered(1)))
                .hasCauseInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void theAnchorFollowsWithinItsDelayWithoutClosing() {
        try (FileJournal journal = home.open(LIMITS)) {
            Home.append(journal, Home.numbered(1));
            Eventually.that(() -> home.anchor.read().isPresent());
            assertIntact(1);
        }
    }

    @Test
    void isIntactAtEachMomentWhileItIsWrittenAndRotated() throws InterruptedException {
        var limits = new JournalLimits(5_000, 100, Duration.ofMillis(1), 1 << 20);
        try (FileJournal journal = home.open(limits)) {
            Home.append(journal, Home.numbered(0));
            Eventually.that(() -> home.anchor.read().isPresent());
            Thread producer = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 1_000; i++) {
                    Home.append(journal, Home.numbered(i));
                }
            });
            while (producer.isAlive()) {
                assertThat(home.reader().verify()).isInstanceOf(Verification.Intact.class);
            }
            producer.join();
        }
        assertIntact(1_001);
    }

    @Test
    void anAnchorThatFailsIsToldAndHoldsUpNoReceipt() {
        Anchor broken = new Anchor() {
            @Override
            public Optional<Head> read() {
                throw new IllegalStateException("locked");
            }

            @Override
            public void commit(Head head) {
                throw new IllegalStateException("locked");
            }
        };
        try (FileJournal journal = FileJournal.open(folder, broken, home)) {
            assertThat(Home.append(journal, Home.numbered(1)).seq()).isEqualTo(1);
            Eventually.that(() -> {
                String warning = journal.status().warning();
                return warning != null && warning.contains("anchor could not be committed: locked");
            });
            assertThat(journal.status().writable()).isTrue();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void assertIntact(long records) {
        assertThat(home.reader().verify())
                .isInstanceOfSatisfying(
                        Verification.Intact.class,
                        intact -> assertThat(intact.records()).isEqualTo(records));
    }
}
