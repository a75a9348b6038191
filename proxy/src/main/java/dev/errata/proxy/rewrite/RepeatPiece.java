package dev.errata.proxy.rewrite;

import dev.errata.proxy.wire.Frame.Mark;
import dev.errata.proxy.wire.JsonSplice;

/// A text that the client has had before: it gets again what it was sent.
///
/// Nothing of it waits: the lane's texts went out before it, since all frames leave in order. Nothing of it is recorded
/// either, as the lane's own text is.
record RepeatPiece(Said said, Mark.Repeat repeat) implements Piece {

    @Override
    public boolean advance(boolean parts) {
        return true;
    }

    @Override
    public boolean changed() {
        return said.changed();
    }

    @Override
    public boolean begun() {
        return false;
    }

    @Override
    public boolean hasPending() {
        return false;
    }

    @Override
    public JsonSplice send() {
        return new JsonSplice(repeat.from(), repeat.to(), said.sent(repeat.value()), repeat.json());
    }

    @Override
    public JsonSplice sendRaw() {
        return send();
    }

    @Override
    public void abandon() {
        // Its lane's texts account for themselves.
    }
}
