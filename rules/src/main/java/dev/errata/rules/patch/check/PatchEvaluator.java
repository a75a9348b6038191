package dev.errata.rules.patch.check;

import dev.errata.rules.patch.Evaluator;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Finding;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Verdict;
import dev.errata.rules.syntax.Grammars;
import java.util.ArrayList;
import java.util.List;

/// Judges a patch by what its files would be: each check looks at all of them, before and after.
///
/// | check | finds |
/// |---|---|
/// | syntax | what the parser cannot read now and could before |
/// | capabilities | what the code can do now and could not before, or not so often |
/// | imports | what comes from nowhere |
/// | text | secrets, hidden characters, what loses most of its lines |
/// | removed symbols | what others still use |
///
/// What it will not do: run code, ask a network, follow values through calls, or look at files that the patch does not
/// touch, apart from manifests and the uses of what is removed.
///
/// **Thread:** any that may work for a second; several at once. **Errors:** as [Evaluator].
public final class PatchEvaluator implements Evaluator {
    /// Rises with every change of what the checks say: verdicts are kept by it.
    private static final String VERSION = "errata-checks 1";

    private final Grammars grammars;

    /// @param grammars reads the files
    public PatchEvaluator(Grammars grammars) {
        this.grammars = grammars;
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public Verdict evaluate(FileSource base, Patch patch) {
        List<Judged> files = patch.files().parallelStream()
                .map(change -> Judged.of(change, grammars))
                .toList();
        List<Finding> findings = new ArrayList<>();
        for (Judged file : files) {
            findings.addAll(SyntaxCheck.of(file));
            findings.addAll(TextCheck.of(file));
            notChecked(file, findings);
        }
        findings.addAll(CapabilityDelta.of(files));
        var workspace = new WorkspaceNames(base.with(patch.result(patch.all())));
        findings.addAll(ImportCheck.of(files, workspace));
        findings.addAll(RemovedSymbols.of(files, workspace, grammars));
        return new Verdict(syntax(files, findings), findings, VERSION);
    }

    private static Verdict.Syntax syntax(List<Judged> files, List<Finding> findings) {
        if (findings.stream().anyMatch(finding -> finding.kind() == Finding.Kind.SYNTAX)) {
            return Verdict.Syntax.ERROR;
        }
        boolean some = files.stream().anyMatch(file -> file.after() != null);
        boolean all = files.stream().allMatch(file -> file.change().deletes() || file.after() != null);
        return some && all ? Verdict.Syntax.OK : Verdict.Syntax.NOT_CHECKED;
    }

    /// A file that nobody can read for what it does is a note if it is prose or data, and a caution if it is run.
    private static void notChecked(Judged file, List<Finding> findings) {
        if (file.change().deletes() || file.after() != null) {
            return;
        }
        boolean binary = file.textAfter() == null;
        boolean code = file.grammar() != null || file.change().mode() == FileMode.EXECUTABLE;
        findings.add(new Finding(
                Finding.Kind.NOT_CHECKED,
                code ? Finding.Weight.UNKNOWN : binary ? Finding.Weight.CAUTION : Finding.Weight.NOTE,
                null,
                file.change().path(),
                file.change().hunks().getFirst().number(),
                0,
                0,
                binary
                        ? "not checked: it is no text"
                        : code ? "not checked: there is no parser for it here" : "not checked: no grammar knows it"));
    }
}
