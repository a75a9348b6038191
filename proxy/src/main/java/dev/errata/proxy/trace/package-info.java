/// Tells a collector that the user has named about each exchange, as one span of OpenTelemetry: names, numbers and
/// times
/// by the conventions for generative AI, never a text, a header or a rule's words.
///
/// Off by default, and then no class of the library is loaded. An event loop only puts an ended exchange into a bounded
/// queue ([dev.errata.proxy.trace.Traces]); a virtual thread makes a span of it (`Spans`) and the library's own thread
/// sends what has gathered (`Exporting`). A collector that is away costs what does not fit into the queue, and one line
/// in the diagnostics.
///
/// The only package that knows OpenTelemetry. Must not know Netty, bodies or texts.
/// **Source:** OpenTelemetry's semantic conventions for generative AI, client inference.
package dev.errata.proxy.trace;
