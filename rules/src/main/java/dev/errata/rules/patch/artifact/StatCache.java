package dev.errata.rules.patch.artifact;

import dev.errata.rules.patch.Content;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the last snapshot of a workspace read, by place, and the stamp each file had then: a file that still has it is
/// not read again.
///
/// It is kept in a file over restarts. That file is no evidence and may be deleted: one that is missing or damaged
/// costs one slow snapshot.
///
/// **Thread:** confined to whoever holds the workspace's lock.
final class StatCache {
    private static final Logger LOG = LoggerFactory.getLogger(StatCache.class);
    private static final int FORMAT = 0x45535431;
    private static final int HASH = 64;

    /// @param sha256 of the content; empty for a file that is left out because of its size
    record Known(Stamp stamp, String sha256) {}

    private final Path file;
    private Map<String, Known> known;

    StatCache(Path file) {
        this.file = file;
        this.known = load(file);
    }

    Optional<Known> of(String path, Stamp stamp) {
        return Optional.ofNullable(known.get(path)).filter(entry -> entry.stamp.equals(stamp));
    }

    /// Takes what a snapshot has found.
    void replace(Map<String, Known> now) {
        if (!now.equals(known)) {
            known = Map.copyOf(now);
            save();
        }
    }

    private void save() {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.resolveSibling(""));
            byte[] body = encoded();
            var bytes = new ByteArrayOutputStream(body.length + HASH);
            bytes.writeBytes(body);
            bytes.writeBytes(Content.sha256(body).getBytes(StandardCharsets.US_ASCII));
            Files.write(fresh, bytes.toByteArray());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.info("What a snapshot read could not be noted ({}); the next one is slower.", e.toString());
        }
    }

    private byte[] encoded() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeInt(known.size());
            for (Map.Entry<String, Known> entry : known.entrySet()) {
                Stamp stamp = entry.getValue().stamp;
                out.writeUTF(entry.getKey());
                out.writeLong(stamp.size());
                out.writeLong(stamp.modified());
                out.writeLong(stamp.changed());
                out.writeLong(stamp.inode());
                out.writeInt(stamp.mode());
                out.writeUTF(entry.getValue().sha256);
            }
        }
        return bytes.toByteArray();
    }

    private static Map<String, Known> load(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                return Map.of();
            }
            byte[] all = Files.readAllBytes(file);
            byte[] body = Arrays.copyOf(all, Math.max(0, all.length - HASH));
            String hash = new String(all, body.length, all.length - body.length, StandardCharsets.US_ASCII);
            return Content.sha256(body).equals(hash) ? decoded(body) : Map.of();
        } catch (IOException e) {
            return Map.of();
        }
    }

    private static Map<String, Known> decoded(byte[] body) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(body));
        if (in.readInt() != FORMAT) {
            return Map.of();
        }
        int count = in.readInt();
        Map<String, Known> known = new HashMap<>(count * 2);
        for (int i = 0; i < count; i++) {
            String path = in.readUTF();
            var stamp = new Stamp(in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readInt());
            known.put(path, new Known(stamp, in.readUTF()));
        }
        return known;
    }
}
