package dev.errata.rules.patch.gate;

import dev.errata.logs.store.entity.GateRow;
import java.util.List;

/// One command that has to pass.
///
/// @param command the program and its arguments; no shell reads them
/// @param expectedExitCode what counts as passed
/// @param after names of those that must have passed before
public record GateCommand(
        String name,
        GateRow.Type type,
        List<String> command,
        long timeoutSec,
        long expectedExitCode,
        List<String> after,
        Limits limits) {

    public GateCommand {
        command = List.copyOf(command);
        after = List.copyOf(after);
        if (name.isBlank() || command.isEmpty() || timeoutSec < 1) {
            throw new IllegalArgumentException("not a gate: " + name + " " + command + ", " + timeoutSec + " s");
        }
    }

    /// What it may take of the machine.
    ///
    /// | limit | default | beyond it |
    /// |---|---|---|
    /// | `memoryMegabytes` | 4,096 | it gets no more, and mostly ends by that |
    /// | `processes` | 512 | it can start no more |
    /// | `outputMegabytes` | 16 | it is ended, and has failed |
    public record Limits(int memoryMegabytes, int processes, int outputMegabytes) {
        public static final Limits DEFAULTS = new Limits(4_096, 512, 16);

        public Limits {
            if (memoryMegabytes < 16 || processes < 1 || outputMegabytes < 1) {
                throw new IllegalArgumentException("not limits: " + memoryMegabytes + " MB, " + processes
                        + " processes, " + outputMegabytes + " MB of output");
            }
        }
    }
}
