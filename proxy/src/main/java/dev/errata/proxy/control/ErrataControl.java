package dev.errata.proxy.control;

import dev.errata.proxy.control.HealthReport.Status;
import dev.errata.proxy.control.Reading.Read;
import dev.errata.proxy.control.Reading.Refused;
import dev.errata.proxy.control.Route.Access;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers everything under `/errata/`, by the one list in [Routes].
///
/// ```
/// request -> Host and Origin local? -> a path of ours? -> its method? -> token good for it? -> parameters known?
///         -> body declared and well-formed? -> health, description, agents, or the owner's routes
/// ```
///
/// The first question answered with no ends the request with the error that names it; nothing behind it is touched.
///
/// **Thread:** any that may block; it has no state of its own.
/// **Errors:** none escapes: an exception of a route is logged and answered as `internal`.
public final class ErrataControl implements ControlPlane {
    private static final Logger LOG = LoggerFactory.getLogger(ErrataControl.class);

    private final Supplier<ControlTokens> tokens;
    private final HealthSource health;
    private final OwnerRoutes ownerRoutes;
    private final Supplier<String> metrics;
    private final @Nullable AgentEndpoint agents;

    /// A control plane without metrics.
    public ErrataControl(ControlTokens tokens, HealthSource health, OwnerRoutes ownerRoutes) {
        this(tokens, health, ownerRoutes, () -> "");
    }

    /// @param metrics the metrics in Prometheus' text format, made for each look
    public ErrataControl(ControlTokens tokens, HealthSource health, OwnerRoutes ownerRoutes, Supplier<String> metrics) {
        this(() -> tokens, health, ownerRoutes, metrics);
    }

    /// As above.
    ///
    /// @param tokens those in force, asked for each request: must not block
    public ErrataControl(
            Supplier<ControlTokens> tokens, HealthSource health, OwnerRoutes ownerRoutes, Supplier<String> metrics) {
        this(tokens, health, ownerRoutes, metrics, null);
    }

    /// As above.
    ///
    /// @param agents answers agents; null to have no such page
    public ErrataControl(
            Supplier<ControlTokens> tokens,
            HealthSource health,
            OwnerRoutes ownerRoutes,
            Supplier<String> metrics,
            @Nullable AgentEndpoint agents) {
        this.tokens = tokens;
        this.health = health;
        this.ownerRoutes = ownerRoutes;
        this.metrics = metrics;
        this.agents = agents;
    }

    @Override
    public void handle(ControlRequest request, Consumer<ControlReply> answer) {
        answer.accept(reply(request));
    }

    private ControlReply reply(ControlRequest request) {
        try {
            return Gate.comesFromHere(request).map(Replies::refusal).orElseGet(() -> route(request));
        } catch (RuntimeException e) {
            LOG.error("{} failed", request, e);
            return Replies.refusal(
                    ControlError.INTERNAL.because("Errata could not answer this; what it forwards is not touched."));
        }
    }

    private ControlReply route(ControlRequest request) {
        return switch (Asked.segments(request.path())) {
            case Refused<List<String>>(var refusal) -> Replies.refusal(refusal);
            case Read<List<String>>(var segments) -> find(request, segments);
        };
    }

    private ControlReply find(ControlRequest request, List<String> segments) {
        if (agents != null && Routes.AGENTS.matches(segments)) {
            return agents(agents, request);
        }
        List<Route> here =
                Routes.all().stream().filter(route -> route.matches(segments)).toList();
        if (here.isEmpty()) {
            return Replies.refusal(
                    ControlError.NO_ROUTE.because("This version of Errata has nothing at " + request.path() + "."));
        }
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        Optional<Route> route =
                here.stream().filter(one -> one.method().equals(method)).findFirst();
        if (route.isEmpty()) {
            return allowed(here.stream().map(Route::method).collect(Collectors.joining(", ")));
        }
        return route.get().access() == Access.OPEN ? open(route.get()) : guarded(route.get(), request, segments);
    }

    private static ControlReply allowed(String methods) {
        return Replies.with(
                "Allow",
                methods,
                Replies.refusal(ControlError.METHOD_NOT_ALLOWED.because("This path takes " + methods + ".")));
    }

    /// The endpoint judges the body itself: what is wrong with it is said in the protocol's own words.
    private ControlReply agents(AgentEndpoint endpoint, ControlRequest request) {
        if (!request.method().equals(Routes.AGENTS.method())) {
            return allowed(Routes.AGENTS.method());
        }
        return Gate.mayUse(Routes.AGENTS, request, tokens.get())
                .or(() -> Gate.declaresJson(request))
                .map(Replies::refusal)
                .orElseGet(() -> endpoint.handle(request));
    }

    private ControlReply open(Route route) {
        return switch (route.path()) {
            case Routes.HEALTH -> health(health.now());
            case Routes.LIVE -> Replies.json(200, "{\"status\":\"live\"}");
            case Routes.READY -> ready(health.now());
            case Routes.METRICS -> Replies.metrics(metrics.get());
            case Routes.OPENAPI -> Replies.json(200, OpenApi.describe(Routes.all()));
            case Routes.ROOT -> Replies.text(FrontPage.of(pages()));
            default -> throw new IllegalStateException("an open route that nobody answers: " + route.path());
        };
    }

    private List<Route> pages() {
        return agents == null
                ? Routes.all()
                : Stream.concat(Routes.all().stream(), Stream.of(Routes.AGENTS)).toList();
    }

    private static ControlReply health(HealthReport report) {
        return Replies.json(report.status() == Status.UNHEALTHY ? 503 : 200, report.json());
    }

    private static ControlReply ready(HealthReport report) {
        return report.status() == Status.UNHEALTHY
                ? Replies.json(503, "{\"status\":\"not ready\"}")
                : Replies.json(200, "{\"status\":\"ready\"}");
    }

    private ControlReply guarded(Route route, ControlRequest request, List<String> segments) {
        Optional<Refusal> refusal = Gate.mayUse(route, request, tokens.get()).or(() -> Gate.declaresJson(request));
        if (refusal.isPresent()) {
            return Replies.refusal(refusal.get());
        }
        return switch (Asked.query(request.query(), route)) {
            case Refused<Map<String, List<String>>>(var why) -> Replies.refusal(why);
            case Read<Map<String, List<String>>>(var query) ->
                switch (Asked.body(request.body(), route)) {
                    case Refused<String>(var why) -> Replies.refusal(why);
                    case Read<String>(var body) -> owned(route, segments, query, body, Gate.channel(request));
                };
        };
    }

    private ControlReply owned(
            Route route, List<String> segments, Map<String, List<String>> query, String body, String channel) {
        // The first three segments are errata, api and v1.
        String path = String.join("/", segments.subList(3, segments.size()));
        OwnerRoutes.Reply reply =
                ownerRoutes.handle(new OwnerRoutes.Request(route.method(), path, query, body, channel));
        return Replies.json(reply.status(), reply.json());
    }
}
