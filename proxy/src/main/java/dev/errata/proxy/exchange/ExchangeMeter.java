package dev.errata.proxy.exchange;

import dev.errata.rules.session.Budgets;
import java.util.List;

/// Takes the numbers of each exchange that has ended, and says whether the next one may begin.
///
/// **Thread:** the exchange's event loop, so it must be quick and must not wait.
@FunctionalInterface
public interface ExchangeMeter {

    /// Nobody measures.
    ExchangeMeter NONE = end -> {};

    /// An exchange is over for its client. Called once for each.
    void ended(ExchangeEnd end);

    /// Whether a request for text of a model may be sent on, as far as its client's budget goes.
    default Budgets.Answer ask(String client, Conversation conversation) {
        return new Budgets.Allowed();
    }

    /// Several at once; the first one that says no counts.
    static ExchangeMeter all(List<ExchangeMeter> meters) {
        return new ExchangeMeter() {
            @Override
            public void ended(ExchangeEnd end) {
                meters.forEach(meter -> meter.ended(end));
            }

            @Override
            public Budgets.Answer ask(String client, Conversation conversation) {
                for (ExchangeMeter meter : meters) {
                    Budgets.Answer answer = meter.ask(client, conversation);
                    if (answer instanceof Budgets.Spent) {
                        return answer;
                    }
                }
                return new Budgets.Allowed();
            }
        };
    }
}
