package dev.errata.desktop.api;

import dev.errata.logs.proof.Proof;
import dev.errata.logs.proof.Proof.BrokenChain;
import dev.errata.logs.proof.Proof.Claim;
import dev.errata.logs.proof.Proof.Differs;
import dev.errata.logs.proof.Proof.HashesOnly;
import dev.errata.logs.proof.Proof.NotFound;
import dev.errata.logs.proof.Proof.Proved;
import dev.errata.logs.proof.Proof.Unreadable;
import dev.errata.logs.read.JournalQuery;
import dev.errata.logs.read.JournalReader;
import tools.jackson.databind.node.ObjectNode;

/// The proof of one exchange as JSON. `status` says the same as `result`, for those who read the one or the other.
public final class ProofJson {
    private ProofJson() {}

    /// The proof, with the exchange's record where there is one.
    public static ObjectNode of(JournalReader reader, String exchange, Proof proof) {
        String result = result(proof);
        ObjectNode json = Json.object()
                .put("exchange", exchange)
                .put("result", result)
                .put("status", result)
                .put("reason", reason(proof));
        Claim claim = claim(proof);
        if (claim.seq() > 0) {
            json.put("seq", claim.seq())
                    .put("raw_sha256", claim.rawSha256())
                    .put("sent_sha256", claim.sentSha256())
                    .put("rewrites", claim.rewrites());
            var query = new JournalQuery("exchange.finished", null, null, exchange, null, null);
            reader.newest(query, Long.MAX_VALUE, 1).forEach(record -> json.set("record", record.body()));
        }
        if (proof instanceof Proved(Claim proved, int lanes)) {
            json.put("lanes", lanes);
        }
        return json;
    }

    /// The result in one word or two, for people and scripts.
    public static String result(Proof proof) {
        return switch (proof) {
            case Proved proved -> "proved";
            case HashesOnly hashes -> "hashes only";
            case Differs differs -> "differs";
            case BrokenChain broken -> "chain broken";
            case NotFound none -> "not found";
            case Unreadable unreadable -> "unreadable";
        };
    }

    /// Why it is so; empty if there is nothing to say.
    public static String reason(Proof proof) {
        return switch (proof) {
            case Proved proved -> "";
            case HashesOnly(Claim claim, String reason) -> reason;
            case Differs(Claim claim, String reason) -> reason;
            case BrokenChain(Claim claim, String reason) -> reason;
            case NotFound(String reason) -> reason;
            case Unreadable(Claim claim, String reason) -> reason;
        };
    }

    private static Claim claim(Proof proof) {
        return switch (proof) {
            case Proved(Claim claim, int lanes) -> claim;
            case HashesOnly(Claim claim, String reason) -> claim;
            case Differs(Claim claim, String reason) -> claim;
            case BrokenChain(Claim claim, String reason) -> claim;
            case NotFound none -> new Claim(0, "", "", 0);
            case Unreadable(Claim claim, String reason) -> claim;
        };
    }
}
