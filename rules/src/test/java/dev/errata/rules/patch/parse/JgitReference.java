package dev.errata.rules.patch.parse;

import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.parse.References.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.patch.Patch;
import org.eclipse.jgit.patch.PatchApplier;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/// Has JGit apply a diff to a tree that is in memory only.
final class JgitReference {
    private JgitReference() {}

    static Answer answer(DamagedDiffs.Pair pair) throws IOException {
        try (var repository = new InMemoryRepository(new DfsRepositoryDescription("pairs"));
                ObjectInserter inserter = repository.newObjectInserter();
                ObjectReader reader = inserter.newReader();
                var walk = new RevWalk(reader)) {
            ObjectId before = tree(pair.tree(), inserter);
            var diff = new Patch();
            diff.parse(new ByteArrayInputStream(pair.text().getBytes(StandardCharsets.UTF_8)));
            if (!diff.getErrors().isEmpty()) {
                return new Answer(Optional.empty(), diff.getErrors().toString());
            }
            PatchApplier.Result result =
                    new PatchApplier(repository, walk.parseTree(before), inserter).applyPatch(diff);
            return result.getErrors().isEmpty()
                    ? new Answer(Optional.of(files(result.getTreeId(), reader)), "")
                    : new Answer(Optional.empty(), result.getErrors().toString());
        } catch (IOException | RuntimeException e) {
            return new Answer(Optional.empty(), e.toString());
        }
    }

    private static ObjectId tree(NavigableMap<WorkspacePath, FileImage> files, ObjectInserter inserter)
            throws IOException {
        DirCacheBuilder builder = DirCache.newInCore().builder();
        for (var file : files.entrySet()) {
            var entry = new DirCacheEntry(file.getKey().value());
            entry.setFileMode(
                    file.getValue().mode() == FileMode.EXECUTABLE
                            ? org.eclipse.jgit.lib.FileMode.EXECUTABLE_FILE
                            : org.eclipse.jgit.lib.FileMode.REGULAR_FILE);
            entry.setObjectId(inserter.insert(
                    Constants.OBJ_BLOB, file.getValue().content().bytes()));
            builder.add(entry);
        }
        builder.finish();
        ObjectId tree = builder.getDirCache().writeTree(inserter);
        inserter.flush();
        return tree;
    }

    private static NavigableMap<WorkspacePath, FileImage> files(ObjectId tree, ObjectReader reader) throws IOException {
        NavigableMap<WorkspacePath, FileImage> files = new TreeMap<>();
        try (var walk = new TreeWalk(reader)) {
            walk.addTree(tree);
            walk.setRecursive(true);
            while (walk.next()) {
                byte[] bytes = reader.open(walk.getObjectId(0)).getBytes();
                boolean program = walk.getFileMode(0) == org.eclipse.jgit.lib.FileMode.EXECUTABLE_FILE;
                files.put(
                        new WorkspacePath(walk.getPathString()),
                        new FileImage(program ? FileMode.EXECUTABLE : FileMode.FILE, Content.of(bytes)));
            }
        }
        return files;
    }
}
