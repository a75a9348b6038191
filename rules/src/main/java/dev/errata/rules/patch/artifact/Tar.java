package dev.errata.rules.patch.artifact;

import dev.errata.rules.patch.FileMode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/// Writes a tar archive: files, links and folders.
///
/// What a ustar header cannot say (a name of more than 100 bytes or beyond ASCII, a long link) is said by a pax record
/// before it, as GNU tar, bsdtar and Python read it.
///
/// **Thread:** confined. **Source:** POSIX.1-2017, pax, "ustar Interchange Format" and "pax Header Block".
final class Tar implements AutoCloseable {
    private static final int BLOCK = 512;
    private static final int NAME = 100;

    private final OutputStream out;
    private final Instant at;

    /// @param at the time of all entries
    Tar(OutputStream out, Instant at) {
        this.out = out;
        this.at = at;
    }

    void folder(String path) throws IOException {
        entry(path + "/", '5', 0755, new byte[0], "");
    }

    void file(String path, FileMode mode, byte[] bytes) throws IOException {
        switch (mode) {
            case FILE -> entry(path, '0', 0644, bytes, "");
            case EXECUTABLE -> entry(path, '0', 0755, bytes, "");
            case LINK -> entry(path, '2', 0777, new byte[0], new String(bytes, StandardCharsets.UTF_8));
        }
    }

    private void entry(String path, char type, int mode, byte[] bytes, String link) throws IOException {
        var pax = new StringBuilder();
        if (!fits(path)) {
            pax.append(record("path", path));
        }
        if (!fits(link)) {
            pax.append(record("linkpath", link));
        }
        if (!pax.isEmpty()) {
            byte[] records = pax.toString().getBytes(StandardCharsets.UTF_8);
            header("PaxHeaders/" + Integer.toHexString(path.hashCode()), 'x', 0644, records.length, "");
            padded(records);
        }
        header(path, type, mode, bytes.length, link);
        padded(bytes);
    }

    private static boolean fits(String text) {
        return text.length() <= NAME && text.chars().allMatch(unit -> unit < 0x80);
    }

    /// Its own length is part of what it counts.
    private static String record(String key, String value) {
        String rest = " " + key + "=" + value + "\n";
        int length = rest.getBytes(StandardCharsets.UTF_8).length;
        int digits = Integer.toString(length).length();
        if (Integer.toString(length + digits).length() > digits) {
            digits++;
        }
        return length + digits + rest;
    }

    private void header(String path, char type, int mode, long size, String link) throws IOException {
        byte[] header = new byte[BLOCK];
        put(header, 0, NAME, path);
        number(header, 100, 8, mode);
        number(header, 108, 8, 0);
        number(header, 116, 8, 0);
        number(header, 124, 12, size);
        number(header, 136, 12, Math.max(0, at.getEpochSecond()));
        put(header, 148, 8, " ".repeat(8)); // counts as blanks in its own sum
        header[156] = (byte) type;
        put(header, 157, NAME, link);
        put(header, 257, 8, "ustar\00000");
        int sum = 0;
        for (byte one : header) {
            sum += one & 0xff;
        }
        put(header, 148, 8, String.format(Locale.ROOT, "%06o\0 ", sum));
        out.write(header);
    }

    private static void number(byte[] header, int from, int length, long value) {
        put(header, from, length, String.format(Locale.ROOT, "%0" + (length - 1) + "o", value));
    }

    private static void put(byte[] header, int from, int length, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, from, Math.min(length, bytes.length));
    }

    private void padded(byte[] bytes) throws IOException {
        out.write(bytes);
        out.write(new byte[(BLOCK - bytes.length % BLOCK) % BLOCK]);
    }

    /// Ends the archive; closes what it was written to.
    @Override
    public void close() throws IOException {
        out.write(new byte[2 * BLOCK]);
        out.close();
    }
}
