package dev.errata.proxy.exchange;

/// The trace that a client's request belongs to, in the client's own words: nobody has judged them yet.
///
/// @param parent its `traceparent`, empty if it has none
/// @param state its `tracestate`, empty likewise
/// **Source:** W3C Trace Context, 3.2 and 3.3.
public record TraceParent(String parent, String state) {

    /// The client says nothing.
    public static final TraceParent NONE = new TraceParent("", "");
}
