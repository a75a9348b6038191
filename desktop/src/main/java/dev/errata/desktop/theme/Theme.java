package dev.errata.desktop.theme;

import java.util.Locale;

/// The user's choice of light or dark.
public enum Theme {
    /// As the operating system says, following it while it changes.
    SYSTEM,
    LIGHT,
    DARK;

    /// The word kept in settings.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The theme behind a word; what is not known reads as [#SYSTEM].
    public static Theme ofWord(String word) {
        for (Theme theme : values()) {
            if (theme.word().equalsIgnoreCase(word)) {
                return theme;
            }
        }
        return SYSTEM;
    }
}
