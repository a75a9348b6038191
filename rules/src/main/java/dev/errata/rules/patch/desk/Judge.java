package dev.errata.rules.patch.desk;

import dev.errata.logs.event.PatchEvent;
import dev.errata.rules.patch.Capability;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Verdict;
import dev.errata.rules.store.patch.DeskTables;
import dev.errata.rules.store.patch.EvaluationRow;
import java.util.Optional;

/// Verdicts, each of which is asked for once.
final class Judge {
    private final DeskTables tables;
    private final DeskParts parts;

    Judge(DeskTables tables, DeskParts parts) {
        this.tables = tables;
        this.parts = parts;
    }

    /// The verdict on a patch, from the tables if it is there.
    Verdict verdict(Patch patch, String baseVersion, String baseTree) {
        return tables.verdict(patch.digest(), baseTree, parts.evaluator().version())
                .flatMap(Judge::read)
                .orElseGet(() -> parts.evaluator().evaluate(parts.workspaces().files(baseVersion), patch));
    }

    private static Optional<Verdict> read(EvaluationRow kept) {
        try {
            Verdict verdict = VerdictText.read(kept.verdict());
            return verdict.sha256().equals(kept.sha256()) ? Optional.of(verdict) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // damaged: it is made anew
        }
    }

    EvaluationRow row(Patch patch, String baseTree, Verdict verdict) {
        return new EvaluationRow(
                patch.digest(),
                baseTree,
                verdict.checker(),
                VerdictText.write(verdict),
                verdict.sha256(),
                parts.clock().instant());
    }

    static PatchEvent.Evaluated event(String proposal, Verdict verdict) {
        return new PatchEvent.Evaluated(
                proposal,
                verdict.status().word(),
                verdict.capabilities().stream().map(Capability::word).sorted().toList(),
                verdict.syntax().word(),
                verdict.findings().size(),
                verdict.sha256(),
                verdict.checker());
    }
}
