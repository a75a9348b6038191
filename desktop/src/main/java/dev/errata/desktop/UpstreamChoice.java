package dev.errata.desktop;

import dev.errata.desktop.desk.StartMessage.Weight;
import dev.errata.desktop.home.ApiKey;
import dev.errata.desktop.settings.ServerList;
import dev.errata.desktop.settings.Setting;
import dev.errata.desktop.settings.Settings;
import dev.errata.logs.problem.ApiProblem;
import dev.errata.logs.problem.HomeProblem;
import dev.errata.proxy.practice.PracticeServer;
import dev.errata.proxy.practice.PracticeServer.Failed;
import dev.errata.proxy.practice.PracticeServer.Started;
import dev.errata.proxy.upstream.Upstream;
import dev.errata.proxy.upstream.Upstream.Secret;
import dev.errata.proxy.upstream.UpstreamTable;
import dev.errata.proxy.upstream.probe.Finding;
import dev.errata.proxy.upstream.probe.ModelServers;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides which model server exchanges go to: the one that was named, else the first that answers, else the practice
/// server, which is started when it is first needed and runs until the end.
///
/// **Thread:** any that may block; looks at addresses for up to a second.
final class UpstreamChoice implements AutoCloseable {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

    private final Settings settings;
    private final Map<String, String> env;
    private final Path home;
    private final Messages messages;
    private final ModelServers servers;
    private @Nullable PracticeServer practice;
    private @Nullable URI practiceBase;

    UpstreamChoice(Settings settings, Map<String, String> env, Path home, Messages messages, ModelServers servers) {
        this.settings = settings;
        this.env = env;
        this.home = home;
        this.messages = messages;
        this.servers = servers;
    }

    /// The environment that values are looked up in that settings only name.
    Map<String, String> environment() {
        return env;
    }

    /// The model server to use.
    ///
    /// @param wanted its address; null for the setting's, or the first that answers
    Upstream choose(@Nullable URI wanted, Set<Integer> ownPorts) {
        String kept = settings.value(Setting.UPSTREAM);
        if (wanted != null || !kept.isEmpty()) {
            return named(wanted != null ? wanted : URI.create(kept));
        }
        return found(ownPorts).stream().map(Finding.Ready::upstream).findFirst().orElseGet(this::practice);
    }

    /// A model server by its address, with the key that the settings name.
    synchronized Upstream named(URI address) {
        if (address.equals(practiceBase)) {
            return practice();
        }
        Upstream bare = new Upstream(address.getAuthority(), address, key());
        return servers.look(bare) instanceof Finding.Ready ready
                ? new Upstream(ready.kind().title(), address, bare.apiKey())
                : bare;
    }

    /// The servers that requests are sent to by their model, before the standard one.
    ///
    /// @param ownPorts ports that Errata itself listens on: an entry that means Errata is left out
    UpstreamTable table(Upstream standard, Set<Integer> ownPorts) {
        List<UpstreamTable.Entry> entries = new ArrayList<>();
        messages.settle("upstreams.self");
        for (ServerList.Entry entry : list().entries()) {
            URI address = URI.create(entry.url());
            if (ownPorts.contains(address.getPort()) && LOOPBACK.contains(String.valueOf(address.getHost()))) {
                messages.add(
                        Weight.FAULT,
                        "upstreams.self",
                        entry.url() + " is Errata itself; its models go to the standard model server. Name the one"
                                + " behind Errata in the setting 'upstreams'.",
                        HomeProblem.SETTING_INVALID);
            } else {
                Upstream upstream = new Upstream(address.getAuthority(), address, key(entry));
                entries.add(new UpstreamTable.Entry(entry.models(), upstream));
            }
        }
        return new UpstreamTable(standard, entries);
    }

    private ServerList list() {
        return ServerList.read(settings.value(Setting.UPSTREAMS)).orElseGet(() -> new ServerList(List.of()));
    }

    private @Nullable Secret key(ServerList.Entry entry) {
        if (entry.keyVariable().isEmpty()) {
            return null;
        }
        return switch (ApiKey.read(entry.keyVariable(), "", env, home)) {
            case ApiKey.None none -> null;
            case ApiKey.Given(String value) -> new Secret(value);
            case ApiKey.Missing(String reason) -> {
                messages.add(Weight.WARNING, "upstream.key", reason, HomeProblem.SETTING_INVALID);
                yield null;
            }
        };
    }

    /// The real ones that answer at the usual addresses.
    List<Finding.Ready> found(Set<Integer> ownPorts) {
        return servers.probe(ownPorts).stream()
                .filter(Finding.Ready.class::isInstance)
                .map(Finding.Ready.class::cast)
                .filter(Finding.Ready::real)
                .toList();
    }

    synchronized boolean isPractice(URI address) {
        return address.equals(practiceBase);
    }

    private synchronized Upstream practice() {
        if (practice == null) {
            PracticeServer starting = new PracticeServer(0);
            switch (starting.start()) {
                case Started started -> practiceBase = started.base();
                case Failed(int port, String reason) -> {
                    messages.add(
                            Weight.FAULT,
                            "practice.failed",
                            "The practice model server could not start" + " (" + reason + ").",
                            ApiProblem.INTERNAL);
                    practiceBase = URI.create("http://127.0.0.1:9");
                }
            }
            practice = starting;
        }
        return new Upstream("practice", practiceBase == null ? URI.create("http://127.0.0.1:9") : practiceBase, null);
    }

    private @Nullable Secret key() {
        ApiKey key = ApiKey.read(settings.value(Setting.API_KEY_ENV), settings.value(Setting.API_KEY_FILE), env, home);
        messages.settle("upstream.key");
        return switch (key) {
            case ApiKey.None none -> null;
            case ApiKey.Given(String value) -> new Secret(value);
            case ApiKey.Missing(String reason) -> {
                messages.add(Weight.WARNING, "upstream.key", reason, HomeProblem.SETTING_INVALID);
                yield null;
            }
        };
    }

    @Override
    public synchronized void close() {
        if (practice != null) {
            practice.close();
        }
    }
}
