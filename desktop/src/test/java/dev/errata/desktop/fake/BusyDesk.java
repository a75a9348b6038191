package dev.errata.desktop.fake;

import dev.errata.logs.read.Verification;
import dev.errata.proxy.exchange.ExchangeDetail;
import dev.errata.proxy.exchange.ExchangeDetail.LaneText;
import dev.errata.proxy.exchange.ExchangeSnapshot;
import dev.errata.proxy.exchange.ExchangeSnapshot.Phase;
import dev.errata.rules.RuleRow;
import dev.errata.rules.RuleSet;
import dev.errata.rules.trial.Trial;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A desk in the middle of a working day: many rules, some bad; many exchanges, some failed; a journal.
public final class BusyDesk {
    public static final Instant NOW = Instant.parse("2026-11-21T14:20:00Z");
    public static final String ANSWER = """
        You can install the package with npm instal and then import it:

        ```ts
        import { readFileSync } from "node:fs";

        const text = readFileSync("config.json", "utf8");
        ```

        The function returns a Promise, so you do not have to await it. Run npm instal once more after you
        have changed package.json; see docs/GUIDE.md for the other options that the configuration file knows.
        """;

    private BusyDesk() {}

    public static FakeDesk at(Path home) {
        var desk = new FakeDesk(home);
        rules(desk);
        exchanges(desk);
        journal(desk);
        return desk;
    }

    private static void rules(FakeDesk desk) {
        desk.rules.with(
                FakeRuleBook.row(1, "npm instal", "npm install", "word", "enforce", "node"),
                FakeRuleBook.row(2, "returns a Promise", "returns a string", "literal", "enforce", "node"),
                FakeRuleBook.row(3, "docs/GUIDE\\.(md|rst)", "docs/guide.$1", "regex", "enforce", "paths"),
                FakeRuleBook.row(4, "teh", "the", "word", "shadow", "starter"),
                FakeRuleBook.row(5, "pip install sklearn", "pip install scikit-learn", "literal", "shadow", "starter"),
                FakeRuleBook.row(6, "(unclosed", "", "regex", "enforce", "mine"),
                FakeRuleBook.row(7, "as an AI language model", "", "literal", "shadow", "starter"),
                FakeRuleBook.row(
                        8, "/usr/local/share/errata/does-not-exist/anywhere", null, "literal", "enforce", "paths"),
                FakeRuleBook.row(9, "git checkout -b (\\S+) origin", "git switch -c $1 origin", "regex", "off", "git"));
        for (int i = 10; i < 46; i++) {
            desk.rules.with(FakeRuleBook.row(
                    i,
                    "library" + i + ".oldName",
                    "library" + i + ".newName",
                    i % 3 == 0 ? "regex" : "word",
                    i % 4 == 0 ? "shadow" : "enforce",
                    "starter"));
        }
        desk.rules.withPatch(new RuleSet.BehaviorPatch(1, "Answer briefly", "prompt_modifier", "{}", "enforce"));
        desk.rules.withPatch(new RuleSet.BehaviorPatch(2, "Cooler", "parameter", "{}", "enforce"));
    }

    private static void exchanges(FakeDesk desk) {
        List<RuleRow> rows = desk.rules.rows();
        for (int i = 0; i < 60; i++) {
            Instant at = NOW.minusSeconds(60L * (60 - i));
            RuleRow rule = rows.get(i % 4);
            desk.exchanges.put(FakeExchanges.exchange("01KX%05d".formatted(i), at, Phase.COMPLETED, rule, ANSWER));
        }
        Trial nothing = new Trial("", "", List.of(), List.of());
        desk.exchanges.put(FakeExchanges.detail(
                FakeExchanges.snapshot(
                        "01KY00001",
                        NOW.minusSeconds(50),
                        Phase.FAILED,
                        "qwen2.5-coder-7b-instruct",
                        nothing,
                        true,
                        "The model server at http://127.0.0.1:8080 closed the connection before"
                                + " its answer was complete."),
                List.of()));
        desk.exchanges.put(FakeExchanges.detail(
                FakeExchanges.snapshot(
                        "01KY00002", NOW.minusSeconds(30), Phase.CLIENT_CLOSED, "llama-3.2-3b", nothing, true, ""),
                List.of()));
        desk.exchanges.put(corrected());
        desk.exchanges.put(FakeExchanges.exchange(
                "01KY00004",
                NOW.minusSeconds(3),
                Phase.STREAMING,
                rows.get(3),
                "Of course. Here is teh plan:\n\n1. Read the"));
        desk.exchanges.put(FakeExchanges.detail(
                FakeExchanges.snapshot("01KY00005", NOW.minusSeconds(1), Phase.WAITING, null, nothing, true, ""),
                List.of()));
    }

    /// An exchange in which two rules changed three places and a third one only watched.
    public static ExchangeDetail corrected() {
        var rewrites = new ArrayList<>(
                FakeTrial.run(FakeRuleBook.row(1, "npm instal", "npm install", "literal", "enforce", "node"), ANSWER)
                        .rewrites());
        rewrites.addAll(FakeTrial.run(
                        FakeRuleBook.row(2, "returns a Promise", "returns a string", "literal", "enforce", "node"),
                        ANSWER)
                .rewrites());
        rewrites.sort(Comparator.comparingLong(rewrite -> rewrite.span().start()));
        var observed = FakeTrial.run(FakeRuleBook.row(8, "docs/GUIDE.md", null, "literal", "enforce", "paths"), ANSWER)
                .observed();
        String sent = ANSWER.replace("npm instal", "npm install").replace("returns a Promise", "returns a string");
        Trial trial = new Trial(ANSWER, sent, rewrites, observed);
        ExchangeSnapshot snapshot = FakeExchanges.snapshot(
                "01KY00003", NOW.minusSeconds(12), Phase.COMPLETED, "qwen2.5-coder-7b-instruct", trial, true, "");
        return FakeExchanges.detail(
                snapshot,
                List.of(
                        new LaneText(
                                "0/reasoning",
                                "The user wants to install a package.",
                                "The user wants to install a package.",
                                List.of(),
                                List.of()),
                        new LaneText("0/text", ANSWER, sent, rewrites, observed)));
    }

    private static void journal(FakeDesk desk) {
        Instant start = NOW.minusSeconds(7200);
        desk.journal.add(start, "system.started", "\"version\":\"0.1.0\",\"mode\":\"desktop\"");
        desk.journal.add(start, "database.opened", "\"outcome\":\"opened\",\"detail\":\"\"");
        desk.journal.add(start, "rules.loaded", "\"version\":3,\"valid\":44,\"rejected\":1");
        desk.journal.add(
                start,
                "listener.changed",
                "\"state\":\"listening\",\"address\":\"127.0.0.1:11435\",\"channel\":\"window\"");
        for (int i = 0; i < 300; i++) {
            Instant at = start.plusSeconds(60L + i * 20L);
            desk.journal.add(at, "exchange.started", """
                "exchange":"01KX%05d","client":"Continue","method":"POST","path":"/v1/chat/completions",
                "wire":"openai-chat",
                "upstream":"http://127.0.0.1:8080","rule_set":3\
                """.formatted(i).replace("\n", ""));
            desk.journal.add(at.plusSeconds(5), "exchange.finished", """
                "exchange":"01KX%05d","client":"Continue","wire":"openai-chat","model":"qwen2.5-coder-7b-instruct",
                "status":200,"outcome":"completed","inspected":true,"note":"",
                "raw_sha256":"9f2c41","sent_sha256":"77ab03",
                "rewrites":[{"lane":"0/text","rule":%d,"rule_type":"incorrect_fact","start":34,
                "before":"npm instal",
                "after":"npm install","confidence":1.0}],
                "observed":[{"lane":"0/text","rule":4,"rule_type":"incorrect_fact","start":90,
                "before":"teh","after":"the",
                "confidence":1.0,"shadow":true}],
                "duration_millis":5230\
                """.formatted(i, 1 + i % 3)
                    .replace("\n", ""));
        }
        desk.journal.add(
                NOW.minusSeconds(40), "rule.changed", "\"rule\":9,\"change\":\"updated\",\"channel\":\"window\"");
        desk.journal.add(
                NOW.minusSeconds(20), "correction.switched", "\"state\":\"on\",\"until\":null,\"channel\":\"cli\"");
        desk.journal.verification(new Verification.Intact(606, 606, NOW.minusSeconds(20)));
    }
}
