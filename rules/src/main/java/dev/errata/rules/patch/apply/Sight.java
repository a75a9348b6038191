package dev.errata.rules.patch.apply;

import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.apply.Disk.Standing;
import java.io.IOException;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// What the pen sees at a place.
///
/// @param standing what kind of thing it is
/// @param image null if it is neither a file nor a link
record Sight(Standing standing, @Nullable FileImage image) {
    static final Sight NOTHING = new Sight(Standing.NOTHING, null);

    static Sight of(Disk disk, WorkspacePath path) throws IOException {
        Standing standing = disk.look(path);
        return switch (standing.kind()) {
            case NOTHING, FOLDER, OTHER -> new Sight(standing, null);
            case LINK -> image(disk, path, standing, FileMode.LINK);
            case FILE -> image(disk, path, standing, isExecutable(standing) ? FileMode.EXECUTABLE : FileMode.FILE);
        };
    }

    private static Sight image(Disk disk, WorkspacePath path, Standing standing, FileMode mode) throws IOException {
        return new Sight(standing, new FileImage(mode, Content.of(disk.read(path, standing.kind()))));
    }

    private static boolean isExecutable(Standing standing) {
        return !standing.permissions().isEmpty()
                && PosixFilePermissions.fromString(standing.permissions()).contains(PosixFilePermission.OWNER_EXECUTE);
    }

    /// Null if it is neither a file nor a link.
    @Nullable
    Side side() {
        return image == null ? null : new Side(image.mode(), image.content().sha256(), standing.permissions());
    }

    boolean isNothing() {
        return standing.kind() == Disk.Kind.NOTHING;
    }

    /// Whether just this side of a plan stands there; null means nothing at all.
    boolean is(@Nullable Side wanted) {
        Side here = side();
        if (wanted == null || here == null) {
            return wanted == null && isNothing();
        }
        return fits(here).same(wanted) || fits(here).same(fits(wanted));
    }

    /// Where the system has no rights, no file can be told to be one that can be run.
    private Side fits(Side side) {
        return standing.permissions().isEmpty() && side.mode() == FileMode.EXECUTABLE
                ? new Side(FileMode.FILE, side.sha256(), "")
                : side;
    }
}
