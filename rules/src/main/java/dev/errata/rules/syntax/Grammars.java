package dev.errata.rules.syntax;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads source text into syntax trees.
///
/// | limit | default | beyond it |
/// |---|---|---|
/// | length of a text | 2,000,000 UTF-16 units | there is no tree |
///
/// A language's library is unpacked and loaded when it is first asked for.
///
/// **Thread:** any. **Errors:** none: where there is no library for this machine, or it cannot be unpacked or loaded,
/// there is no tree, and the log says why once.
public final class Grammars {
    private static final Logger log = LoggerFactory.getLogger(Grammars.class);
    private static final int LONGEST = 2_000_000;

    private final NativeFolder folder;
    private final Map<Grammar, Optional<Parser.Language>> languages = new EnumMap<>(Grammar.class);
    private Optional<Parser> parser = Optional.empty();
    private boolean tried;

    /// @param folder where native libraries are unpacked to; made if it is missing, and refused if others can write it
    public Grammars(Path folder) {
        this.folder = new NativeFolder(folder);
    }

    /// The tree of a text; empty if there is no parser here or the text is too long.
    public Optional<SyntaxTree> parse(Grammar grammar, String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        Optional<Parser> loaded = parser();
        return loaded.isEmpty()
                ? Optional.empty()
                : language(loaded.get(), grammar).map(language -> loaded.get().parse(language, text));
    }

    private synchronized Optional<Parser> parser() {
        if (!tried) {
            tried = true;
            parser = load("tree-sitter", Parser::new);
        }
        return parser;
    }

    private synchronized Optional<Parser.Language> language(Parser loaded, Grammar grammar) {
        return languages.computeIfAbsent(
                grammar, ignored -> load("tree-sitter-" + grammar.library(), file -> loaded.language(grammar, file)));
    }

    private interface Loading<T> {
        T from(Path library);
    }

    private <T> Optional<T> load(String name, Loading<T> loading) {
        return switch (folder.unpack(name)) {
            case NativeFolder.Unpacked.At(Path file) -> {
                try {
                    yield Optional.of(loading.from(file));
                } catch (IllegalArgumentException
                        | IllegalStateException
                        | UnsatisfiedLinkError
                        | java.util.NoSuchElementException
                        | IllegalCallerException e) {
                    log.warn("source files are not checked: {} cannot be loaded: {}", name, e.getMessage());
                    yield Optional.empty();
                }
            }
            case NativeFolder.Unpacked.Not(String reason) -> {
                log.warn("source files are not checked: {}: {}", name, reason);
                yield Optional.empty();
            }
        };
    }
}
