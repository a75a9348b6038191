package dev.errata.rules.house;

import dev.errata.rules.syntax.Grammar;
import dev.errata.rules.syntax.Grammars;
import java.nio.file.Path;

/// Reads a text in each language, in a process of its own.
final class TreeOnModulePath {
    private TreeOnModulePath() {}

    public static void main(String... args) {
        var grammars = new Grammars(Path.of(args[0]));
        int read = 0;
        for (Grammar grammar : Grammar.values()) {
            read += grammars.parse(grammar, "{}").isPresent() ? 1 : 0;
        }
        System.out.println(Grammars.class.getModule() + " read " + read + " of " + Grammar.values().length);
    }
}
