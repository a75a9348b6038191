package dev.errata.rules.patch.artifact;

import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Workspaces.Version;
import dev.errata.rules.patch.Workspaces.Workspace;
import dev.errata.rules.patch.diff.UnifiedDiff;
import dev.errata.rules.store.patch.ManifestEntry;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// Writes versions out of the store: as a folder, a `.tar.gz`, or a `.patch` against the version before.
///
/// **Thread:** any that may wait. **Errors:** [IllegalArgumentException] for a target that may not be written,
/// [UncheckedIOException] for one that cannot.
public final class Export {
    private final Artifacts artifacts;

    public Export(Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    /// Writes a version to a target, whose name says the form.
    public void write(String version, Path target) {
        Version wanted = artifacts.needVersion(version);
        Tree tree = artifacts.tree(wanted);
        String name = target.getFileName() == null ? "" : target.getFileName().toString();
        if (name.endsWith(".tar.gz") || name.endsWith(".tgz")) {
            file(target, out -> tar(tree, wanted, out));
        } else if (name.endsWith(".patch")) {
            file(target, out -> out.write(patch(tree, wanted)));
        } else {
            folder(tree, target);
        }
    }

    /// Where nothing is exported to.
    public List<Path> forbidden() {
        List<Path> forbidden = new ArrayList<>();
        forbidden.add(artifacts.home());
        artifacts.list().stream().map(Workspace::folder).forEach(forbidden::add);
        return forbidden;
    }

    private void folder(Tree tree, Path target) {
        var folder = new EmptyFolder(target, forbidden());
        for (ManifestEntry entry : tree.entries().values()) {
            if (entry.isFolder()) {
                folder.folder(entry.path());
            } else {
                folder.file(
                        entry.path(),
                        new FileImage(entry.fileMode(), artifacts.blobs().need(entry.sha256())));
            }
        }
        folder.links();
    }

    private void tar(Tree tree, Version version, OutputStream out) throws IOException {
        try (var tar = new Tar(new GZIPOutputStream(out), version.at())) {
            for (ManifestEntry entry : tree.entries().values()) {
                if (entry.isFolder()) {
                    tar.folder(entry.path().value());
                } else {
                    tar.file(
                            entry.path().value(),
                            entry.fileMode(),
                            artifacts.blobs().need(entry.sha256()).bytes());
                }
            }
        }
    }

    private byte[] patch(Tree tree, Version version) {
        Tree before = version.parent() == null
                ? new Tree(List.of())
                : artifacts.tree(artifacts.needVersion(version.parent()));
        Optional<Patch> patch = artifacts.diff(before, tree);
        return patch.map(changes -> UnifiedDiff.bytes(changes, changes.all())).orElseGet(() -> new byte[0]);
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /// A file that is not there yet, outside of every workspace.
    private void file(Path target, Writing writing) {
        Path folder = target.toAbsolutePath().resolveSibling("");
        try {
            Path real = folder.toRealPath();
            if (forbidden().stream().anyMatch(real::startsWith)) {
                throw new IllegalArgumentException("The file " + target
                        + " would lie in a workspace or in Errata's home. Nothing was written; name another place.");
            }
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                throw new IllegalArgumentException(
                        "There is something at " + target + " already. Nothing was written; name another place.");
            }
            boolean whole = false;
            try (OutputStream out = new BufferedOutputStream(
                    Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
                writing.to(out);
                whole = true;
            } finally {
                if (!whole) {
                    Files.deleteIfExists(target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + target + " could not be written: " + e, e);
        }
    }
}
