package dev.errata.rules.patch;

/// Bytes that are kept under their own hash.
///
/// **Thread:** any that may wait. **Errors:** [java.io.UncheckedIOException] if they cannot be written or read, or are
/// not what they were.
public interface Blobs {

    /// Keeps bytes; says under which name.
    ///
    /// @return hex SHA-256 of the bytes
    String put(byte[] bytes);

    /// The bytes of a name.
    byte[] get(String sha256);
}
