package dev.errata.rules.match;

/// Carries a fault out of the parsers; never leaves the package.
final class SyntaxException extends Exception {

    private static final long serialVersionUID = 1;

    private final int position;

    SyntaxException(int position, String message) {
        super(message, null, false, false);
        this.position = position;
    }

    RegexFault fault() {
        return new RegexFault(position, String.valueOf(getMessage()));
    }
}
