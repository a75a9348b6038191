package dev.errata.desktop.review;

import dev.errata.desktop.fx.Notice;
import dev.errata.desktop.fx.Words;
import dev.errata.logs.problem.ApiProblem;
import dev.errata.rules.patch.ApplyResult;
import dev.errata.rules.patch.diff.VisibleText;
import java.util.List;
import java.util.stream.Collectors;

/// What came of applying, in words: what happened, what is safe, what to do.
final class ReviewMessages {
    private ReviewMessages() {}

    static Notice of(ApplyResult result) {
        return switch (result) {
            case ApplyResult.Applied applied ->
                applied.proposal().state().equals("rolled_back")
                        ? notice(
                                Notice.Kind.SUCCESS,
                                Words.of("review.rolledBack", applied.version()),
                                Words.of("review.rolledBack.next"),
                                "")
                        : notice(
                                Notice.Kind.SUCCESS,
                                Words.of(
                                        "review.applied",
                                        applied.proposal().accepted().size(),
                                        applied.version()),
                                Words.of("review.applied.next"),
                                "");
            case ApplyResult.NotApproved not ->
                notice(Notice.Kind.WARNING, Words.of("review.notApproved"), not.reason(), ApiProblem.CONFLICT.code());
            case ApplyResult.Stale stale ->
                notice(
                        Notice.Kind.WARNING,
                        Words.of("review.stale"),
                        stale.conflicts().isEmpty()
                                ? Words.of("review.stale.next")
                                : stale.conflicts().stream()
                                        .map(conflict -> VisibleText.of(conflict.words()))
                                        .collect(Collectors.joining("\n")),
                        ApiProblem.CONFLICT.code());
            case ApplyResult.Blocked blocked ->
                notice(Notice.Kind.DANGER, Words.of("review.blocked"), blocked.reason(), "");
            case ApplyResult.Failed failed ->
                notice(Notice.Kind.DANGER, Words.of("review.failed"), failed.reason(), "");
            case ApplyResult.Missing missing ->
                notice(
                        Notice.Kind.WARNING,
                        Words.of("review.missing"),
                        Words.of("review.missing.next"),
                        ApiProblem.NOT_FOUND.code());
        };
    }

    private static Notice notice(Notice.Kind kind, String what, String next, String code) {
        return new Notice(kind, what, next, code, List.of());
    }
}
