package dev.errata.proxy.downstream;

import dev.errata.logs.event.RulesEvent.RuleFailed;
import dev.errata.logs.journal.Journal;
import dev.errata.proxy.rewrite.RuleTrouble;
import java.util.Locale;
import java.util.Optional;

/// Tells the journal of a rule that failed in an exchange, once.
///
/// **Thread:** its exchange's event loop.
final class TroubleReport {

    private final Journal journal;
    private final String exchange;
    private boolean told;

    TroubleReport(Journal journal, String exchange) {
        this.journal = journal;
        this.exchange = exchange;
    }

    void tell(Optional<RuleTrouble> trouble) {
        if (!told && trouble.isPresent()) {
            told = true;
            RuleTrouble found = trouble.get();
            String then = found.onError().name().toLowerCase(Locale.ROOT);
            journal.append(
                    new RuleFailed(exchange, found.rule(), found.problem().said(found.reason()), then));
        }
    }
}
