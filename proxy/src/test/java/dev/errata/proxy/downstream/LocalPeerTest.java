package dev.errata.proxy.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.downstream.LocalPeer.Sight;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Lines as Linux writes them: a client at port 9000 (0x2328), Errata at 11435 (0x2CAB).
final class LocalPeerTest {

    private static final byte[] HERE = {127, 0, 0, 1};
    private static final String OURS = "0100007F:2CAB 0100007F:2328 01 00000000:00000000";

    private static InetSocketAddress address(byte[] address, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static EmbeddedChannel connected(byte... client) {
        return new EmbeddedChannel() {
            @Override
            protected SocketAddress localAddress0() {
                return address(HERE, 11435);
            }

            @Override
            protected SocketAddress remoteAddress0() {
                return address(client, 9000);
            }
        };
    }

    private static Sight look(String... rows) {
        var table = new ArrayList<>(List.of("  sl  local_address rem_address   st tx_queue rx_queue"));
        for (String row : rows) {
            table.add("   7: " + row + " 00:00000000 00000000  1000        0 1234 1");
        }
        return LocalPeer.of(connected(HERE)).orElseThrow().look(table);
    }

    @Test
    void knowsAClientThatIsThere() {
        assertThat(look(OURS, "0100007F:2328 0100007F:2CAB 01 00000000:00000000"))
                .isEqualTo(Sight.CONNECTED);
        assertThat(look("0000000000000000FFFF00000100007F:2328 0000000000000000FFFF00000100007F:2CAB 08 0:0", OURS))
                .isEqualTo(Sight.CONNECTED);
    }

    @Test
    void knowsAClientThatHasLeft() {
        assertThat(look(OURS, "0100007F:2328 0100007F:2CAB 04 0009C400:00000000"))
                .isEqualTo(Sight.LEFT);
        assertThat(look("0100007F:2329 0100007F:2CAB 01 0:0")).as("reset").isEqualTo(Sight.LEFT);
    }

    @Test
    void concludesNothingFromWhatItIsNotShown() {
        assertThat(look(OURS)).as("a client elsewhere").isEqualTo(Sight.UNSEEN);
        assertThat(LocalPeer.of(connected(HERE)).orElseThrow().look(List.of()))
                .as("no table")
                .isEqualTo(Sight.UNSEEN);
        assertThat(LocalPeer.of(connected((byte) 192, (byte) 168, (byte) 1, (byte) 7)))
                .isEmpty();
    }
}
