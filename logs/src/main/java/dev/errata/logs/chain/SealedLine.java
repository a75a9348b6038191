package dev.errata.logs.chain;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// One line of a segment, read by the fixed places of its first and last keys, without a JSON parser:
///
/// ```
/// {"seq":17,"ts":"2026-11-21T10:00:00.000Z","type":"rules.loaded", ... ,"prev":"<64 hex>","hash":"<64 hex>"}
/// |------------------------------- what the hash covers, after prev and LF ----------------|
/// ```
///
/// A line of another shape was not written by the journal. That a line has this shape does not say that its hash is
/// right: ask [#isSealedBy(Seal)].
public final class SealedLine {
    private static final byte[] SEQ = "{\"seq\":".getBytes(US_ASCII);
    private static final byte[] TS = ",\"ts\":\"".getBytes(US_ASCII);
    private static final byte[] TYPE = "\",\"type\":\"".getBytes(US_ASCII);
    private static final byte[] PREV = ",\"prev\":\"".getBytes(US_ASCII);
    private static final byte[] HASH = "\",\"hash\":\"".getBytes(US_ASCII);
    private static final byte[] END = "\"}".getBytes(US_ASCII);
    private static final byte[] TS_FORM = "0000-00-00T00:00:00.000Z".getBytes(US_ASCII);
    private static final int TS_LENGTH = TS_FORM.length;
    private static final int SEQ_DIGITS = 18;

    /// Bytes from `,"hash"` to the end; the quote that closes `prev` is covered by the hash.
    private static final int HASH_TAIL = HASH.length - 1 + Seal.LENGTH + END.length;

    private final byte[] bytes;
    private final long seq;
    private final Instant ts;
    private final String type;
    private final String prev;
    private final String hash;

    private SealedLine(byte[] bytes, long seq, Instant ts, String type, String prev, String hash) {
        this.bytes = bytes;
        this.seq = seq;
        this.ts = ts;
        this.type = type;
        this.prev = prev;
        this.hash = hash;
    }

    /// Reads a line without its LF; empty if it has not the shape of a record.
    public static Optional<SealedLine> of(byte[] line) {
        int hashAt = line.length - END.length - Seal.LENGTH;
        int prevAt = hashAt - HASH.length - Seal.LENGTH;
        int seqEnd = SEQ.length;
        while (seqEnd < line.length && isDigit(line[seqEnd])) {
            seqEnd++;
        }
        int tsAt = seqEnd + TS.length;
        int typeAt = tsAt + TS_LENGTH + TYPE.length;
        int typeEnd = typeAt;
        while (typeEnd < prevAt && line[typeEnd] != '"') {
            typeEnd++;
        }
        boolean shaped = typeEnd < prevAt
                && seqEnd > SEQ.length
                && seqEnd - SEQ.length <= SEQ_DIGITS
                && stands(line, 0, SEQ)
                && stands(line, seqEnd, TS)
                && stands(line, typeAt - TYPE.length, TYPE)
                && stands(line, prevAt - PREV.length, PREV)
                && stands(line, hashAt - HASH.length, HASH)
                && stands(line, line.length - END.length, END)
                && isHex(line, prevAt)
                && isHex(line, hashAt);
        if (!shaped) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SealedLine(
                    line,
                    Long.parseLong(text(line, SEQ.length, seqEnd)),
                    time(line, tsAt),
                    text(line, typeAt, typeEnd),
                    text(line, prevAt, prevAt + Seal.LENGTH),
                    text(line, hashAt, hashAt + Seal.LENGTH)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// The end of a line, from `,"hash"` to its LF.
    public static byte[] tail(String hash) {
        return (",\"hash\":\"" + hash + "\"}\n").getBytes(US_ASCII);
    }

    public long seq() {
        return seq;
    }

    public Instant ts() {
        return ts;
    }

    public String type() {
        return type;
    }

    public String prev() {
        return prev;
    }

    public String hash() {
        return hash;
    }

    /// The line as it stands, without its LF.
    public String json() {
        return new String(bytes, UTF_8);
    }

    /// Whether the line's hash is the one that the key gives.
    public boolean isSealedBy(Seal seal) {
        return Seal.same(hash, seal.hash(prev, bytes, bytes.length - HASH_TAIL));
    }

    private static boolean stands(byte[] line, int at, byte[] what) {
        if (at < 0 || at + what.length > line.length) {
            return false;
        }
        for (int i = 0; i < what.length; i++) {
            if (line[at + i] != what[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isHex(byte[] line, int at) {
        for (int i = at; i < at + Seal.LENGTH; i++) {
            if (!isDigit(line[i]) && (line[i] < 'a' || line[i] > 'f')) {
                return false;
            }
        }
        return true;
    }

    /// The same as [Instant#parse], for this one form; a start reads hundreds of thousands of them.
    private static Instant time(byte[] line, int at) {
        for (int i = 0; i < TS_LENGTH; i++) {
            byte form = TS_FORM[i];
            if (form == '0' ? !isDigit(line[at + i]) : line[at + i] != form) {
                throw new DateTimeException("no time of the journal");
            }
        }
        return LocalDateTime.of(
                        number(line, at, 4),
                        number(line, at + 5, 2),
                        number(line, at + 8, 2),
                        number(line, at + 11, 2),
                        number(line, at + 14, 2),
                        number(line, at + 17, 2),
                        number(line, at + 20, 3) * 1_000_000)
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(byte[] line, int at, int digits) {
        int number = 0;
        for (int i = at; i < at + digits; i++) {
            number = number * 10 + line[i] - '0';
        }
        return number;
    }

    private static String text(byte[] line, int from, int to) {
        return new String(line, from, to - from, UTF_8);
    }
}
