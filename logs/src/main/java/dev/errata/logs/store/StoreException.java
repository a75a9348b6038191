package dev.errata.logs.store;

/// The database could not do what was asked; nothing was changed. The message is fit to be shown to a person.
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreException(String message) {
        super(message);
    }
}
