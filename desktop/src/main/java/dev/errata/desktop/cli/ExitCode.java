package dev.errata.desktop.cli;

/// The exit codes of every command; scripts rely on them.
final class ExitCode {
    static final int OK = 0;
    /// The thing asked about is not so.
    static final int NOT_SO = 1;
    /// Bad usage or input.
    static final int USAGE = 2;
    /// It cannot run.
    static final int CANNOT = 3;

    private ExitCode() {}

    /// The exit code for an answer of the API.
    static int of(int status) {
        return switch (status) {
            case 400, 413, 415, 422 -> USAGE;
            case 404 -> NOT_SO;
            default -> status >= 200 && status < 300 ? OK : CANNOT;
        };
    }
}
