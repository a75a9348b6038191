package dev.errata.desktop.status;

import dev.errata.desktop.desk.Desk;
import dev.errata.desktop.desk.ModelServersView;
import dev.errata.proxy.ProxyServer.ListenerStatus;
import dev.errata.rules.RuleSet;
import dev.errata.rules.correction.Correction;

/// The state of Errata at one moment.
///
/// @param rules rules in force
/// @param rejected rows of the rules table that are not
/// @param today corrections since midnight
public record DeskStatus(
        Correction correction, ListenerStatus listener, ModelServersView servers, int rules, int rejected, long today) {

    static DeskStatus of(Desk desk) {
        RuleSet set = desk.rules().program().ruleSet();
        long rejected = set.rejected().stream()
                .filter(row -> row.table().equals("correction_patterns"))
                .count();
        return new DeskStatus(
                desk.correction().now(),
                desk.proxy().listener(),
                desk.servers(),
                set.rules().size(),
                Math.toIntExact(rejected),
                desk.correctionsToday());
    }

    /// Where clients find Errata, for instance `http://127.0.0.1:11435`.
    public String url() {
        String host = listener.host().contains(":") ? "[" + listener.host() + "]" : listener.host();
        return (listener.exposed() ? "https://" : "http://") + host + ":" + listener.port();
    }

    /// The address without its scheme.
    public String address() {
        return url().substring(url().indexOf("://") + 3);
    }
}
