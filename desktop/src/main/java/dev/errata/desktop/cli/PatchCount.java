package dev.errata.desktop.cli;

import tools.jackson.databind.JsonNode;

/// How the rows of `behavior_patches` are told on the terminal.
final class PatchCount {
    private PatchCount() {}

    /// What follows a sentence on rules; empty if there are no such rows.
    static String words(JsonNode patches) {
        int rows = patches.path("rows").asInt();
        return rows == 0
                ? ""
                : "; behavior patches: loaded " + patches.path("loaded").asInt() + " of " + rows + ", not active yet";
    }
}
