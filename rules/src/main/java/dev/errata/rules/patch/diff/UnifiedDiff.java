package dev.errata.rules.patch.diff;

import dev.errata.rules.patch.FileChange;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.Hunk;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.WorkspacePath;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes patches as git does, so that `git apply` takes them. New places of hunks are counted for the chosen ones
/// alone. Bytes that are no text are not written: a line says that they differ.
///
/// **Thread:** any; holds nothing. **Source:** git's documentation, *generate patch text with -p*.
public final class UnifiedDiff {

    private interface Sink {
        void put(String text, Charset charset);
    }

    private final Sink sink;

    private UnifiedDiff(Sink sink) {
        this.sink = sink;
    }

    /// The chosen hunks, for people to read.
    public static String write(Patch patch, Set<Integer> hunks) {
        StringBuilder text = new StringBuilder();
        new UnifiedDiff((part, charset) -> text.append(part)).patch(patch, hunks);
        return text.toString();
    }

    /// The same for a file: lines in the charset of the file that they belong to.
    public static byte[] bytes(Patch patch, Set<Integer> hunks) {
        var bytes = new ByteArrayOutputStream();
        new UnifiedDiff((part, charset) -> bytes.writeBytes(
                        part.getBytes(charset.newEncoder().canEncode(part) ? charset : StandardCharsets.UTF_8)))
                .patch(patch, hunks);
        return bytes.toByteArray();
    }

    private void patch(Patch patch, Set<Integer> chosen) {
        for (FileChange file : patch.files()) {
            List<Hunk> hunks = file.hunks().stream()
                    .filter(hunk -> chosen.contains(hunk.number()))
                    .toList();
            if (!hunks.isEmpty()) {
                file(file, hunks);
            }
        }
    }

    private void file(FileChange file, List<Hunk> hunks) {
        Charset charset = file.base() == null
                ? StandardCharsets.UTF_8
                : file.base().content().charset();
        FileMode before = file.base() == null ? null : file.base().mode();
        FileMode after = file.mode();
        if (before != null && after != null && before != after && (before == FileMode.LINK || after == FileMode.LINK)) {
            // A file that becomes a link, or the other way, is for git one that goes and one that comes.
            Hunk hunk = hunks.getFirst();
            header("diff --git " + quoted("a/", file.before()) + " " + quoted("b/", file.before()));
            header("deleted file mode " + before.octal());
            body(file, hunk, "a/", null, List.of(half(hunk, hunk.oldLines(), List.of())), charset);
            header("diff --git " + quoted("a/", file.path()) + " " + quoted("b/", file.path()));
            header("new file mode " + after.octal());
            body(file, hunk, null, "b/", List.of(half(hunk, List.of(), hunk.newLines())), charset);
            return;
        }
        header("diff --git " + quoted("a/", file.before()) + " " + quoted("b/", file.path()));
        if (before == null && after != null) {
            header("new file mode " + after.octal());
        } else if (before != null && after == null) {
            header("deleted file mode " + before.octal());
        } else if (before != null && after != null && before != after) {
            header("old mode " + before.octal());
            header("new mode " + after.octal());
        }
        if (file.from() != null) {
            if (hunks.getFirst().kind() == Hunk.Kind.RENAME) {
                header("similarity index 100%");
            }
            header("rename from " + quoted("", file.from()));
            header("rename to " + quoted("", file.path()));
        }
        body(file, hunks.getFirst(), before == null ? null : "a/", after == null ? null : "b/", hunks, charset);
    }

    private static Hunk half(Hunk hunk, List<String> old, List<String> fresh) {
        int oldStart = old.isEmpty() ? 0 : 1;
        return new Hunk(hunk.number(), hunk.kind(), oldStart, old, fresh.isEmpty() ? 0 : 1, fresh, "");
    }

    private void body(
            FileChange file, Hunk first, @Nullable String a, @Nullable String b, List<Hunk> hunks, Charset charset) {
        boolean binary = file.binary() != null || (file.deletes() && binary(file.base()));
        String old = a == null ? "/dev/null" : quoted(a, file.before());
        String fresh = b == null ? "/dev/null" : quoted(b, file.path());
        if (binary) {
            header("Binary files " + old + " and " + fresh + " differ");
            return;
        }
        boolean lines = first.kind() != Hunk.Kind.RENAME
                && first.kind() != Hunk.Kind.MODE
                && hunks.stream()
                        .anyMatch(hunk ->
                                !hunk.oldLines().isEmpty() || !hunk.newLines().isEmpty());
        if (!lines) {
            return;
        }
        header("--- " + old + tab(old));
        header("+++ " + fresh + tab(fresh));
        int shift = 0;
        for (Hunk hunk : hunks) {
            int begin = hunk.at() + shift;
            header("@@ -" + range(hunk.oldStart(), hunk.oldLines().size()) + " +"
                    + range(
                            hunk.newLines().isEmpty() ? begin : begin + 1,
                            hunk.newLines().size())
                    + " @@" + (hunk.section().isEmpty() ? "" : " " + hunk.section()));
            for (DiffLine line : DiffLine.of(hunk)) {
                sink.put(line.side().sign() + line.text(), charset);
                if (!line.text().endsWith("\n")) {
                    header("\n\\ No newline at end of file");
                }
            }
            shift += hunk.newLines().size() - hunk.oldLines().size();
        }
    }

    private static boolean binary(@Nullable FileImage image) {
        return image != null && image.content().isBinary();
    }

    private void header(String line) {
        sink.put(line + "\n", StandardCharsets.UTF_8);
    }

    private static String range(int start, int count) {
        return count == 1 ? String.valueOf(start) : start + "," + count;
    }

    /// Behind a name with a blank git puts a tab, so that nobody takes what follows the blank for a date.
    private static String tab(String name) {
        return name.indexOf(' ') >= 0 && !name.startsWith("\"") ? "\t" : "";
    }

    private static String quoted(String prefix, WorkspacePath path) {
        String name = prefix + path.value();
        return name.indexOf('"') < 0 ? name : "\"" + name.replace("\"", "\\\"") + "\"";
    }
}
