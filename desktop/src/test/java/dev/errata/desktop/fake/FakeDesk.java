package dev.errata.desktop.fake;

import dev.errata.desktop.desk.Desk;
import dev.errata.desktop.desk.ModelServersView;
import dev.errata.desktop.desk.ModelServersView.ModelServer;
import dev.errata.desktop.desk.ModelServersView.State;
import dev.errata.desktop.desk.StartMessage;
import dev.errata.desktop.settings.SetResult;
import dev.errata.desktop.settings.Settings;
import dev.errata.logs.blob.RawTexts;
import dev.errata.logs.read.JournalReader;
import dev.errata.proxy.ProxyServer;
import dev.errata.proxy.ProxyServer.ListenResult;
import dev.errata.proxy.exchange.Exchanges;
import dev.errata.proxy.upstream.Upstream;
import dev.errata.rules.correction.Correction;
import dev.errata.rules.correction.CorrectionSwitch;
import dev.errata.rules.store.RuleBook;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A desk whose parts are fakes, in a real home folder with real settings.
public final class FakeDesk implements Desk {
    public static final ModelServer LLAMA = new ModelServer(
            "llama.cpp", URI.create("http://127.0.0.1:8080"), State.UP, "qwen2.5-coder-7b-instruct", false);
    public static final ModelServer PRACTICE =
            new ModelServer("practice", URI.create("http://127.0.0.1:41873"), State.UP, "errata-practice", true);

    public final FakeRuleBook rules = new FakeRuleBook();
    public final FakeExchanges exchanges = new FakeExchanges();
    public final FakeFiles files = new FakeFiles();
    public final FakeJournal journal = new FakeJournal();
    public final Set<Integer> takenPorts = new HashSet<>();
    public final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    public final List<StartMessage> messages = new ArrayList<>();
    public volatile Correction correction = new Correction.On();
    public volatile ModelServersView servers = new ModelServersView(LLAMA, List.of());
    public volatile boolean listening = true;
    public volatile int port = 11435;
    public volatile long today = 17;
    public volatile RawTexts.Status texts = new RawTexts.Status(312, 14L << 20, 0, "");

    private final Path home;
    private final Settings settings;

    public FakeDesk(Path home) {
        this.home = home;
        settings = Settings.read(home.resolve("errata.toml"));
    }

    @Override
    public RuleBook rules() {
        return rules;
    }

    @Override
    public CorrectionSwitch correction() {
        return new CorrectionSwitch() {
            @Override
            public Correction now() {
                return correction;
            }

            @Override
            public void set(Correction wanted, String channel) {
                calls.add("correct " + wanted.getClass().getSimpleName() + " by " + channel);
                correction = wanted;
            }
        };
    }

    @Override
    public ProxyServer proxy() {
        return new Proxy();
    }

    @Override
    public JournalReader audit() {
        return journal;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public ModelServersView servers() {
        return servers;
    }

    @Override
    public ListenResult listen(int wanted) {
        calls.add("listen " + wanted);
        if (takenPorts.contains(wanted)) {
            return new ProxyServer.PortTaken("127.0.0.1", wanted);
        }
        port = wanted;
        listening = true;
        return new ProxyServer.Listening("127.0.0.1", wanted);
    }

    @Override
    public void stopListening() {
        calls.add("stop listening");
        listening = false;
    }

    @Override
    public SetResult useUpstream(URI address) {
        calls.add("use " + address);
        if ("nowhere.invalid".equals(address.getHost())) {
            return new SetResult.Refused(
                    "There is no machine called nowhere.invalid. The old model server stays in use.");
        }
        servers = new ModelServersView(
                new ModelServer("llama.cpp", address, State.UP, "qwen2.5-coder-7b-instruct", false), List.of());
        return new SetResult.Changed(address.toString(), true);
    }

    @Override
    public RawTexts.Status texts() {
        return texts;
    }

    @Override
    public RawTexts.Cleared clearTexts() {
        calls.add("clear texts");
        var cleared = new RawTexts.Cleared(texts.kept(), texts.bytes(), "");
        texts = RawTexts.NONE.status();
        return cleared;
    }

    @Override
    public long correctionsToday() {
        return today;
    }

    @Override
    public String version() {
        return "0.1.0";
    }

    @Override
    public Path home() {
        return home;
    }

    @Override
    public List<StartMessage> messages() {
        return messages;
    }

    private final class Proxy implements ProxyServer {
        @Override
        public ListenResult listen(String host, int wanted) {
            throw new UnsupportedOperationException("the window asks the desk");
        }

        @Override
        public void stopListening() {
            throw new UnsupportedOperationException("the window asks the desk");
        }

        @Override
        public ListenerStatus listener() {
            return new ListenerStatus(listening, "127.0.0.1", port);
        }

        @Override
        public void useUpstream(Upstream upstream) {
            throw new UnsupportedOperationException("the window asks the desk");
        }

        @Override
        public Upstream upstream() {
            return new Upstream("llama.cpp", servers.current().address(), null);
        }

        @Override
        public Exchanges exchanges() {
            return exchanges;
        }

        @Override
        public void close(Duration drain) {}
    }
}
