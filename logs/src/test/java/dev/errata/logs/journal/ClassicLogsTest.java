package dev.errata.logs.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.event.RewriteEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClassicLogsTest {
    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void makeHome() {
        home = new Home(folder);
    }

    @Test
    void hasOneClassicLineForEachRewriteBeforeItsReceipt() {
        try (FileJournal journal = home.open()) {
            Home.append(journal, Home.finished("A", List.of(Home.rewrite("Sydney", "Canberra")), List.of()));
            assertThat(log())
                    .hasContent("2026-11-21T10:00:00Z | Type: incorrect_fact | Confidence: 0.95"
                            + " | Detected: Sydney | Corrected: Canberra\n");
        }
    }

    @Test
    void detectOnlyMatchesHaveNoCorrectionAndShadowMatchesNoLine() {
        var detected = new RewriteEntry("0/text", 1, "invalid_path", 0, "/nowhere", null, 1);
        var shadow = new RewriteEntry("0/text", 2, "own", 0, "a", "b", 1, true);
        var silentShadow = new RewriteEntry("0/text", 3, "own", 0, "a", null, 1, true);
        try (FileJournal journal = home.open()) {
            Home.append(journal, Home.finished("A", List.of(), List.of(detected, shadow, silentShadow)));
        }
        assertThat(log())
                .hasContent("2026-11-21T10:00:00Z | Type: invalid_path | Confidence: 1.00 | Detected: /nowhere |"
                        + " Corrected: \n");
    }

    @Test
    void showsFiftyCharactersWithoutCuttingOneInTwo() {
        String line = ClassicLine.of(Home.START, "01X", Home.rewrite("😀".repeat(60), "b".repeat(60)));
        assertThat(line).contains("Detected: " + "😀".repeat(50) + " | Corrected: " + "b".repeat(50) + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "\r",
                "\u0085",
                "\u2028",
                "\u2029",
                "|",
                "\u202E",
                "\u2066",
                "\u200B",
                "\uFEFF",
                "\u00A0",
                "\u3164",
                "\uD83D",
                "\uDB40\uDC41",
                "\u0000",
                "\u001B",
                "\u007F",
                "\uE000",
                "\uFE0F"
            })
    void noContentCanForgeALineOrAField(String odd) {
        var entry = new RewriteEntry("0/text", 1, "t" + odd, 0, "x" + odd + "y", odd, 1);
        String line = ClassicLine.of(Home.START, "01X", entry);
        var escaped = new StringBuilder();
        odd.chars().forEach(unit -> escaped.append("\\u%04x".formatted(unit)));
        assertThat(line)
                .isEqualTo("2026-11-21T10:00:00Z | Type: t" + escaped + " | Confidence: 1.00" + " | Detected: x"
                        + escaped + "y | Corrected: " + escaped + "\n");
    }

    @Test
    void anEscapeThatStandsInTheContentIsNotMistakenForOne() {
        assertThat(ClassicLine.of(Home.START, "01X", Home.rewrite("C:\\u007c", "é 中")))
                .contains("Detected: C:\\\\u007c | Corrected: é 中\n");
    }

    @Test
    void rotatesAtItsSizeAndKeepsFive() throws IOException {
        var limits = new JournalLimits(1 << 20, 100, Duration.ZERO, 100);
        try (FileJournal journal = home.open(limits)) {
            for (int i = 0; i < 8; i++) {
                Home.append(journal, Home.finished("A", List.of(Home.rewrite("number " + i, "x")), List.of()));
            }
        }
        assertThat(Files.readString(log())).contains("number 7");
        assertThat(Files.readString(log(5))).contains("number 2");
        assertThat(log(6)).doesNotExist();
    }

    @Test
    void aLineThatAKillCutShortStaysAlone() throws IOException {
        home.fill(1, 100);
        Files.writeString(log(), "2026-11-20T10:00:00Z | Type: cut sh", UTF_8);
        try (FileJournal journal = home.open()) {
            Home.append(journal, Home.finished("A", List.of(Home.rewrite("a", "b")), List.of()));
        }
        assertThat(Files.readAllLines(log()))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("2026-11-21T10:00:00Z | Type: inc");
    }

    @Test
    void beginsANewFileWhenSomebodyTookItAway() throws IOException {
        try (FileJournal journal = home.open()) {
            Home.append(journal, Home.finished("A", List.of(Home.rewrite("a", "b")), List.of()));
            Files.delete(log());
            Home.append(journal, Home.finished("B", List.of(Home.rewrite("c", "d")), List.of()));
        }
        assertThat(Files.readAllLines(log())).singleElement().asString().contains("Detected: c");
    }

    @Test
    void ifItCannotBeWrittenTheJournalGoesOnAndSaysSo() throws IOException {
        home.fill(1, 100);
        Files.createDirectory(log());
        try (FileJournal journal = home.open()) {
            Home.append(journal, Home.finished("A", List.of(Home.rewrite("a", "b")), List.of()));
            assertThat(journal.status().writable()).isTrue();
            assertThat(journal.status().warning()).contains("corrections.log cannot be written");
            Files.delete(log());
            Home.append(journal, Home.finished("B", List.of(Home.rewrite("c", "d")), List.of()));
            assertThat(journal.status().warning()).isNull();
        }
        assertThat(Files.readAllLines(log())).singleElement().asString().contains("Detected: c");
    }

    @Test
    void hasOneLineForEachPathThatWasPutRight() {
        var path = new RewriteEntry("0/text", 7, "invalid_path", 0, "src/Mian.java", "src/Main.java", 0.9);
        var detected = new RewriteEntry("0/text", 8, "fabricated_path", 0, "src/Gone.java", null, 1);
        try (FileJournal journal = home.open()) {
            Home.append(journal, Home.finished("01A", List.of(path, Home.rewrite("a", "b")), List.of(detected)));
        }
        assertThat(home.logs().resolve("navigation_fixes.log"))
                .hasContent("2026-11-21T10:00:00Z | From: src/Mian.java | To: src/Main.java | Effectiveness: 0.90"
                        + " | Reasoning: rule 7 (invalid_path) in exchange 01A\n");
    }

    @Test
    void hostileContentNeverAddsALineOrAField() throws IOException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var entries = new ArrayList<RewriteEntry>();
        for (int i = 0; i < 2_000; i++) {
            entries.add(new RewriteEntry(
                    "0/text", i, "invalid_path", 0, hostile(random), hostile(random), random.nextDouble()));
        }
        try (FileJournal journal = home.open()) {
            Home.append(journal, Home.finished(hostile(random), entries, List.of()));
        }
        assertLines(seed, log(), "Type", "Confidence", "Detected", "Corrected");
        assertLines(seed, home.logs().resolve("navigation_fixes.log"), "From", "To", "Effectiveness", "Reasoning");
    }

    private static void assertLines(long seed, Path file, String... fields) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String[] lines = new String(bytes, UTF_8).split("\\R", -1);
        assertThat(lines).as("lines, seed %d", seed).hasSize(2_001);
        for (String line : List.of(lines).subList(0, 2_000)) {
            String[] parts = line.split("\\|", -1);
            assertThat(parts).as("fields, seed %d: %s", seed, line).hasSize(5);
            assertThat(parts[0].strip()).isEqualTo("2026-11-21T10:00:00Z");
            for (int i = 0; i < 4; i++) {
                assertThat(parts[i + 1]).as("seed %d", seed).startsWith(" " + fields[i] + ": ");
            }
            assertThat(line.codePoints())
                    .as("seed %d: %s", seed, line)
                    .noneMatch(point -> Character.isISOControl(point)
                            || Character.getType(point) == Character.FORMAT
                            || Character.getType(point) == Character.UNASSIGNED);
        }
    }

    private static String hostile(Random random) {
        List<String> pool = List.of(
                "\n",
                "\r\n",
                "\u2028",
                "\u2029",
                "\u0085",
                "\u000B",
                "\f",
                "|",
                " | ",
                " | Corrected: ",
                "\n2026-11-21T10:00:00Z | Type: own | Confidence: 1.00 | Detected: x | Corrected: y\n",
                "\\",
                "\\u000a",
                "\u202E",
                "\u2066",
                "\u200F",
                "\u0000",
                "\u001B[31m",
                "\uD83D",
                "\uDE00",
                "\uFFFE",
                "a",
                "é",
                "中",
                "😀");
        var text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(
                    random.nextInt(4) == 0
                            ? Character.toString(random.nextInt(0x10FFFF + 1))
                            : pool.get(random.nextInt(pool.size())));
        }
        return text.toString();
    }

    private Path log() {
        return home.logs().resolve("corrections.log");
    }

    private Path log(int age) {
        return home.logs().resolve("corrections.log." + age);
    }
}
