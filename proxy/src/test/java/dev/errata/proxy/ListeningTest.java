package dev.errata.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.RawClient;
import dev.errata.proxy.fixtures.ScriptedServer;
import dev.errata.proxy.fixtures.ScriptedServer.Script;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

@SuppressWarnings("StringConcatToTextBlock") // every CR is meant
final class ListeningTest {

    private static final Script OK = (request, wire) -> wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");

    @Test
    void listensOnBothLoopbacksWhereThereAreTwo() throws Exception {
        byte[] v6 = new byte[16];
        v6[15] = 1;
        InetAddress address = InetAddress.getByAddress(v6);
        boolean here;
        try (var probe = new ServerSocket(0, 1, address)) {
            here = probe.isBound();
        } catch (java.io.IOException e) {
            here = false;
        }
        try (var server = new ScriptedServer(OK);
                var bench = new Bench(server)) {
            if (here) {
                try (var client = new RawClient(address, bench.port)) {
                    assertThat(client.get("/").answer().body()).isEqualTo("ok");
                }
            }
            assertThat(bench.proxy.listener()).isEqualTo(new ProxyServer.ListenerStatus(true, "127.0.0.1", bench.port));
        }
    }

    @Test
    void keepsTheOldPortWhenTheNewOneIsTaken() throws Exception {
        try (var server = new ScriptedServer(OK);
                var bench = new Bench(server);
                var other = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
                var client = bench.client()) {
            assertThat(bench.proxy.listen("127.0.0.1", other.getLocalPort()))
                    .isEqualTo(new ProxyServer.PortTaken("127.0.0.1", other.getLocalPort()));
            assertThat(bench.proxy.listen("0.0.0.0", 0)).isInstanceOf(ProxyServer.Refused.class);
            assertThat(bench.proxy.listen("192.168.1.5", 0)).isInstanceOf(ProxyServer.Refused.class);
            assertThat(bench.proxy.listen("127.0.0.1", 70_000)).isInstanceOf(ProxyServer.Refused.class);
            assertThat(bench.proxy.listener().port()).isEqualTo(bench.port);
            assertThat(client.get("/").answer().body()).isEqualTo("ok");
            assertThat(bench.proxy.listen("127.0.0.1", bench.port))
                    .isEqualTo(new ProxyServer.Listening("127.0.0.1", bench.port));
            assertThat(client.get("/").answer().body()).isEqualTo("ok");
        }
    }

    @Test
    void movesWithoutDroppingAStream() throws Exception {
        var go = new CountDownLatch(1);
        Script slow = (request, wire) -> {
            wire.send(Bench.SSE);
            wire.sendEvent(Bench.delta("a"));
            assertThat(go.await(5, TimeUnit.SECONDS)).isTrue();
            wire.sendEvent(Bench.delta("b"));
            wire.sendChunk("");
        };
        try (var server = new ScriptedServer(slow);
                var second = new ScriptedServer(OK);
                var bench = new Bench(server);
                var idle = bench.client();
                var client = bench.client()) {
            client.post(Bench.CHAT, Bench.ASK);
            assertThat(client.head()).contains("200");
            assertThat(client.chunkText()).contains("a");
            bench.proxy.useUpstream(Bench.upstream("http://127.0.0.1:" + second.port(), null));
            if (!(bench.proxy.listen("localhost", 0) instanceof ProxyServer.Listening moved)) {
                throw new AssertionError("not moved");
            }
            assertThat(moved.port()).isNotEqualTo(bench.port);
            assertThat(idle.awaitClosed()).isTrue();
            try (var fresh = new RawClient(moved.port())) {
                assertThat(fresh.get("/").answer().body()).isEqualTo("ok");
            }
            bench.proxy.stopListening();
            assertThat(bench.proxy.listener().listening()).isFalse();
            go.countDown();
            assertThat(client.chunkText()).contains("b");
            assertThat(client.chunkText()).isEmpty();
            assertThat(client.awaitClosed()).isTrue();
        }
    }

    @Test
    void endsWithinItsTimeWhateverIsLeft() throws Exception {
        try (var server = new ScriptedServer((request, wire) -> wire.awaitClosed());
                var bench = new Bench(server);
                var client = bench.client()) {
            client.get("/never");
            Bench.await(() -> !server.requests.isEmpty());
            long begun = System.nanoTime();
            bench.proxy.close(Duration.ofMillis(300));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
            assertThat(client.awaitClosed()).isTrue();
            assertThat(bench.proxy.listen("127.0.0.1", 0)).isInstanceOf(ProxyServer.Refused.class);
        }
    }

    @Test
    void speaksTlsAndChecksWhomItSpeaksTo() throws Exception {
        X509Bundle issuer = new CertificateBuilder()
                .subject("CN=Test")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        X509Bundle own = new CertificateBuilder()
                .subject("CN=localhost")
                .addSanDnsName("localhost")
                .buildIssuedBy(issuer);
        KeyManagerFactory keys = own.toKeyManagerFactory();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        ServerSocket listener =
                context.getServerSocketFactory().createServerSocket(0, 8, InetAddress.getLoopbackAddress());
        try (var server = new ScriptedServer(listener, OK)) {
            try (var bench = new Bench("https://localhost:" + server.port(), null, issuer.toTrustManagerFactory());
                    var client = bench.client()) {
                assertThat(client.get("/").answer().body()).isEqualTo("ok");
                assertThat(client.get("/").answer().body()).isEqualTo("ok");
                assertThat(server.connections).hasValue(1);
            }
            try (var bench = new Bench("https://127.0.0.1:" + server.port(), null, issuer.toTrustManagerFactory());
                    var client = bench.client()) {
                assertThat(client.get("/").answer().status()).isEqualTo(502);
            }
            try (var bench = new Bench("https://localhost:" + server.port(), null, null);
                    var client = bench.client()) {
                assertThat(client.get("/").answer().status()).isEqualTo(502);
            }
        }
    }
}
