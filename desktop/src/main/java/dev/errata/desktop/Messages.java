package dev.errata.desktop;

import dev.errata.desktop.desk.StartMessage;
import dev.errata.desktop.desk.StartMessage.Weight;
import dev.errata.logs.problem.Problem;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What a person should know, collected while things are opened and run. A later message takes the place of an earlier
/// one
/// with the same code.
///
/// **Thread:** any.
final class Messages {
    private final CopyOnWriteArrayList<StartMessage> all = new CopyOnWriteArrayList<>();

    synchronized void add(StartMessage message) {
        all.removeIf(old -> old.code().equals(message.code()));
        all.add(message);
    }

    void add(Weight weight, String code, String text) {
        add(new StartMessage(weight, text, code));
    }

    void add(Weight weight, String code, String text, Problem problem) {
        add(new StartMessage(weight, text, code, problem));
    }

    void settle(String code) {
        all.removeIf(old -> old.code().equals(code));
    }

    List<StartMessage> all() {
        return List.copyOf(all);
    }
}
