package dev.errata.proxy.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.control.ControlClient.Answer;
import dev.errata.proxy.control.Route.Access;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each route x (no token, a wrong one, the agents', the owner's).
final class RouteWallsTest {
    private final ControlClient client = new ControlClient();

    static Stream<Route> routes() {
        return Routes.all().stream();
    }

    private Answer ask(Route route, @Nullable String token) {
        String path = route.path().replaceAll("\\{[a-z]+}", "7");
        return client.send(route.method(), path, token, route.takesBody() ? "{}" : "");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void letsInWhoMay(Route route) {
        boolean open = route.access() == Access.OPEN;
        boolean read = route.access() == Access.READ;

        assertThat(ask(route, null).status()).isEqualTo(open ? 200 : 401);
        assertThat(ask(route, "wrong-0123456789abcdef").status()).isEqualTo(open ? 200 : 401);
        assertThat(client.handed).isEmpty();
        assertThat(ask(route, ControlClient.AGENT).status()).isEqualTo(open || read ? 200 : 403);
        assertThat(client.handed).hasSize(read ? 1 : 0);
        assertThat(ask(route, ControlClient.OWNER).status()).isEqualTo(200);
        assertThat(client.handed).hasSize(open ? 0 : read ? 2 : 1);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aRouteThatChangesIsTheOwnersOnly(Route route) {
        // A proposal waits for a person: it changes nothing by itself.
        boolean proposes = route.path().equals("/errata/api/v1/proposals");
        assertThat(route.access() == Access.OWNER).isEqualTo(!route.method().equals("GET") && !proposes);
    }

    @Test
    void aTokenThatWasReplacedIsDeadAtOnce() {
        var now = new AtomicReference<>(new ControlTokens(ControlClient.OWNER, ControlClient.AGENT));
        var plane = new ErrataControl(
                now::get, RouteWallsTest::well, request -> new OwnerRoutes.Reply(200, "{}"), () -> "");
        assertThat(status(plane)).isEqualTo(200);
        now.set(new ControlTokens("other-0123456789abcdef", ControlClient.AGENT));
        assertThat(status(plane)).isEqualTo(401);
    }

    private static HealthReport well() {
        return new HealthReport(List.of(HealthReport.Component.proxy(HealthReport.Status.HEALTHY, "")));
    }

    private static int status(ErrataControl plane) {
        var status = new int[1];
        plane.handle(
                new ControlPlane.ControlRequest(
                        "GET",
                        "/errata/api/v1/rules",
                        "",
                        List.of(
                                new ControlPlane.Header("Host", "localhost"),
                                new ControlPlane.Header("Authorization", "Bearer " + ControlClient.OWNER)),
                        new byte[0]),
                reply -> status[0] = reply.status());
        return status[0];
    }
}
