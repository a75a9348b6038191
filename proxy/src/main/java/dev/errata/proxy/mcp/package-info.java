/// What agents meet at `/errata/mcp`: the Model Context Protocol over Streamable HTTP, in both of its eras.
///
/// ```
/// POST -> Message (one JSON-RPC message) -> Spoken (era, version, who) -> Methods -> ToolCalls -> a tool of Toolbox
///                                                                             \-> whole JSON, or an event stream
/// ```
///
/// A tool can propose, look, wait and ask to write what is approved; nothing here can approve, and nothing here knows a
/// file. Everything that waits is on a virtual thread, at most so many at once. Host, Origin and token were checked by
/// `proxy.control` before.
///
/// Start reading at [dev.errata.proxy.mcp.McpEndpoint]; what the tools are is data, in the resource `tools.json`.
package dev.errata.proxy.mcp;
