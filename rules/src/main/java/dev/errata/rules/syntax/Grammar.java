package dev.errata.rules.syntax;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The languages that there is a parser for.
public enum Grammar {
    PYTHON("python", "py pyi pyw py3 wsgi SConstruct SConscript wscript", "python"),
    JAVA("java", "java", ""),
    /// Its files with JSX inside are read as [#JAVASCRIPT], which knows it.
    TYPESCRIPT("typescript", "ts mts cts", "ts-node deno"),
    JAVASCRIPT("javascript", "js mjs cjs jsx tsx", "node nodejs"),
    GO("go", "go", ""),
    RUST("rust", "rs", ""),
    C("c", "c", ""),
    CPP("cpp", "cc cpp cxx c++ h hh hpp hxx h++ ipp inl tpp", ""),
    C_SHARP("c-sharp", "cs csx", ""),
    RUBY("ruby", "rb rake gemspec ru Rakefile Gemfile Guardfile Vagrantfile Podfile", "ruby"),
    PHP("php", "php phtml php5 php7 inc", "php"),
    BASH("bash", "sh bash zsh ksh bats .bashrc .profile .bash_profile .zshrc", "sh bash zsh ksh dash"),
    JSON("json", "json", ""),
    HTML("html", "html htm xhtml", ""),
    CSS("css", "css", ""),
    SCALA("scala", "scala sc sbt", "scala");

    private final String library;
    private final String names;
    private final String interpreters;

    Grammar(String library, String names, String interpreters) {
        this.library = library;
        this.names = ' ' + names + ' ';
        this.interpreters = ' ' + interpreters + ' ';
    }

    /// What its library's name ends in.
    String library() {
        return library;
    }

    /// The function that gives its tables.
    String symbol() {
        return "tree_sitter_" + library.replace('-', '_');
    }

    /// For people and for the names of resources: `python`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The language of a file, by its name or, where that says nothing, by the interpreter that its first line names.
    ///
    /// @param fileName the last name of its path
    /// @param text what it holds
    public static Optional<Grammar> of(String fileName, String text) {
        int dot = fileName.lastIndexOf('.');
        String extension = dot <= 0 ? fileName : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(grammar -> grammar.names.contains(' ' + extension + ' '))
                .findFirst()
                .or(() -> dot <= 0 ? interpreter(text) : Optional.empty());
    }

    private static Optional<Grammar> interpreter(String text) {
        if (!text.startsWith("#!")) {
            return Optional.empty();
        }
        int end = text.indexOf('\n');
        List<String> words =
                List.of(text.substring(2, end < 0 ? text.length() : end).trim().split("[ \\t/\r]+"));
        return Arrays.stream(values())
                .filter(grammar -> words.stream()
                        .anyMatch(word -> grammar.interpreters.contains(' ' + word.replaceAll("[0-9.]+$", "") + ' ')
                                && !word.isEmpty()))
                .findFirst();
    }
}
