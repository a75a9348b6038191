package dev.errata.rules.patch.check;

import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.FileChange;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.syntax.Grammar;
import dev.errata.rules.syntax.Grammars;
import dev.errata.rules.syntax.SyntaxTree;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One file of a patch, read before and after.
///
/// **Thread:** immutable.
///
/// @param grammar null if there is none for it
/// @param before its tree; null if there is no such file or no parser
/// @param usesBefore null where there is no tree, or names of its language are not looked at
record Judged(
        FileChange change,
        Placed placed,
        @Nullable Content textBefore,
        @Nullable Content textAfter,
        @Nullable Grammar grammar,
        @Nullable SyntaxTree before,
        @Nullable SyntaxTree after,
        Uses.@Nullable Of usesBefore,
        Uses.@Nullable Of usesAfter) {

    static Judged of(FileChange change, Grammars grammars) {
        FileImage old = change.base();
        FileImage fresh = change.result(java.util.Set.copyOf(
                        change.hunks().stream().map(hunk -> hunk.number()).toList()))
                .getOrDefault(change.path(), Optional.empty())
                .orElse(null);
        Content before = text(old);
        Content after = text(fresh);
        @Nullable
        SyntaxTree treeBefore = before == null ? null : tree(change.before().name(), before, grammars);
        @Nullable
        SyntaxTree treeAfter = after == null ? null : tree(change.path().name(), after, grammars);
        Content known = after == null ? before : after;
        return new Judged(
                change,
                Placed.of(change),
                before,
                after,
                known == null
                        ? null
                        : Grammar.of(change.path().name(), known.text()).orElse(null),
                treeBefore,
                treeAfter,
                uses(treeBefore),
                uses(treeAfter));
    }

    private static @Nullable Content text(@Nullable FileImage image) {
        return image == null || image.mode() == FileMode.LINK || image.content().isBinary() ? null : image.content();
    }

    private static @Nullable SyntaxTree tree(String name, Content content, Grammars grammars) {
        String text = content.text();
        return Grammar.of(name, text)
                .flatMap(grammar -> grammars.parse(grammar, text))
                .orElse(null);
    }

    private static Uses.@Nullable Of uses(@Nullable SyntaxTree tree) {
        return tree == null ? null : Uses.in(tree).orElse(null);
    }
}
