/// Whether an exchange was sent as the journal says: raw text + recorded rewrites = sent text, and back.
///
/// Three witnesses are heard: the chain (is the record the one that was written?), the raw text's file (is it the one
/// that was hashed?), and the rewrites (do they lead from the one to the hash of the other?). Nothing is written.
///
/// Must not know: rules, wires, how a result is shown.
///
/// Start reading at [dev.errata.logs.proof.Proof], then [dev.errata.logs.proof.ExchangeProof].
package dev.errata.logs.proof;
