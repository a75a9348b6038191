package dev.errata.proxy.load;

/// Latencies in microseconds up to 200 ms, one by one; longer ones count as that.
final class Histogram {

    private static final int MOST = 200_000;

    private final int[] counts = new int[MOST + 1];
    private long total;

    void add(long nanos) {
        counts[Math.clamp(nanos / 1_000, 0, MOST)]++;
        total++;
    }

    long total() {
        return total;
    }

    /// The latency that so much of all do not exceed.
    long micros(double part) {
        long wanted = (long) Math.ceil(total * part);
        long seen = 0;
        for (int i = 0; i <= MOST; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return i;
            }
        }
        return MOST;
    }
}
