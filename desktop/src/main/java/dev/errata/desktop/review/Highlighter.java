package dev.errata.desktop.review;

import dev.errata.desktop.text.Mark;
import java.util.List;

/// Tells comments, names and words of the language from each other.
///
/// **Thread:** any that may work for a second; never the FX thread. **Errors:** none: what it cannot read has no
/// colours.
public interface Highlighter {
    /// Sees nothing but text.
    Highlighter NONE = (fileName, text) -> new Coloured(List.of(), List.of());

    /// Reads a file.
    ///
    /// @param fileName the last name of its path
    Coloured read(String fileName, String text);

    /// What was found in a file.
    ///
    /// @param tokens in the text's own units, in order
    /// @param sections functions and classes, outer ones before inner ones
    record Coloured(List<Mark> tokens, List<Section> sections) {
        public Coloured {
            tokens = List.copyOf(tokens);
            sections = List.copyOf(sections);
        }
    }

    /// A function or a class.
    ///
    /// @param first its first line, from 1
    /// @param last its last line
    /// @param title its first line's text
    record Section(int first, int last, String title) {}
}
