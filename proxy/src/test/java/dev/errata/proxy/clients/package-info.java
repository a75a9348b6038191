/// Java's own clients of the wires, driven as their users drive them: through a proxy with a rule, in front of the
/// practice server.
///
/// What JavaScript's clients do is shown by the script beside the Java tests, in `src/test/clients`.
package dev.errata.proxy.clients;
