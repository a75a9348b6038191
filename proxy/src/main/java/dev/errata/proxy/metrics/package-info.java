/// Counts what passes, for Prometheus: OpenTelemetry's names for generative AI where they exist, `errata.` for the
/// rest.
///
/// An event loop only puts the numbers of an ended exchange into a queue
/// ([dev.errata.proxy.metrics.ProxyMetrics]); a virtual thread takes them from there to the registry
/// (`Recorder`), which is made when it is first needed: a start shall not wait for it. Labels that a client can choose,
/// as the model's name, are bounded (`Bounded`).
///
/// The only package that knows Micrometer. Must not know Netty, bodies or texts: a metric holds numbers and names.
/// **Source:** OpenTelemetry's semantic conventions for generative AI, metrics.
package dev.errata.proxy.metrics;
