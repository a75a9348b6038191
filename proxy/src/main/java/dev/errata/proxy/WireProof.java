package dev.errata.proxy;

import dev.errata.proxy.wire.Coverage;
import dev.errata.proxy.wire.Wire;
import java.util.List;

/// What a person can know of one wire, as the code has it: the help's table and the report of the matrix of tests are
/// made from these.
///
/// @param name in the journal and on the screen
/// @param paths endings of the requests' paths
/// @param text in which answers rules work in the text, streamed and whole ones told apart, or why in none
/// @param reasoning the same for reasoning
/// @param arguments the same for the arguments of tool calls
/// @param proved against what
public record WireProof(
        String name, List<String> paths, String text, String reasoning, String arguments, String proved) {

    public WireProof {
        paths = List.copyOf(paths);
    }

    /// All wires that are read.
    public static List<WireProof> all() {
        var endings = Wire.endings();
        return Wire.coverage().entrySet().stream()
                .map(wire -> of(wire.getKey(), endings.getOrDefault(wire.getKey(), List.of()), wire.getValue()))
                .toList();
    }

    private static WireProof of(String name, List<String> paths, Coverage coverage) {
        return new WireProof(
                name,
                paths,
                coverage.text().words(),
                coverage.reasoning().words(),
                coverage.arguments().words(),
                coverage.proof().map(Coverage.Proof::words).orElse(""));
    }
}
