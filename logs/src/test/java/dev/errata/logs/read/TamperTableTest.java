package dev.errata.logs.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.journal.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each class of tampering at each position: twelve records in three segments of four. What is found is also written to
/// `target/tamper.md`, for people.
final class TamperTableTest {
    private static final int RECORDS = 12;
    private static final int PER_SEGMENT = 4;

    @TempDir
    Path folder;

    /// Where it is done.
    private enum Position {
        FIRST(1),
        LAST_OF_A_SEGMENT(4),
        FIRST_OF_A_SEGMENT(5),
        MIDDLE(6),
        LAST(12);

        final int seq;

        Position(int seq) {
            this.seq = seq;
        }

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /// What somebody without the key does to the lines, and which record is then the first that is bad.
    private enum Tampering {
        EDIT("a record's text is edited") {
            @Override
            int apply(Lines lines, int seq) {
                lines.set(seq, lines.get(seq).replace("value", "VALUE"));
                return seq;
            }
        },
        EDIT_AND_HASH("a record is edited and hashed anew, without the key") {
            @Override
            int apply(Lines lines, int seq) {
                lines.set(seq, lines.forged(seq, lines.hash(seq - 1)));
                return seq;
            }
        },
        DELETE("a record is deleted") {
            @Override
            int apply(Lines lines, int seq) {
                lines.remove(seq);
                return seq;
            }
        },
        REORDER("a record changes places with the next one (the last with the one before)") {
            @Override
            int apply(Lines lines, int seq) {
                int first = Math.min(seq, RECORDS - 1);
                String line = lines.get(first);
                lines.set(first, lines.get(first + 1));
                lines.set(first + 1, line);
                return first;
            }
        },
        INSERT("a record of somebody's own is put before") {
            @Override
            int apply(Lines lines, int seq) {
                lines.add(seq, lines.forged(seq, lines.hash(seq - 1)));
                return seq;
            }
        },
        DUPLICATE("a record stands twice") {
            @Override
            int apply(Lines lines, int seq) {
                lines.add(seq, lines.get(seq));
                return seq + 1;
            }
        },
        CUT_TAIL("the record and all after it are cut off") {
            @Override
            int apply(Lines lines, int seq) {
                for (int last = RECORDS; last >= seq; last--) {
                    lines.remove(last);
                }
                return seq;
            }
        },
        REMOVE_FILE("the whole file that holds the record is removed") {
            @Override
            int apply(Lines lines, int seq) {
                lines.removeFile(seq);
                return (seq - 1) / PER_SEGMENT * PER_SEGMENT + 1;
            }
        },
        FORGE_TAIL("the record and all after it are edited and chained anew, without the key") {
            @Override
            int apply(Lines lines, int seq) {
                String prev = lines.hash(seq - 1);
                for (int each = seq; each <= RECORDS; each++) {
                    lines.set(each, lines.forged(each, prev));
                    prev = lines.hash(each);
                }
                return seq;
            }
        };

        final String words;

        Tampering(String words) {
            this.words = words;
        }

        /// Does it and says the number of the first bad record.
        abstract int apply(Lines lines, int seq);
    }

    @Test
    void everyTamperingIsFoundAndItsFirstBadRecordNamed() throws IOException {
        var home = new Home(folder);
        home.fill(RECORDS, PER_SEGMENT);
        var original = Lines.read(home);
        assertThat(home.reader().verify()).isInstanceOf(Verification.Intact.class);
        var table = new ArrayList<String>();
        for (Tampering tampering : Tampering.values()) {
            for (Position position : Position.values()) {
                Lines lines = original.copy();
                int bad = tampering.apply(lines, position.seq);
                lines.write(home);
                Verification found = home.reader().verify();
                assertThat(found)
                        .as("%s at %s", tampering, position)
                        .isInstanceOfSatisfying(
                                Verification.Broken.class,
                                broken -> assertThat(broken.seq()).isEqualTo(bad));
                table.add(row(tampering, position, (Verification.Broken) found));
            }
        }
        original.write(home);
        assertThat(home.reader().verify()).isInstanceOf(Verification.Intact.class);
        report(table);
    }

    private static String row(Tampering tampering, Position position, Verification.Broken broken) {
        return "| " + tampering.words + " | " + position.words() + " (record " + position.seq + ") | found | record "
                + broken.seq() + ", " + broken.segment() + (broken.line() > 0 ? " line " + broken.line() : "") + " | "
                + broken.reason() + " |";
    }

    private static void report(List<String> table) throws IOException {
        var lines = new ArrayList<>(List.of(
                "# Tampering with the journal",
                "",
                "Twelve records in three files of four; nobody has the key. `errata audit verify` says:",
                "",
                "| What is done | Where | Found | First bad record named | Why |",
                "|---|---|---|---|---|"));
        lines.addAll(table);
        Path target = Path.of("target");
        Files.createDirectories(target);
        Files.write(target.resolve("tamper.md"), lines, UTF_8);
    }

    /// The lines of the segments. Numbers are those of the records before anything was done; an edit keeps its place.
    private record Lines(List<List<String>> files) {
        static Lines read(Home home) throws IOException {
            var files = new ArrayList<List<String>>();
            for (Path segment : home.segments()) {
                files.add(new ArrayList<>(Files.readAllLines(segment)));
            }
            assertThat(files).hasSize(3).allMatch(lines -> lines.size() == PER_SEGMENT);
            return new Lines(files);
        }

        Lines copy() {
            var copies = new ArrayList<List<String>>();
            files.forEach(lines -> copies.add(new ArrayList<>(lines)));
            return new Lines(copies);
        }

        void write(Home home) throws IOException {
            for (int i = 0; i < files.size(); i++) {
                Path segment = home.logs().resolve("audit-20261121-00000" + (i + 1) + ".jsonl");
                List<String> lines = files.get(i);
                if (lines.isEmpty()) {
                    Files.deleteIfExists(segment);
                } else {
                    Files.writeString(segment, String.join("\n", lines) + "\n");
                }
            }
        }

        private List<String> file(int seq) {
            return files.get((seq - 1) / PER_SEGMENT);
        }

        private static int at(int seq) {
            return (seq - 1) % PER_SEGMENT;
        }

        String get(int seq) {
            return file(seq).get(at(seq));
        }

        void set(int seq, String line) {
            file(seq).set(at(seq), line);
        }

        void add(int seq, String line) {
            file(seq).add(at(seq), line);
        }

        void remove(int seq) {
            file(seq).remove(at(seq));
        }

        void removeFile(int seq) {
            file(seq).clear();
        }

        /// The hash of a record; of none, what the first one has as its `prev`.
        String hash(int seq) {
            if (seq == 0) {
                return "0".repeat(64);
            }
            String line = get(seq);
            return line.substring(line.length() - 66, line.length() - 2);
        }

        /// An edited line whose hash is a plain SHA-256: the best that one without the key can do.
        String forged(int seq, String prev) {
            String line = get(seq).replace("value", "VALUE");
            String body = line.substring(0, line.lastIndexOf(",\"prev\"")) + ",\"prev\":\"" + prev + "\"";
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest((prev + "\n" + body).getBytes(UTF_8));
                return body + ",\"hash\":\"" + HexFormat.of().formatHex(hash) + "\"}";
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }
    }
}
