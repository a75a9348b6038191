package dev.errata.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.errata.proxy.client.ByClient;
import dev.errata.proxy.client.CaptureLevel;
import dev.errata.proxy.client.ClientLimit;
import dev.errata.proxy.client.KnownClients;
import dev.errata.proxy.client.KnownClients.Known;
import dev.errata.proxy.client.Origins;
import dev.errata.proxy.client.PortPolicy;
import dev.errata.proxy.client.TlsIdentity;
import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.RawClient;
import dev.errata.proxy.fixtures.ScriptedServer;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// TLS towards clients, and what other machines may reach.
@SuppressWarnings("StringConcatToTextBlock") // every CR is meant
final class TlsTest {

    private static final String TOKEN = "errata-client-0123456789abcdef";
    private static final X509Bundle ISSUER = issuer();
    private static final X509Bundle OWN = bundle("CN=localhost");

    private static X509Bundle issuer() {
        try {
            return new CertificateBuilder()
                    .subject("CN=Test")
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static X509Bundle bundle(String subject) {
        try {
            return new CertificateBuilder()
                    .subject(subject)
                    .addSanDnsName("localhost")
                    .buildIssuedBy(ISSUER);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static TlsIdentity identity(String clientCa) {
        return new TlsIdentity(OWN.getCertificatePathPEM(), OWN.getPrivateKeyPEM(), clientCa);
    }

    private static ScriptedServer fine() throws IOException {
        return new ScriptedServer((request, wire) -> wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    }

    private static SSLSocket connect(InetAddress address, int port, @Nullable X509Bundle client) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        KeyManager[] keys = client == null ? null : client.toKeyManagerFactory().getKeyManagers();
        context.init(keys, ISSUER.toTrustManagerFactory().getTrustManagers(), null);
        var socket = (SSLSocket) context.getSocketFactory().createSocket(address, port);
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static String get(SSLSocket socket, String headers) throws IOException {
        socket.getOutputStream()
                .write(("GET /v1/models HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    private static PortPolicy withAClient() {
        return new PortPolicy(
                Origins.USUAL,
                new KnownClients(List.of(new Known("ide", KnownClients.hash(TOKEN)))),
                false,
                false,
                ByClient.all(CaptureLevel.FULL),
                ByClient.all(ClientLimit.NONE));
    }

    /// An address of this machine by which it is not known to be itself.
    private static Optional<InetAddress> outside() throws Exception {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst();
    }

    @Test
    void aClientOfThisMachineMaySpeakTlsOrNot() throws Exception {
        try (var server = fine();
                var bench = new Bench(server);
                var plain = bench.client()) {
            assertThat(bench.proxy.useTls(identity("")))
                    .isInstanceOfSatisfying(
                            ProxyServer.TlsOn.class,
                            on -> assertThat(on.subject()).isEqualTo("CN=localhost"));
            assertThat(bench.proxy.listener().tls()).isTrue();
            try (var socket = connect(InetAddress.getLoopbackAddress(), bench.port, null);
                    var other = bench.client()) {
                assertThat(get(socket, "")).startsWith("HTTP/1.1 200 OK").endsWith("ok");
                assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
                assertThat(other.get("/v1/models").answer().body()).isEqualTo("ok");
                assertThat(plain.get("/v1/models").answer().body()).isEqualTo("ok");
            }
            assertThat(bench.proxy.useTls(null)).isInstanceOf(ProxyServer.TlsOff.class);
            try (var socket = connect(InetAddress.getLoopbackAddress(), bench.port, null)) {
                assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void streamsALargeAnswerThroughTlsWithItsEnd() throws Exception {
        String text = "data: " + Bench.delta("x".repeat(9_000)) + "\n\n";
        try (var server = new ScriptedServer((request, wire) -> {
                    wire.send(Bench.SSE);
                    for (int i = 0; i < 200; i++) {
                        wire.sendChunk(text);
                    }
                    wire.sendChunk("data: [DONE]\n\n");
                    wire.send("0\r\n\r\n");
                });
                var bench = new Bench(server)) {
            bench.proxy.useTls(identity(""));
            try (var socket = connect(InetAddress.getLoopbackAddress(), bench.port, null)) {
                socket.getOutputStream()
                        .write(("POST " + Bench.CHAT + " HTTP/1.1\r\nHost: localhost\r\n"
                                        + "Connection: close\r\nContent-Length: " + Bench.ASK.length() + "\r\n\r\n"
                                        + Bench.ASK)
                                .getBytes(StandardCharsets.US_ASCII));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                assertThat(answer).contains("[DONE]").endsWith("0\r\n\r\n");
                assertThat(answer.length()).isGreaterThan(200 * text.length());
            }
        }
    }

    @Test
    void aClientThatLeavesATlsConnectionCancels() throws Exception {
        try (var server = new ScriptedServer((request, wire) -> {
                    wire.send(Bench.SSE);
                    wire.sendEvent(Bench.delta("a"));
                    wire.awaitClosed();
                });
                var bench = new Bench(server)) {
            bench.proxy.useTls(identity(""));
            try (var socket = connect(InetAddress.getLoopbackAddress(), bench.port, null)) {
                socket.getOutputStream()
                        .write(("POST " + Bench.CHAT + " HTTP/1.1\r\nHost: localhost\r\n" + "Content-Length: "
                                        + Bench.ASK.length() + "\r\n\r\n" + Bench.ASK)
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            assertThat(bench.finished(1).outcome()).isEqualTo("client_closed");
            Bench.await(() -> server.live.get() == 0);
        }
    }

    @Test
    void asksForAClientsCertificateWhereOneIsWanted() throws Exception {
        try (var server = fine();
                var bench = new Bench(server)) {
            bench.proxy.useTls(identity(ISSUER.getCertificatePEM()));
            try (var with = connect(InetAddress.getLoopbackAddress(), bench.port, bundle("CN=client"))) {
                assertThat(get(with, "")).startsWith("HTTP/1.1 200 OK");
            }
            X509Bundle stranger = new CertificateBuilder()
                    .subject("CN=client")
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
            for (X509Bundle wrong : new X509Bundle[] {null, stranger}) {
                try (var without = connect(InetAddress.getLoopbackAddress(), bench.port, wrong)) {
                    assertThatThrownBy(() -> get(without, "")).isInstanceOf(IOException.class);
                }
            }
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void refusesAnIdentityThatDoesNotFitAndKeepsTheOldOne() throws Exception {
        try (var server = fine();
                var bench = new Bench(server)) {
            bench.proxy.useTls(identity(""));
            for (TlsIdentity bad : List.of(
                    new TlsIdentity("nothing", OWN.getPrivateKeyPEM(), ""),
                    new TlsIdentity(OWN.getCertificatePathPEM(), "nothing", ""),
                    new TlsIdentity(OWN.getCertificatePathPEM(), OWN.getPrivateKeyPEM(), "nothing"))) {
                assertThat(bench.proxy.useTls(bad))
                        .isInstanceOfSatisfying(
                                ProxyServer.TlsRefused.class,
                                refused -> assertThat(refused.reason()).contains("TLS stays as it is"));
            }
            try (var socket = connect(InetAddress.getLoopbackAddress(), bench.port, null)) {
                assertThat(get(socket, "")).endsWith("ok");
            }
        }
    }

    @Test
    void listensForOtherMachinesOnlyWithTokensAndTls() throws Exception {
        try (var server = fine();
                var bench = new Bench(server)) {
            assertThat(bench.proxy.listen("0.0.0.0", 0))
                    .isInstanceOfSatisfying(
                            ProxyServer.Refused.class,
                            refused -> assertThat(refused.reason())
                                    .contains(
                                            "no client has a token and there is no TLS",
                                            "errata clients add",
                                            "tls.certificate"));
            bench.proxy.useTls(identity(""));
            assertThat(bench.proxy.listen("0.0.0.0", 0))
                    .isInstanceOfSatisfying(
                            ProxyServer.Refused.class,
                            refused -> assertThat(refused.reason()).contains("no client has a token"));
            bench.proxy.usePolicy(withAClient());
            assertThat(bench.proxy.listen("0.0.0.0", bench.port)).isInstanceOf(ProxyServer.Listening.class);
            assertThat(bench.proxy.listener().exposed()).isTrue();
            assertThat(bench.proxy.useTls(null)).isInstanceOf(ProxyServer.TlsRefused.class);
            try (RawClient here = bench.client()) {
                assertThat(here.get("/v1/models").answer().status()).isEqualTo(401);
            }
            bench.proxy.usePolicy(PortPolicy.OPEN);
            try (RawClient here = bench.client()) {
                assertThat(here.get("/v1/models").answer().status()).isEqualTo(401);
            }
            assertThat(bench.proxy.listen("127.0.0.1", bench.port)).isInstanceOf(ProxyServer.Listening.class);
            try (RawClient here = bench.client()) {
                assertThat(here.get("/v1/models").answer().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void anotherMachineMustSpeakTlsAndSeesNoPagesOfErrata() throws Exception {
        Optional<InetAddress> found = outside();
        assumeThat(found).as("an address beside loopback").isPresent();
        InetAddress outside = found.get();
        try (var server = fine();
                var bench = new Bench(server)) {
            bench.proxy.useTls(identity(""));
            bench.proxy.usePolicy(withAClient());
            var listening = (ProxyServer.Listening) bench.proxy.listen(outside.getHostAddress(), 0);
            try (var plain = new RawClient(outside, listening.port())) {
                plain.send("GET /v1/models HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN + "\r\n\r\n");
                assertThatThrownBy(plain::head).isInstanceOf(IOException.class);
            }
            try (var socket = connect(outside, listening.port(), null)) {
                assertThat(get(socket, "")).startsWith("HTTP/1.1 401 ");
            }
            try (var socket = connect(outside, listening.port(), null)) {
                assertThat(get(socket, "Authorization: Bearer " + TOKEN + "\r\n"))
                        .startsWith("HTTP/1.1 200 ");
            }
            try (var socket = connect(outside, listening.port(), null)) {
                socket.getOutputStream()
                        .write("GET /errata/health HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .startsWith("HTTP/1.1 403 ");
            }
            try (var here = new RawClient(listening.port())) {
                assertThat(here.get("/errata/health").answer().status()).isEqualTo(200);
            }
            assertThat(server.requests).hasSize(1);
            bench.proxy.close(Duration.ofMillis(100));
        }
    }
}
