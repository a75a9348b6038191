package dev.errata.rules.patch.artifact;

import java.time.Duration;

/// How much is kept.
///
/// | limit | usual | beyond it |
/// |---|---|---|
/// | `binaryBytes` of a file that is no text | 8 MiB | it is left out of versions, and that is said |
/// | `fileBytes` of any file | 64 MiB | as above |
/// | `quotaBytes` of all blobs together | 2 GiB | a collection drops the oldest versions that nothing needs |
/// | `grace` for a blob that nothing names yet | 1 h | a collection deletes it |
public record ArtifactLimits(long binaryBytes, long fileBytes, long quotaBytes, Duration grace) {
    /// What holds without a setting.
    public static final ArtifactLimits USUAL = new ArtifactLimits(8L << 20, 64L << 20, 2L << 30, Duration.ofHours(1));

    public ArtifactLimits {
        if (binaryBytes < 0 || fileBytes < binaryBytes || fileBytes > 1L << 30 || quotaBytes < 0) {
            throw new IllegalArgumentException(
                    "no limits: " + binaryBytes + ", " + fileBytes + ", " + quotaBytes + " bytes");
        }
    }
}
