package dev.errata.rules.patch;

/// A file as it is, or is to be.
public record FileImage(FileMode mode, Content content) {

    /// A plain file of UTF-8 text.
    public static FileImage text(String text) {
        return new FileImage(FileMode.FILE, Content.of(text));
    }
}
