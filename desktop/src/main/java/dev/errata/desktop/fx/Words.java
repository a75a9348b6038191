package dev.errata.desktop.fx;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// All text of the window, from the one bundle `words.properties` beside this class.
///
/// **Thread:** any.
public final class Words {
    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("dev.errata.desktop.fx.words", Locale.ROOT);

    private Words() {}

    /// The text under a key, with `{0}`, `{1}` filled in.
    ///
    /// **Errors:** [java.util.MissingResourceException] if there is no such key; a test looks for that.
    public static String of(String key, Object... values) {
        String text = BUNDLE.getString(key);
        return values.length == 0 ? text : new MessageFormat(text, Locale.ROOT).format(values);
    }

    /// The text for a word of the data (a type, a mode), or the word itself where the bundle has none.
    public static String orItself(String prefix, String word) {
        String key = prefix + word;
        return BUNDLE.containsKey(key) ? BUNDLE.getString(key) : word;
    }
}
