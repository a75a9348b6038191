/// Rewriting inside JSON text: the arguments of tool calls, and answers that were asked for as JSON.
///
/// [dev.errata.rules.leaf.LaneOpener] makes every lane's rewriter. Inside `LeafLane`, `JsonTokens` finds the strings
/// while the text arrives in any cuts; a `Spot` says of each what may happen to it, by the tool table
/// ([dev.errata.rules.leaf.ToolTable], built-in rows in `edit-tools.json`) or by the request's JSON schema; a `Leaf`
/// runs the decoded string through a rewriter of its own and brings its matches back to the JSON text.
///
/// Must not know: wires, events, exchanges, how a table is stored.
///
/// Start reading at `LeafLane`.
package dev.errata.rules.leaf;
