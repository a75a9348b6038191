package dev.errata.rules.pack;

import java.util.List;

/// Reads any file of rules that Errata knows: a pack, or SillyTavern's regex scripts.
///
/// **Thread:** any.
public final class RuleFile {
    private RuleFile() {}

    /// Something to know about one rule of a foreign file.
    ///
    /// @param subject which one, in words
    /// @param refused whether it cannot come in at all
    /// @param text why, or what is different here
    public record Remark(String subject, boolean refused, String text) {}

    /// What came of reading.
    public sealed interface Reading {}

    /// There are rules in it.
    ///
    /// @param remarks about what could not be carried over as it was
    public record Rules(RulePack pack, List<Remark> remarks) implements Reading {
        public Rules {
            remarks = List.copyOf(remarks);
        }

        /// Whether a rule of the file cannot come in.
        public boolean refusesSome() {
            return remarks.stream().anyMatch(Remark::refused);
        }
    }

    /// There are none; the reason is for people.
    public record NoRules(String reason) implements Reading {}

    /// Reads a file's text.
    ///
    /// @param name what to call a pack that does not name itself, mostly the file's name
    public static Reading read(String text, String name) {
        String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (RegexScripts.looksLike(clean)) {
            return RegexScripts.read(clean, name);
        }
        return switch (PackFile.read(clean)) {
            case PackFile.Read(RulePack pack) -> new Rules(pack, List.of());
            case PackFile.NoPack(String reason) -> new NoRules(reason);
        };
    }
}
