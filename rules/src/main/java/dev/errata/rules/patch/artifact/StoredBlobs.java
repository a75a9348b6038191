package dev.errata.rules.patch.artifact;

import dev.errata.rules.patch.Blobs;
import dev.errata.rules.patch.Content;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;

/// The blob store for those who keep texts of their own there: what is put stands on the disk when it returns.
public record StoredBlobs(BlobStore store) implements Blobs {

    @Override
    public String put(byte[] bytes) {
        String name = store.put(Content.of(bytes));
        store.settle();
        return name;
    }

    @Override
    public byte[] get(String sha256) {
        return store.get(sha256)
                .orElseThrow(() -> new UncheckedIOException(
                        "What was kept as " + sha256 + " is not there any more.", new NoSuchFileException(sha256)))
                .bytes();
    }
}
