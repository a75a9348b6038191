package dev.errata.logs.blob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.blob.RawTextReader.Gone;
import dev.errata.logs.blob.RawTextReader.Kept;
import dev.errata.logs.blob.RawTextReader.Spoilt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class RawTextFilesTest {
    @TempDir
    Path home;

    private final AtomicReference<RawLimits> limits = new AtomicReference<>(RawLimits.DEFAULTS);
    private RawTextFiles files;

    @BeforeEach
    void open() {
        files = RawTextFiles.open(home, limits::get);
    }

    @AfterEach
    void close() {
        files.close();
    }

    private static RawText text(String exchange, String... lanes) {
        var list = new ArrayList<RawText.Lane>();
        for (String lane : lanes) {
            list.add(new RawText.Lane(list.size() + "/text", "text", "", lane));
        }
        return new RawText(
                exchange, Instant.parse("2026-01-01T00:00:00Z"), "curl", "openai-chat", null, List.of("json"), list);
    }

    private void keep(String exchange, String... lanes) {
        files.keep(100, () -> text(exchange, lanes));
    }

    private RawTextReader reader() {
        return new RawTextReader(home);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void keepsEveryUnitOfAText() {
        String odd = "a\uD83Db\uDE00 \uD83D\uDE00 é \0 \"\\ \u2028 \uFFFD ?" + '\uD83D';
        keep("E1", odd, "");
        await(() -> files.status().kept() == 1);
        assertThat(reader().find("E1")).isEqualTo(new Kept(text("E1", odd, "")));
    }

    @Test
    void theFilesAreForTheirOwnerAlone() throws IOException {
        keep("E1", "text");
        await(() -> files.status().kept() == 1);
        Path folder = home.resolve("blobs/raw");
        assertThat(Files.getPosixFilePermissions(folder.resolve("E1.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void theOldestGoFirstByCountAndBySize() {
        limits.set(new RawLimits(3, 1 << 20));
        for (int i = 0; i < 5; i++) {
            keep("E" + i, "text");
        }
        await(() -> reader().find("E4") instanceof Kept && files.status().kept() == 3);
        assertThat(reader().newest(9)).containsExactly("E4", "E3", "E2");
        limits.set(new RawLimits(3, files.status().bytes() - 1));
        files.look();
        await(() -> files.status().kept() == 2);
        assertThat(reader().newest(1)).containsExactly("E4");
        limits.set(new RawLimits(0, 1));
        files.look();
        await(() -> files.status().kept() == 0);
        assertThat(reader().newest(9)).isEmpty();
        assertThat(files.wanted()).isFalse();
        assertThat(files.status().lost()).isZero();
    }

    @Test
    void whatIsTooOldGoesWhenItIsLookedAt() {
        files.close();
        var now = new AtomicReference<>(Instant.now());
        limits.set(new RawLimits(9, 1 << 20, 2));
        files = RawTextFiles.open(home, limits::get, now::get);
        keep("E1", "one");
        await(() -> files.status().kept() == 1);
        now.set(now.get().plus(Duration.ofDays(1)));
        keep("E2", "two");
        await(() -> files.status().kept() == 2);
        now.set(now.get().plus(Duration.ofDays(1)).plusSeconds(1));
        files.look();
        await(() -> files.status().kept() == 1);
        assertThat(reader().newest(9)).containsExactly("E2");
    }

    @Test
    void ageCountsFromTheFileForWhatWasThereBefore() throws IOException {
        keep("E1", "one");
        await(() -> files.status().kept() == 1);
        files.close();
        Files.setLastModifiedTime(
                home.resolve("blobs/raw/E1.json"), FileTime.from(Instant.now().minus(Duration.ofDays(3))));
        limits.set(new RawLimits(9, 1 << 20, 2));
        open();
        await(() -> reader().newest(9).isEmpty());
    }

    @Test
    void clearingDeletesAllAndKeepingGoesOn() throws IOException {
        keep("E1", "one");
        keep("E2", "two");
        files.settle(Duration.ofSeconds(5));
        Files.writeString(home.resolve("blobs/raw/E0.json"), "{}");
        RawTexts.Cleared done = files.clear();
        assertThat(done.texts()).isEqualTo(2);
        assertThat(done.bytes()).isPositive();
        assertThat(done.fault()).isEmpty();
        assertThat(home.resolve("blobs/raw")).isEmptyDirectory();
        assertThat(files.status().lost()).isZero();
        keep("E3", "three");
        await(() -> files.status().kept() == 1);
        assertThat(new RawTextReader(home).status().bytes())
                .isEqualTo(files.status().bytes());
    }

    @Test
    void anOwnerThatStartsAgainGoesOnWithWhatIsThere() throws IOException {
        keep("E1", "one");
        keep("E2", "two");
        files.close();
        Files.writeString(home.resolve("blobs/raw/E3.new"), "half a te");
        limits.set(new RawLimits(2, 1 << 20));
        open();
        keep("E4", "four");
        await(() -> reader().find("E4") instanceof Kept);
        await(() -> reader().newest(9).equals(List.of("E4", "E2")));
        assertThat(home.resolve("blobs/raw/E3.new")).doesNotExist();
    }

    @Test
    void aDeletedFolderIsMadeAgain() throws IOException {
        keep("E1", "one");
        await(() -> files.status().kept() == 1);
        try (var all = Files.walk(home.resolve("blobs"))) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        assertThat(reader().find("E1")).isEqualTo(new Gone());
        keep("E2", "two");
        await(() -> reader().find("E2") instanceof Kept);
        assertThat(files.status()).extracting(RawTexts.Status::kept).isEqualTo(1);
        assertThat(files.status().lost()).isZero();
    }

    @Test
    void aFolderThatCannotBeIsToldAndNobodyWaits() throws IOException {
        Files.writeString(home.resolve("blobs"), "a file where the folder should be");
        keep("E1", "one");
        await(() -> files.status().lost() == 1);
        assertThat(files.status().fault()).isNotEmpty();
        Files.delete(home.resolve("blobs"));
        keep("E2", "two");
        await(() -> reader().find("E2") instanceof Kept);
        assertThat(files.status().fault()).isEmpty();
    }

    @Test
    void underAStormTheOldestWaitingAreGivenUpAndTheNewestKept() {
        var go = new CountDownLatch(1);
        files.keep(1, () -> {
            awaitLatch(go);
            return text("E0000", "held");
        });
        for (int i = 1; i <= 3_000; i++) {
            keep("E%04d".formatted(i), "text");
        }
        assertThat(files.status().lost()).isBetween(1_990L, 2_001L);
        go.countDown();
        await(() -> reader().find("E3000") instanceof Kept);
        assertThat(reader().newest(2)).containsExactly("E3000", "E2999");
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoWaitsFindsWhatWasGivenBefore() {
        for (int i = 0; i < 20; i++) {
            keep("E" + i, "text");
            files.settle(Duration.ofSeconds(20));
            assertThat(reader().find("E" + i)).isInstanceOf(Kept.class);
        }
    }

    @Test
    void whatWaitsIsWrittenAtTheEnd() {
        for (int i = 0; i < 50; i++) {
            keep("E" + i, "text");
        }
        files.close();
        assertThat(reader().newest(99)).hasSize(50);
    }

    @Test
    void aFileThatWasChangedIsNoText() throws IOException {
        keep("E1", "one");
        await(() -> files.status().kept() == 1);
        Path file = home.resolve("blobs/raw/E1.json");
        String json = Files.readString(file);
        for (String other : List.of(
                "",
                "{",
                json.replace("\"E1\"", "\"E2\""),
                json.replace("\"format\" : 1", "\"format\" : 2"),
                json.replace("\"text\" : \"one\"", "\"text\" : 1"),
                json.replace("2026-", "soon-"))) {
            assertThat(other).isNotEqualTo(json);
            Files.writeString(file, other);
            assertThat(reader().find("E1")).as(other).isInstanceOf(Spoilt.class);
        }
        assertThat(reader().find("../E1")).isEqualTo(new Gone());
    }
}
