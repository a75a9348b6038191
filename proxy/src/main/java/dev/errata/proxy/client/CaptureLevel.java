package dev.errata.proxy.client;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How much is kept of a client's exchanges, each level all of the one before it and more. Corrections are journalled
/// at every level, and so are the hashes of the whole raw and sent text, without which nothing could be proved later.
///
/// | level | journal | `corrections.log` | memory and `blobs/raw` |
/// |---|---|---|---|
/// | off | ids of exchange and rules, places and lengths of corrections, how it ended | ids | no text |
/// | hashes | and a hash of each corrected text and of what replaced it | hashes | no text |
/// | metadata | and client, model, path, server; the corrected texts themselves | the texts | no text |
/// | full | the same | the texts | request and answers |
public enum CaptureLevel {
    OFF("ids of the exchange and of rules, places and lengths of corrections, how it ended; no name, no text"),
    HASHES("and a SHA-256 of each corrected text and of its replacement; a short text can be guessed from its hash"),
    METADATA("and client, model, path and model server, and the corrected texts; never the answers themselves"),
    FULL("and request and answers, raw and sent, in memory and in blobs/raw, as far as the limits let them");

    private final String keeps;

    CaptureLevel(String keeps) {
        this.keeps = keeps;
    }

    /// The word in settings.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What it keeps beyond the level before it, for people.
    public String keeps() {
        return keeps;
    }

    /// Whether texts of requests and answers are kept.
    public boolean texts() {
        return this == FULL;
    }

    /// Whether names are kept: of client, model, path, server.
    public boolean names() {
        return compareTo(METADATA) >= 0;
    }

    /// The level of that word.
    public static Optional<CaptureLevel> of(String word) {
        return Arrays.stream(values())
                .filter(level -> level.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
