package dev.errata.rules.text;

/// A half-open range of UTF-16 units in a lane's raw text.
public record Span(long start, long end) {
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no span: " + start + " to " + end);
        }
    }

    public long length() {
        return end - start;
    }
}
