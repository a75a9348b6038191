package dev.errata.desktop.review;

import dev.errata.desktop.fx.Words;
import dev.errata.rules.patch.Capability;
import dev.errata.rules.patch.FileChange;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.Finding;
import dev.errata.rules.patch.Hunk;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Verdict;
import dev.errata.rules.patch.diff.VisibleText;
import org.jspecify.annotations.Nullable;

/// What a proposal says, in words for people. Whatever comes from outside is drawn, never obeyed.
final class ReviewWords {
    private ReviewWords() {}

    /// Text from outside on one line, with nothing hidden in it.
    static String drawn(String text) {
        return VisibleText.of(text.replace("\r", "").replace('\n', ' ').replace('\t', ' '));
    }

    static String title(Proposal proposal) {
        String title = drawn(proposal.origin().title()).strip();
        return title.isEmpty() ? proposal.id() : title;
    }

    /// Whether only Errata writes it.
    static String way(Proposal proposal) {
        return Words.of(proposal.origin().held() ? "review.held" : "review.onTheWire");
    }

    static String verdict(Proposal proposal) {
        Verdict verdict = proposal.verdict();
        if (verdict == null) {
            return Words.of(proposal.workspace() == null ? "review.verdict.unbound" : "review.verdict.none");
        }
        return drawn(verdict.words());
    }

    /// Two words at most, for beside a hunk.
    static String chip(Finding finding) {
        Capability capability = finding.capability();
        return capability == null ? Words.of("review.finding." + finding.kind().word()) : capability.words();
    }

    /// A finding with its place.
    static String finding(Finding finding) {
        String place = finding.path().name() + (finding.line() > 0 ? ":" + finding.line() : "");
        return Words.of("review.finding", chip(finding), drawn(place), drawn(finding.reason()));
    }

    /// What a hunk without an old and a new side does.
    static String change(@Nullable Proposal proposal, Hunk hunk) {
        FileChange file = proposal == null || proposal.patch() == null
                ? null
                : proposal.patch().fileOf(hunk.number()).orElse(null);
        if (file == null) {
            return "";
        }
        FileImage base = file.base();
        return switch (hunk.kind()) {
            case MODIFY -> "";
            case CREATE -> Words.of("review.change.create", hunk.newLines().size());
            case DELETE -> Words.of("review.change.delete", hunk.oldLines().size());
            case RENAME ->
                Words.of(
                        "review.change.rename",
                        drawn(file.before().value()),
                        drawn(file.path().value()));
            case MODE ->
                Words.of(
                        "review.change.mode",
                        base == null ? "" : base.mode().octal(),
                        file.mode() == null ? "" : file.mode().octal());
            case BINARY ->
                Words.of(
                        "review.change.binary",
                        base == null ? 0 : base.content().size(),
                        file.binary() == null ? 0 : file.binary().size());
        };
    }

    /// A path that is too long loses its middle: both ends say more.
    static String path(String path, int most) {
        String shown = drawn(path);
        if (shown.length() <= most) {
            return shown;
        }
        int tail = most * 2 / 3;
        return shown.substring(0, most - tail - 1) + "…" + shown.substring(shown.length() - tail);
    }

    /// One letter for what happens to a file.
    static String letter(FileChange change) {
        if (change.creates()) {
            return "A";
        }
        return change.deletes() ? "D" : change.from() != null ? "R" : "M";
    }
}
