package dev.errata.logs.blob;

/// How many raw texts are kept. Beyond either limit the oldest go first.
///
/// | limit | default |
/// |---|---|
/// | texts | 1,000; 0 keeps none |
/// | bytes | 512 MiB on disk |
public record RawLimits(int texts, long bytes) {

    public static final RawLimits DEFAULTS = new RawLimits(1_000, 512L << 20);

    public RawLimits {
        if (texts < 0 || bytes < 0) {
            throw new IllegalArgumentException("no limits: " + texts + " texts, " + bytes + " bytes");
        }
    }
}
