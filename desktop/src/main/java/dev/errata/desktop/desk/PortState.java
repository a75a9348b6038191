package dev.errata.desktop.desk;

import java.util.List;

/// Who may use the port, as it is in force.
///
/// @param host what it listens on, or did last
/// @param exposed whether other machines can reach it
/// @param tls the certificate's subject and end, for people; empty without TLS
/// @param clientCertificates whether whoever speaks TLS must show a certificate
/// @param clients how many clients have a token
/// @param tokensAsked whether a request needs one
/// @param capture the level for clients that no row names
public record PortState(
        String host,
        boolean exposed,
        String tls,
        boolean clientCertificates,
        int clients,
        boolean tokensAsked,
        String capture) {

    /// The same in a few sentences' parts, for people.
    public List<String> words() {
        return List.of(
                exposed ? "other machines can reach it at " + host : "only this machine can reach it (" + host + ")",
                tls.isEmpty()
                        ? "no TLS"
                        : "TLS with " + tls + (clientCertificates ? ", clients must show a certificate" : ""),
                (clients == 0
                                ? "no client has a token"
                                : clients == 1 ? "1 client has a token" : clients + " clients have a token")
                        + (tokensAsked ? "; every request needs one" : "; no request needs one"),
                "capture level " + capture);
    }
}
