package dev.errata.rules.patch.apply;

import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/// A file's rights, of which a patch says only whether it can be run.
final class Permissions {
    private Permissions() {}

    /// Rights with or without that of running it, for whoever may read it.
    static Set<PosixFilePermission> of(Set<PosixFilePermission> rights, boolean executable) {
        Set<PosixFilePermission> wanted = EnumSet.noneOf(PosixFilePermission.class);
        wanted.addAll(rights);
        if (!executable) {
            wanted.remove(PosixFilePermission.OWNER_EXECUTE);
            wanted.remove(PosixFilePermission.GROUP_EXECUTE);
            wanted.remove(PosixFilePermission.OTHERS_EXECUTE);
        } else if (!rights.contains(PosixFilePermission.OWNER_EXECUTE)) {
            wanted.add(PosixFilePermission.OWNER_EXECUTE);
            if (rights.contains(PosixFilePermission.GROUP_READ)) {
                wanted.add(PosixFilePermission.GROUP_EXECUTE);
            }
            if (rights.contains(PosixFilePermission.OTHERS_READ)) {
                wanted.add(PosixFilePermission.OTHERS_EXECUTE);
            }
        }
        return wanted;
    }
}
