package dev.errata.logs.blob;

/// How many raw texts are kept. Beyond any limit the oldest go first.
///
/// | limit | default |
/// |---|---|
/// | texts | 1,000; 0 keeps none |
/// | bytes | 512 MiB on disk |
/// | days since it was written | 0: any age |
public record RawLimits(int texts, long bytes, int days) {

    public static final RawLimits DEFAULTS = new RawLimits(1_000, 512L << 20);

    public RawLimits {
        if (texts < 0 || bytes < 0 || days < 0) {
            throw new IllegalArgumentException(
                    "no limits: " + texts + " texts, " + bytes + " bytes, " + days + " days");
        }
    }

    /// Limits on number and size alone.
    public RawLimits(int texts, long bytes) {
        this(texts, bytes, 0);
    }
}
