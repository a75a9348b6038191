package dev.errata.proxy.mcp;

import dev.errata.rules.patch.diff.VisibleText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/// What makes the calls of one client of before belong together: who it says it is, and which of its calls a
/// cancellation means.
///
/// Its id says all of that itself, and nothing is kept: so no session is ever unknown, not even after a restart, none
/// has to be ended, and a client that sends none back is served as well, only that it cannot cancel. The name in it is
/// the client's own word, as it is in the other era.
///
/// @param id as the client sends it; empty if it sends none
/// @param client as it called itself
record Session(String id, String client) {

    static final String HEADER = "Mcp-Session-Id";

    private static final String NOBODY = "agent";
    private static final int NAME_LIMIT = 64;
    private static final int ID_LIMIT = 512;

    /// A new one.
    ///
    /// @param random what tells it from others of the same client
    static Session begin(String client, String random) {
        String name = Base64.getUrlEncoder().withoutPadding().encodeToString(client.getBytes(StandardCharsets.UTF_8));
        return new Session(name + "." + random, client);
    }

    /// The one of an id.
    static Session of(String id) {
        int dot = id.indexOf('.');
        if (dot < 1 || id.length() > ID_LIMIT) {
            return new Session("", NOBODY);
        }
        try {
            byte[] name = Base64.getUrlDecoder().decode(id.substring(0, dot));
            return new Session(id, named(new String(name, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return new Session("", NOBODY);
        }
    }

    /// A client's name as it may stand in the journal.
    static String name(JsonNode given) {
        return named(given.stringValue(""));
    }

    private static String named(String given) {
        String name = VisibleText.of(given).replaceAll("\\s+", " ").strip();
        return name.isEmpty()
                ? NOBODY
                : name.substring(
                        0, name.offsetByCodePoints(0, Math.min(NAME_LIMIT, name.codePointCount(0, name.length()))));
    }
}
