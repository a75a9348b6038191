package dev.errata.rules.patch;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What the checks say of a patch.
///
/// **Thread:** immutable.
///
/// @param syntax of all files together: an error anywhere is an error
/// @param findings in the order of files, hunks and lines
/// @param checker version of the checks that said so
public record Verdict(Syntax syntax, List<Finding> findings, String checker) {

    /// In words: never a colour alone.
    public enum Status {
        /// Nothing was found that needs a second look.
        CLEAN,
        CAUTION,
        UNSAFE,
        /// Something could not be resolved or read: nobody can say that it is clean.
        UNKNOWN;

        /// As in JSON.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whether the resulting files are valid in their languages.
    public enum Syntax {
        OK,
        ERROR,
        /// No file has a grammar here.
        NOT_CHECKED;

        /// As in JSON.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Verdict {
        findings = findings.stream()
                .sorted(Comparator.comparing(Finding::path)
                        .thenComparing(Finding::hunk)
                        .thenComparing(Finding::line)
                        .thenComparing(Finding::column)
                        .thenComparing(Finding::kind)
                        .thenComparing(Finding::reason))
                .toList();
    }

    /// The heaviest finding decides; what is unsafe is so though something else is unknown.
    public Status status() {
        if (has(Finding.Weight.UNSAFE)) {
            return Status.UNSAFE;
        }
        if (has(Finding.Weight.UNKNOWN)) {
            return Status.UNKNOWN;
        }
        return has(Finding.Weight.CAUTION) ? Status.CAUTION : Status.CLEAN;
    }

    private boolean has(Finding.Weight weight) {
        return findings.stream().anyMatch(finding -> finding.weight() == weight);
    }

    /// What the code can do that the base could not.
    public NavigableSet<Capability> capabilities() {
        NavigableSet<Capability> added = new TreeSet<>();
        findings.stream()
                .map(Finding::capability)
                .filter(capability -> capability != null)
                .forEach(added::add);
        return added;
    }

    /// One line for people, for instance *caution: adds network, process start*.
    public String words() {
        Status status = status();
        if (status == Status.CLEAN) {
            return "clean";
        }
        String why = capabilities().isEmpty()
                ? findings.stream()
                        .filter(finding -> finding.weight() != Finding.Weight.NOTE)
                        .max(Comparator.comparing(Finding::weight))
                        .map(finding -> finding.reason() + (finding.line() > 0 ? " (line " + finding.line() + ")" : ""))
                        .orElse("")
                : "adds " + capabilities().stream().map(Capability::words).collect(Collectors.joining(", "));
        return status.word() + ": " + why;
    }

    /// Hex SHA-256 over all of it.
    public String sha256() {
        StringBuilder text = new StringBuilder(checker).append('\n').append(syntax.word());
        for (Finding finding : findings) {
            text.append('\n')
                    .append(finding.kind().word())
                    .append('\t')
                    .append(finding.weight().word())
                    .append('\t')
                    .append(
                            finding.capability() == null
                                    ? ""
                                    : finding.capability().word())
                    .append('\t')
                    .append(finding.path())
                    .append('\t')
                    .append(finding.hunk())
                    .append('\t')
                    .append(finding.line())
                    .append('\t')
                    .append(finding.column())
                    .append('\t')
                    .append(finding.reason().replace("\n", "\\n"));
        }
        return Content.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
