package dev.errata.proxy.wire;

/// The bytes are not what the wire should carry. The model server's fault; the answer passes on unread from there.
public final class WireException extends Exception {
    private static final long serialVersionUID = 1L;

    public WireException(String message) {
        super(message);
    }

    public WireException(String message, Throwable cause) {
        super(message, cause);
    }
}
