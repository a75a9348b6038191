package dev.errata.logs.proof;

import dev.errata.logs.blob.RawText;
import dev.errata.logs.blob.RawTextReader;
import dev.errata.logs.blob.TextHash;
import dev.errata.logs.event.RewriteEntry;
import dev.errata.logs.proof.Proof.BrokenChain;
import dev.errata.logs.proof.Proof.Claim;
import dev.errata.logs.proof.Proof.Differs;
import dev.errata.logs.proof.Proof.HashesOnly;
import dev.errata.logs.proof.Proof.NotFound;
import dev.errata.logs.proof.Proof.Proved;
import dev.errata.logs.proof.Proof.Unreadable;
import dev.errata.logs.read.JournalQuery;
import dev.errata.logs.read.JournalReader;
import dev.errata.logs.read.JournalRecord;
import dev.errata.logs.read.Verification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Proves one exchange from the journal and its kept raw text.
///
/// ```
/// record found? -> chain holds up to it? -> raw text kept? -> its hash = raw_sha256?
///               -> each rewrite fits, lane by lane? -> hash of the result = sent_sha256? -> undone again = raw text?
/// ```
///
/// **Thread:** any that may block; reads the whole journal once, and writes nothing.
public final class ExchangeProof {

    private static final Claim NONE = new Claim(0, "", "", 0);

    private final JournalReader journal;
    private final RawTextReader texts;

    public ExchangeProof(JournalReader journal, RawTextReader texts) {
        this.journal = journal;
        this.texts = texts;
    }

    /// What can be said of the exchange with that id.
    public Proof of(String exchange) {
        var query = new JournalQuery("exchange.finished", null, null, exchange, null, null);
        Optional<JournalRecord> found = journal.newest(query, Long.MAX_VALUE, 1).stream().findFirst();
        Verification chain = journal.verify();
        if (found.isEmpty()) {
            return absent(chain);
        }
        JournalRecord record = found.get();
        return chainFault(ExchangeRecord.of(record).claim(), chain)
                .orElseGet(() -> compare(record, texts.find(exchange)));
    }

    private static Proof absent(Verification chain) {
        return switch (chain) {
            case Verification.Intact intact -> new NotFound("");
            case Verification.Empty empty -> new NotFound("there is no journal yet");
            case Verification.NoAnchor noAnchor ->
                new NotFound("the database holds no anchor, so it may have been in an end that was cut off");
            case Verification.Broken broken -> new NotFound("it may have been lost: " + words(broken));
            case Verification.Unreadable(String reason, var file) -> new Unreadable(NONE, reason);
        };
    }

    /// A chain that breaks behind the record does not touch it.
    private static Optional<Proof> chainFault(Claim claim, Verification chain) {
        return switch (chain) {
            case Verification.Intact intact -> Optional.empty();
            case Verification.Empty empty ->
                Optional.of(new BrokenChain(claim, "the journal was emptied while it was looked at"));
            case Verification.NoAnchor noAnchor ->
                Optional.of(new BrokenChain(
                        claim, "the database holds no anchor for the journal, so a forged chain cannot be excluded"));
            case Verification.Broken broken ->
                broken.seq() > claim.seq()
                        ? Optional.empty()
                        : Optional.of(new BrokenChain(claim, words(broken)));
            case Verification.Unreadable(String reason, var file) -> Optional.of(new Unreadable(claim, reason));
        };
    }

    private static String words(Verification.Broken broken) {
        return "the chain breaks at record " + broken.seq() + " in " + broken.segment()
                + (broken.line() > 0 ? " line " + broken.line() : "") + ": " + broken.reason();
    }

    /// What a record that can be trusted and the kept text say together.
    ///
    /// @param end of type `exchange.finished`
    public static Proof compare(JournalRecord end, RawTextReader.Found found) {
        ExchangeRecord record = ExchangeRecord.of(end);
        Claim claim = record.claim();
        if (!record.inspected()) {
            return new HashesOnly(claim, "its body was passed on unread, so there never was a text");
        }
        return switch (found) {
            case RawTextReader.Kept(RawText text) -> compare(record, text);
            case RawTextReader.Gone() ->
                isSilent(record)
                        ? new Proved(claim, 0)
                        : new HashesOnly(claim, "its raw text is not kept, or not any more");
            case RawTextReader.Spoilt(String reason) ->
                new Differs(claim, "the file of its raw text was changed: " + reason);
            case RawTextReader.Unreadable(String reason) ->
                new Unreadable(claim, "The file of its raw text cannot be read: " + reason);
        };
    }

    /// Of an answer without text both hashes are known beforehand.
    private static boolean isSilent(ExchangeRecord record) {
        String silence = TextHash.of(List.of());
        return record.claim().rawSha256().equals(silence)
                && record.claim().sentSha256().equals(silence)
                && record.rewrites().isEmpty();
    }

    private static Proof compare(ExchangeRecord record, RawText kept) {
        Claim claim = record.claim();
        List<String> raw = kept.lanes().stream().map(RawText.Lane::text).toList();
        if (!TextHash.of(raw).equals(claim.rawSha256())) {
            return new Differs(claim, "the kept raw text is not the one that was received: its hash is not raw_sha256");
        }
        Map<String, List<RewriteEntry>> byLane = new LinkedHashMap<>();
        record.rewrites()
                .forEach(entry -> byLane.computeIfAbsent(entry.lane(), lane -> new ArrayList<>())
                        .add(entry));
        List<String> sent = new ArrayList<>();
        try {
            for (RawText.Lane lane : kept.lanes()) {
                List<RewriteEntry> own = byLane.remove(lane.lane());
                var edits = new LaneEdits(own == null ? List.of() : own);
                String text = edits.redo(lane.text());
                if (!same(edits.undo(text), lane.text())) {
                    return new Differs(claim, "the rewrites of lane " + lane.lane() + " cannot be undone");
                }
                sent.add(text);
            }
        } catch (LaneEdits.Misfit e) {
            return new Differs(claim, String.valueOf(e.getMessage()));
        }
        if (!byLane.isEmpty()) {
            return new Differs(
                    claim, "the rewrites name a lane that is not kept: " + String.join(", ", byLane.keySet()));
        }
        return TextHash.of(sent).equals(claim.sentSha256())
                ? new Proved(claim, sent.size())
                : new Differs(claim, "raw text and rewrites give another text than was sent: its hash is not"
                        + " sent_sha256");
    }

    /// Whether it is the raw text again, but for halves of surrogate pairs that a line of the journal cannot hold.
    private static boolean same(String undone, String raw) {
        if (undone.length() != raw.length()) {
            return false;
        }
        for (int i = 0; i < raw.length(); i++) {
            boolean lost = undone.charAt(i) == '\uFFFD' && Character.isSurrogate(raw.charAt(i));
            if (undone.charAt(i) != raw.charAt(i) && !lost) {
                return false;
            }
        }
        return true;
    }
}
