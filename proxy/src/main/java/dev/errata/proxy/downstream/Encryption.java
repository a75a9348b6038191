package dev.errata.proxy.downstream;

import dev.errata.proxy.client.TlsIdentity;
import io.netty.channel.Channel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OptionalSslHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.SSLException;

/// TLS towards clients, by the Java platform's own implementation.
///
/// A connection from another machine must speak it. One from this machine may: what is on this machine could read the
/// port's traffic in other ways, and its clients keep the address they have. Where clients' certificates are demanded,
/// whoever speaks TLS must show one.
public final class Encryption {

    private final SslContext context;
    private final String subject;
    private final Instant expires;

    private Encryption(SslContext context, X509Certificate certificate) {
        this.context = context;
        this.subject = certificate.getSubjectX500Principal().getName();
        this.expires = certificate.getNotAfter().toInstant();
    }

    /// Reads certificate and key.
    ///
    /// @throws IllegalArgumentException with a reason for people if they cannot be used
    public static Encryption of(TlsIdentity identity) {
        X509Certificate certificate;
        try {
            certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(in(identity.certificate()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the certificate is not a PEM file of X.509", e);
        }
        try {
            SslContextBuilder builder = SslContextBuilder.forServer(in(identity.certificate()), in(identity.key()))
                    .sslProvider(SslProvider.JDK);
            if (!identity.clientCa().isEmpty()) {
                builder.clientAuth(ClientAuth.REQUIRE).trustManager(in(identity.clientCa()));
            }
            return new Encryption(builder.build(), certificate);
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "certificate, key or client-ca cannot be used: the key must be PKCS#8 without a password"
                            + " (openssl pkcs8 -topk8 -nocrypt), and belong to the certificate",
                    e);
        }
    }

    private static InputStream in(String pem) {
        return new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
    }

    /// Whom the certificate names.
    public String subject() {
        return subject;
    }

    /// When the certificate ends.
    public Instant expires() {
        return expires;
    }

    /// Whether a connection comes from this machine.
    static boolean isHere(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress from
                && from.getAddress() != null
                && from.getAddress().isLoopbackAddress();
    }

    /// Puts itself first into a connection's pipeline.
    void into(Channel channel) {
        channel.pipeline()
                .addFirst(
                        "tls", isHere(channel) ? new OptionalSslHandler(context) : context.newHandler(channel.alloc()));
    }
}
