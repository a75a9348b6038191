package dev.errata.proxy.wire;

/// How a streamed body is cut into units.
public enum Framing {
    /// Server-sent events.
    EVENTS,
    /// One JSON value in each line.
    LINES;

    /// A splitter for one body.
    public Splitter splitter() {
        return switch (this) {
            case EVENTS -> new SseSplitter();
            case LINES -> new LineSplitter();
        };
    }
}
