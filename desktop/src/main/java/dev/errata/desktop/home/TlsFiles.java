package dev.errata.desktop.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// The PEM files that the settings name for TLS. The key is read only if nobody else can read it, and is never kept
/// elsewhere, shown or logged.
public sealed interface TlsFiles {

    /// None is named.
    record None() implements TlsFiles {}

    /// The files' texts.
    ///
    /// @param clientCa empty if clients need no certificate
    record Given(String certificate, String key, String clientCa) implements TlsFiles {
        @Override
        public String toString() {
            return "Given[***]";
        }
    }

    /// They cannot be used.
    ///
    /// @param reason why, and what to do
    record Missing(String reason) implements TlsFiles {}

    /// Reads them.
    ///
    /// @param folder what relative paths begin at
    static TlsFiles read(String certificate, String key, String clientCa, Path folder) {
        if (certificate.isEmpty() && key.isEmpty()) {
            return clientCa.isEmpty()
                    ? new None()
                    : new Missing("The setting tls.client-ca says nothing without tls.certificate and tls.key.");
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            return new Missing("TLS needs both settings, tls.certificate and tls.key.");
        }
        try {
            Path secret = folder.resolve(key);
            if (!Private.forOwnerOnly(secret)) {
                return new Missing(
                        "The key file " + secret + " can be read by others and is not used. Run chmod 600 on it.");
            }
            return new Given(
                    Files.readString(folder.resolve(certificate)),
                    Files.readString(secret),
                    clientCa.isEmpty() ? "" : Files.readString(folder.resolve(clientCa)));
        } catch (IOException | InvalidPathException e) {
            return new Missing("A file for TLS cannot be read (" + e.getMessage()
                    + "). Check tls.certificate, tls.key and tls.client-ca.");
        }
    }

    /// Tells one state of the files from another, so that a renewed certificate is seen.
    static String mark(String certificate, String key, String clientCa, Path folder) {
        var mark = new StringBuilder();
        for (String name : new String[] {certificate, key, clientCa}) {
            try {
                mark.append(name).append('@');
                mark.append(name.isEmpty() ? "" : Files.getLastModifiedTime(folder.resolve(name)));
            } catch (IOException | InvalidPathException e) {
                mark.append("none");
            }
        }
        return mark.toString();
    }
}
