package dev.errata.proxy.rewrite;

import dev.errata.proxy.wire.JsonSplice;

/// One text of one waiting frame, and the bytes where it stands.
sealed interface Piece permits TextPiece, RepeatPiece {

    /// Takes what is decided.
    ///
    /// @param parts whether it may be taken in parts
    /// @return whether all of it is decided
    boolean advance(boolean parts);

    /// Whether what is decided, or what was sent of this text before, differs from the bytes.
    boolean changed();

    /// Whether a part of it has been sent, so that only the rest may follow.
    boolean begun();

    /// Whether something is decided that has not been sent.
    boolean hasPending();

    /// Takes out what is decided, as sent.
    JsonSplice send();

    /// Takes out what has not been sent as the model sent it; what a replacement stands for already is not sent again.
    JsonSplice sendRaw();

    /// Accounts for raw text whose replacement the client has already, though this frame never goes out.
    void abandon();
}
