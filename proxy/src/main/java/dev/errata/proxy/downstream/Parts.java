package dev.errata.proxy.downstream;

import dev.errata.logs.journal.Journal;
import dev.errata.proxy.client.Limiter;
import dev.errata.proxy.client.PortPolicy;
import dev.errata.proxy.control.ControlPlane;
import dev.errata.proxy.exchange.ExchangeRing;
import dev.errata.proxy.upstream.fleet.Choice;
import dev.errata.proxy.upstream.pool.UpstreamPool;
import dev.errata.rules.correction.Correction;
import dev.errata.rules.stream.RuleProgram;
import java.time.Clock;
import java.util.function.Supplier;

/// What every connection works with. The suppliers give what is in force now; an exchange asks once, at its start.
public record Parts(
        Supplier<Choice> servers,
        UpstreamPool pool,
        ExchangeRing ring,
        Supplier<RuleProgram> rules,
        Supplier<Correction> correction,
        Journal journal,
        Clock clock,
        ControlPlane control,
        Supplier<String> ids,
        Supplier<PortPolicy> policy,
        Limiter limiter,
        Refusals refusals) {}
