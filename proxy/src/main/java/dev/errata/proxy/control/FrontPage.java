package dev.errata.proxy.control;

import java.util.List;

/// What somebody sees who opens `/errata/` in a browser.
final class FrontPage {
    private static final String HEAD = """
        Errata corrects what a local language model says, by your own rules, while it streams.

        Everything under /errata/ is Errata's own; every other path of this port goes to the model server.

        """;

    private FrontPage() {}

    static String of(List<Route> routes) {
        StringBuilder page = new StringBuilder(HEAD);
        for (Route route : routes) {
            page.append("%-6s %-36s %s\n".formatted(route.method(), route.path(), route.summary()));
        }
        return page.toString();
    }
}
