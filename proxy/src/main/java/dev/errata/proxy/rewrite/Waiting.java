package dev.errata.proxy.rewrite;

import dev.errata.proxy.wire.JsonSplice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// One unit of the stream that has not gone out yet.
///
/// @param bytes as the server sent them
/// @param pieces its texts, in order
/// @param divisible whether it may go out in parts, or not at all if no text is left
/// @param comment whether it is only a comment
/// @param last whether clients take it as the end
/// @param since when it came, in milliseconds
@SuppressWarnings("ArrayRecordComponent") // queued, never compared
record Waiting(byte[] bytes, List<Piece> pieces, boolean divisible, boolean comment, boolean last, long since) {

    /// Takes what is decided of each text.
    ///
    /// @return whether all of it is decided
    boolean advance() {
        boolean whole = true;
        for (Piece piece : pieces) {
            whole &= piece.advance(divisible);
        }
        return whole;
    }

    /// Whether a decided part of it differs from its bytes.
    boolean changed() {
        for (Piece piece : pieces) {
            if (piece.changed()) {
                return true;
            }
        }
        return false;
    }

    /// Sends what is decided of the one text as an event of its own.
    void sendPart(Outbox out) {
        Piece piece = pieces.getFirst();
        if (piece.hasPending()) {
            out.add(JsonSplice.apply(bytes, List.of(piece.send())));
        }
    }

    /// Sends it, or what has not been sent of it, corrected.
    void send(Outbox out) {
        var splices = new ArrayList<JsonSplice>(pieces.size());
        for (Piece piece : pieces) {
            boolean touched = piece.changed() || piece.begun();
            JsonSplice splice = piece.send();
            if (touched) {
                splices.add(splice);
            }
        }
        write(splices, out);
    }

    /// Sends it, or what has not been sent of it, as the model sent it.
    void sendRaw(Outbox out) {
        var splices = new ArrayList<JsonSplice>(pieces.size());
        for (Piece piece : pieces) {
            JsonSplice splice = piece.sendRaw();
            if (piece.changed()) {
                splices.add(splice);
            }
        }
        write(splices, out);
    }

    private void write(List<JsonSplice> splices, Outbox out) {
        if (last) {
            out.markLast();
        }
        if (splices.size() > 1) {
            splices.sort(Comparator.comparingInt(JsonSplice::from));
        }
        if (splices.isEmpty()) {
            out.add(bytes);
        } else if (!divisible || !splices.getFirst().text().isEmpty()) {
            out.add(JsonSplice.apply(bytes, splices));
        }
    }
}
