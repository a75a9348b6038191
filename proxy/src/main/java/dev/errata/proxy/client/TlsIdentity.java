package dev.errata.proxy.client;

/// What Errata shows to clients over TLS, as PEM text.
///
/// @param certificate its certificate, and those that vouch for it
/// @param key the certificate's private key, PKCS#8, not encrypted
/// @param clientCa who vouches for clients' certificates, which are then demanded; empty for no such demand
public record TlsIdentity(String certificate, String key, String clientCa) {

    @Override
    public String toString() {
        return "TlsIdentity[***]";
    }
}
