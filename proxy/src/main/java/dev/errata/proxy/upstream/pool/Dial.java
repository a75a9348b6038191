package dev.errata.proxy.upstream.pool;

import dev.errata.proxy.transport.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One attempt to reach a model server: its name is resolved off the event loop, its addresses are tried in order, TLS
/// is agreed.
///
/// | limit | value | beyond it |
/// |---|---|---|
/// | connecting, all addresses together | 3 s | [LinkUser#failed] |
/// | TLS handshake | 3 s | [LinkUser#failed] |
/// | status line, header block | [LinkCodec] | [LinkUser#received] gets a failed message |
///
/// **Thread:** its event loop.
public final class Dial {

    private static final long LIMIT_MILLIS = 3_000;

    private final ModelServer server;
    private final EventLoop loop;
    private final LinkUser user;
    private final long begun = System.nanoTime();
    private @Nullable Channel channel;
    private boolean over;

    Dial(ModelServer server, EventLoop loop, LinkUser user) {
        this.server = server;
        this.loop = loop;
        this.user = user;
    }

    /// Gives up at once. The user hears nothing more.
    public void cancel() {
        over = true;
        if (channel != null) {
            Transport.close(channel);
        }
    }

    void start() {
        String host = server.host();
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
        if (literal != null) {
            try {
                connect(List.of(InetAddress.getByAddress(host, literal)), 0);
            } catch (UnknownHostException e) {
                fail(e);
            }
            return;
        }
        // A look-up may block for seconds: never on an event loop.
        Thread.ofVirtual().name("errata-resolve").start(() -> {
            try {
                List<InetAddress> addresses = List.of(InetAddress.getAllByName(host));
                loop.execute(() -> connect(addresses, 0));
            } catch (UnknownHostException e) {
                loop.execute(() -> fail(e));
            }
        });
    }

    private void connect(List<InetAddress> addresses, int index) {
        if (over) {
            return;
        }
        long left = LIMIT_MILLIS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        ChannelFuture attempt = Transport.client(loop)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.max(100, left))
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel fresh) {
                        initialise(fresh);
                    }
                })
                .connect(new InetSocketAddress(
                        addresses.get(index), server.upstream().port()));
        channel = attempt.channel();
        attempt.addListener(done -> {
            if (done.isSuccess()) {
                secure(attempt.channel());
            } else if (index + 1 < addresses.size()) {
                connect(addresses, index + 1);
            } else {
                fail(done.cause());
            }
        });
    }

    private void initialise(Channel fresh) {
        SslContext tls = server.tls();
        if (tls != null) {
            SslHandler handler = tls.newHandler(
                    fresh.alloc(), server.host(), server.upstream().port());
            handler.setHandshakeTimeoutMillis(LIMIT_MILLIS);
            fresh.pipeline().addLast("tls", handler);
        }
        var codec = new LinkCodec();
        fresh.pipeline().addLast("http", codec);
        fresh.pipeline().addLast("link", new UpstreamLink(server, fresh, codec));
    }

    private void secure(Channel fresh) {
        SslHandler tls = fresh.pipeline().get(SslHandler.class);
        if (tls == null) {
            connected(fresh);
            return;
        }
        fresh.read();
        tls.handshakeFuture().addListener(done -> {
            if (done.isSuccess()) {
                connected(fresh);
            } else {
                Transport.close(fresh);
                fail(done.cause());
            }
        });
    }

    private void connected(Channel fresh) {
        if (over) {
            Transport.close(fresh);
            return;
        }
        over = true;
        UpstreamLink link = fresh.pipeline().get(UpstreamLink.class);
        link.use(user);
        user.connected(link);
    }

    private void fail(Throwable cause) {
        if (!over) {
            over = true;
            user.failed(cause);
        }
    }
}
