package dev.errata.desktop;

/// Where `errata` begins.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(arguments.length);
    }
}
