package dev.errata.rules.patch.apply;

import dev.errata.rules.patch.WorkspacePath;
import java.nio.file.FileSystemException;

/// A place that can be reached only through a link, or in a folder that is not the workspace's any more.
final class EscapeException extends FileSystemException {
    private static final long serialVersionUID = 1L;

    EscapeException(WorkspacePath path, String reason) {
        super(path.value(), null, reason);
    }
}
