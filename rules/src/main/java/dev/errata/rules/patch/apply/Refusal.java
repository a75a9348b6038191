package dev.errata.rules.patch.apply;

/// A change that the pen does not write, whatever the disk says. The message is for people.
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
        super(message);
    }
}
