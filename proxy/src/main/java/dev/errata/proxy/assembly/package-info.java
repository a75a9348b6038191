/// Asks a model server for a stream where the client asked for a whole answer, and puts the stream together again into
/// the document that the server would have given: a server that streams notices at once that nobody listens any more.
///
/// A further wire is a further [dev.errata.proxy.assembly.Assembly]. What cannot be put together exactly is not asked
/// for as a stream ([dev.errata.proxy.assembly.StreamedQuestion]). Must not know rules, connections or exchanges; works
/// on parsed JSON and is used only where the setting `cancel.stream-upstream` is on. Start reading at
/// [dev.errata.proxy.assembly.StreamedQuestion].
@org.jspecify.annotations.NullMarked
package dev.errata.proxy.assembly;
