package dev.errata.proxy.upstream.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

final class UnreachedTest {

    @Test
    void saysInWordsWhatFailed() {
        assertThat(Unreached.reason(new UnknownHostException("h"))).contains("name is not known");
        assertThat(Unreached.reason(new ConnectException("refused"))).contains("nothing listens");
        assertThat(Unreached.reason(new NoRouteToHostException())).contains("no way");
        assertThat(Unreached.reason(new SSLHandshakeException("PKIX"))).contains("secure connection failed: PKIX");
        assertThat(Unreached.reason(new IOException("Bearer k3y"))).doesNotContain("k3y");
    }
}
