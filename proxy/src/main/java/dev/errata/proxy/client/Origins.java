package dev.errata.proxy.client;

import dev.errata.rules.text.Globs;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Which web pages may use the port. A browser names the page in `Origin`; a program that is no browser sends none and
/// is not concerned. `null`, which a page in a frame without rights sends, is foreign.
///
/// **Source:** Ollama's list, `wire.md` 2.1; RFC 6454 section 7.
///
/// @param more further ones, as globs; `*` alone means every page
public record Origins(List<String> more) {

    public static final Origins USUAL = new Origins(List.of());

    /// What is allowed in any case, for people.
    public static final String ALWAYS = "http and https pages of localhost, 127.0.0.1, 0.0.0.0 and [::1] at any port;"
            + " app://, file://, tauri://, vscode-webview:// and vscode-file://";

    private static final Pattern LOCAL =
            Pattern.compile("https?://(localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|\\[::1])(:\\d{1,5})?");
    private static final Pattern APPS = Pattern.compile("(app|file|tauri|vscode-webview|vscode-file)://.*");
    private static final Pattern WEB = Pattern.compile("https?://(.+)");

    public Origins {
        more = List.copyOf(more);
    }

    /// Whether a page may use the port.
    ///
    /// @param host the request's `Host`: a page that was itself served at it is at home
    public boolean allows(String origin, String host) {
        String page = origin.strip().toLowerCase(Locale.ROOT);
        var web = WEB.matcher(page);
        return LOCAL.matcher(page).matches()
                || APPS.matcher(page).matches()
                || (web.matches() && !host.isEmpty() && web.group(1).equalsIgnoreCase(host.strip()))
                || more.stream().anyMatch(glob -> Globs.matches(glob, page));
    }
}
