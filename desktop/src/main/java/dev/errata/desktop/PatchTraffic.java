package dev.errata.desktop;

import dev.errata.desktop.agents.AgentFolders;
import dev.errata.desktop.settings.Setting;
import dev.errata.desktop.settings.Settings;
import dev.errata.logs.store.StoreException;
import dev.errata.proxy.exchange.PatchCatcher;
import dev.errata.proxy.mcp.AgentDesk;
import dev.errata.proxy.mcp.McpEndpoint;
import dev.errata.proxy.mcp.McpLimits;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the proxy is handed of the rooms of patches: agents may propose and ask, the wire is looked at; nothing here
/// can approve.
final class PatchTraffic {
    private PatchTraffic() {}

    /// The endpoint for agents.
    static McpEndpoint agents(OpenHome home) {
        return new McpEndpoint(
                new AgentDesk(home.patches().desk(), folders(home), Version.TEXT),
                McpLimits.USUAL,
                () -> UUID.randomUUID().toString(),
                System::nanoTime);
    }

    private static AgentFolders folders(OpenHome home) {
        return new AgentFolders(
                home.patches().workspaces(),
                () -> home.settings().value(Setting.MCP_WORKSPACES).equals("open"));
    }

    /// Looks through answers, where a setting wants it and there is a folder to watch over.
    static PatchCatcher catcher(OpenHome home) {
        Settings settings = home.settings();
        return new PatchCatcher(
                home.patches().desk(),
                () -> settings.flag(Setting.PATCH_CATCH) && home.lock() != null,
                () -> watches(home),
                client -> workspace(settings.value(Setting.PATCH_WORKSPACES), client));
    }

    private static boolean watches(OpenHome home) {
        try {
            return !home.patches().workspaces().list().isEmpty();
        } catch (StoreException e) {
            return false;
        }
    }

    /// The workspace of a client, by the first glob that fits it: `cline* = site; codex = /code/api`.
    static Optional<String> workspace(String setting, String client) {
        return Arrays.stream(setting.split(";", -1))
                .map(each -> each.split("=", 2))
                .filter(pair -> pair.length == 2 && fits(pair[0].strip(), client))
                .map(pair -> pair[1].strip())
                .findFirst();
    }

    private static boolean fits(String glob, String client) {
        String pattern =
                Arrays.stream(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.matches("(?is)" + pattern, client);
    }
}
