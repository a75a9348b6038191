package dev.errata.rules.patch.check;

import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.FileChange;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.syntax.Grammar;
import dev.errata.rules.syntax.Grammars;
import dev.errata.rules.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
        // Neither needs the other, and with a file of thousands of lines each takes its time.
        List<Side> sides = Stream.of(
                        new Source(change.before().name(), before),
                        new Source(change.path().name(), after))
                .parallel()
                .map(source -> source.read(grammars))
                .toList();
        Content known = after == null ? before : after;
        return new Judged(
                change,
                Placed.of(change),
                before,
                after,
                known == null
                        ? null
                        : Grammar.of(change.path().name(), known.text()).orElse(null),
                sides.getFirst().tree(),
                sides.getLast().tree(),
                sides.getFirst().uses(),
                sides.getLast().uses());
    }

    private static @Nullable Content text(@Nullable FileImage image) {
        return image == null || image.mode() == FileMode.LINK || image.content().isBinary() ? null : image.content();
    }

    /// A text, before or after.
    private record Source(String name, @Nullable Content content) {
        Side read(Grammars grammars) {
            String text = content == null ? "" : content.text();
            SyntaxTree tree = content == null
                    ? null
                    : Grammar.of(name, text)
                            .flatMap(grammar -> grammars.parse(grammar, text))
                            .orElse(null);
            return new Side(tree, tree == null ? null : Uses.in(tree).orElse(null));
        }
    }

    /// What was read of one.
    private record Side(@Nullable SyntaxTree tree, Uses.@Nullable Of uses) {}
}
