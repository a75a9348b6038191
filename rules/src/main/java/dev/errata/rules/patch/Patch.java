package dev.errata.rules.patch;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A change of files, every hunk of which has its exact place in a base.
///
/// Whatever form a proposal came in, this is what is judged, shown, approved and applied; nothing of the words that it
/// was read from is looked at again.
///
/// **Thread:** immutable. **Errors:** [IllegalArgumentException] if hunks are not numbered 1, 2, 3, … in order, two
/// changes touch one place, or there is none.
public record Patch(List<FileChange> files) {

    public Patch {
        files = List.copyOf(files);
        int number = 0;
        Set<String> places = new HashSet<>();
        for (FileChange file : files) {
            take(file.path(), places);
            if (file.from() != null && !file.from().folded().equals(file.path().folded())) {
                take(file.from(), places);
            }
            for (Hunk hunk : file.hunks()) {
                if (hunk.number() != ++number) {
                    throw new IllegalArgumentException("hunk " + hunk.number() + " stands where " + number + " is due");
                }
            }
        }
        if (number == 0) {
            throw new IllegalArgumentException("a patch without a hunk");
        }
    }

    private static void take(WorkspacePath path, Set<String> places) {
        if (!places.add(path.folded())) {
            throw new IllegalArgumentException("two changes touch " + path);
        }
    }

    /// How many hunks there are.
    public int size() {
        return files.stream().mapToInt(file -> file.hunks().size()).sum();
    }

    /// The numbers of all hunks.
    public Set<Integer> all() {
        return files.stream()
                .flatMap(file -> file.hunks().stream())
                .map(Hunk::number)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The hunk of a number.
    public Optional<Hunk> hunk(int number) {
        return files.stream()
                .flatMap(file -> file.hunks().stream())
                .filter(hunk -> hunk.number() == number)
                .findFirst();
    }

    /// The change that a hunk belongs to.
    public Optional<FileChange> fileOf(int number) {
        return files.stream()
                .filter(file -> file.hunks().stream().anyMatch(hunk -> hunk.number() == number))
                .findFirst();
    }

    /// The same with another hunk in the place of the one with its number.
    public Patch with(Hunk edited) {
        return new Patch(files.stream()
                .map(file -> new FileChange(
                        file.path(),
                        file.from(),
                        file.base(),
                        file.mode(),
                        file.hunks().stream()
                                .map(hunk -> hunk.number() == edited.number() ? edited : hunk)
                                .toList(),
                        file.binary()))
                .toList());
    }

    /// What becomes of all places that the accepted hunks touch: base + accepted hunks, byte for byte.
    public NavigableMap<WorkspacePath, Optional<FileImage>> result(Set<Integer> accepted) {
        NavigableMap<WorkspacePath, Optional<FileImage>> result = new TreeMap<>();
        files.forEach(file -> result.putAll(file.result(accepted)));
        return result;
    }

    /// What stands at all places that the patch touches before it: what an approval is bound to. An empty image where
    /// nothing may be.
    public NavigableMap<WorkspacePath, Optional<FileImage>> before() {
        NavigableMap<WorkspacePath, Optional<FileImage>> before = new TreeMap<>();
        for (FileChange file : files) {
            before.put(file.before(), Optional.ofNullable(file.base()));
            if (!file.before().equals(file.path())) {
                before.put(file.path(), Optional.empty());
            }
        }
        return before;
    }

    /// Hex SHA-256 of everything the hunks say, and of the files they were made for.
    public String digest() {
        return digest(all());
    }

    /// The same for some hunks only.
    public String digest(Set<Integer> accepted) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            for (FileChange file : files) {
                if (file.hunks().stream().noneMatch(hunk -> accepted.contains(hunk.number()))) {
                    continue;
                }
                text(out, file.path().value());
                text(out, file.from() == null ? "" : file.from().value());
                text(out, file.base() == null ? "" : file.base().mode().octal());
                text(out, file.base() == null ? "" : file.base().content().sha256());
                text(out, file.mode() == null ? "" : file.mode().octal());
                text(out, file.binary() == null ? "" : file.binary().sha256());
                for (Hunk hunk : file.hunks()) {
                    if (accepted.contains(hunk.number())) {
                        write(out, hunk);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Content.sha256(bytes.toByteArray());
    }

    private static void write(DataOutputStream out, Hunk hunk) throws IOException {
        out.writeInt(hunk.number());
        text(out, hunk.kind().word());
        out.writeInt(hunk.oldStart());
        text(out, String.join("", hunk.oldLines()));
        text(out, String.join("", hunk.newLines()));
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
