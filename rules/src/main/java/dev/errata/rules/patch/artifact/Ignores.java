package dev.errata.rules.patch.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.ignore.IgnoreNode;

/// What a workspace's own files say is to be left out: `.gitignore` and `.errataignore` of a folder and of all above.
///
/// As in git the deepest folder that says something decides, in it the last line that fits; `.errataignore` is asked
/// before the `.gitignore` beside it, so that it can take back what git ignores. A file that is a link is not read, as
/// git does not, and what lies in an ignored folder cannot be taken back.
///
/// **Source:** gitignore(5), "Pattern format".
final class Ignores {
    private static final List<String> NAMES = List.of(".errataignore", ".gitignore");
    private static final long LARGEST = 1 << 20;

    /// @param folder empty at the top, else ends in `/`
    private record Level(String folder, IgnoreNode node) {}

    /// Whoever is to be asked first comes first.
    private final List<Level> levels;

    private Ignores(List<Level> levels) {
        this.levels = levels;
    }

    static Ignores none() {
        return new Ignores(List.of());
    }

    /// These and those of a folder.
    ///
    /// @param path empty at the top, else ends in `/`
    Ignores in(Path folder, String path) throws IOException {
        List<Level> more = new ArrayList<>();
        for (String name : NAMES) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= LARGEST) {
                var node = new IgnoreNode();
                try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                    node.parse(in);
                }
                more.add(new Level(path, node));
            }
        }
        if (more.isEmpty()) {
            return this;
        }
        more.addAll(levels);
        return new Ignores(List.copyOf(more));
    }

    /// Whether a place is to be left out.
    boolean leaveOut(String path, boolean folder) {
        for (Level level : levels) {
            Boolean ignored = level.node.checkIgnored(path.substring(level.folder.length()), folder);
            if (ignored != null) {
                return ignored;
            }
        }
        return false;
    }
}
