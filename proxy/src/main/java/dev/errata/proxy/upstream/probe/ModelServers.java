package dev.errata.proxy.upstream.probe;

import dev.errata.proxy.upstream.Upstream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Looks for model servers on this machine.
///
/// **Thread:** any that may block for [#USUAL_LIMIT]; each address is looked at on a virtual thread of its own.
public final class ModelServers {

    /// How long all the questions to one address may take together.
    public static final Duration USUAL_LIMIT = Duration.ofMillis(800);

    private final List<Preset> presets;
    private final Duration limit;

    /// Looks at the usual addresses.
    public ModelServers() {
        this(Preset.USUAL, USUAL_LIMIT);
    }

    /// @param limit how long all the questions to one address may take together
    public ModelServers(List<Preset> presets, Duration limit) {
        this.presets = List.copyOf(presets);
        this.limit = limit;
    }

    /// Looks at all presets at once; the findings come in the presets' order.
    public List<Finding> probe() {
        return probe(Set.of());
    }

    /// Looks at all presets at once but those of some ports.
    ///
    /// @param ownPorts ports that Errata itself listens on: its proxy would answer for the server behind it
    public List<Finding> probe(Set<Integer> ownPorts) {
        List<Callable<Finding>> looks = new ArrayList<>();
        for (Preset preset : presets) {
            if (!ownPorts.contains(preset.port())) {
                looks.add(() -> Identity.of(preset.base(), null, preset.kind(), limit));
            }
        }
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("errata-probe-", 0).factory())) {
            List<Finding> findings = new ArrayList<>();
            for (Future<Finding> look : threads.invokeAll(looks)) {
                findings.add(look.get());
            }
            return findings;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a look at an address failed", e.getCause());
        }
    }

    /// Looks at one upstream, for instance before it is used.
    public Finding look(Upstream upstream) {
        return Identity.of(upstream.base(), upstream.apiKey(), ServerKind.OTHER, limit);
    }
}
