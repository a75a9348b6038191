package dev.errata.rules.patch.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.read.JournalRecord;
import dev.errata.rules.patch.ApplyResult;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Proposal.GateOutcome;
import dev.errata.rules.patch.approve.Policy;
import dev.errata.rules.patch.approve.PolicyText;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PolicyTest {
    private static final String SMALL =
            "{\"enabled\": true, \"paths\": [\"*.txt\", \"docs/**\"], \"max_lines\": 4," + " \"gates_passed\": false}";

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private Policy save(String text) {
        return ((Policies.Saving.Saved) shop.desk.policies().save("W", text, Shop.ANN)).policy();
    }

    private String stateOf(String text) {
        return shop.propose(text).state();
    }

    @Test
    void isOffUntilSomebodySwitchesItOn() {
        assertThat(shop.desk.policies().read("W")).isEqualTo(new PolicyText.Reading.Good(Policy.OFF));
        assertThat(stateOf("a.txt: 2=x")).isEqualTo("validated");
    }

    @Test
    void approvesWhatFitsAndIsJournalledAsAPersonIs() {
        Policy policy = save(SMALL);
        Proposal queued = shop.propose("a.txt: 2=x");
        assertThat(queued.state()).isEqualTo("queued");
        JournalRecord granted = shop.records().stream()
                .filter(record -> record.type().equals("approval.granted"))
                .findFirst()
                .orElseThrow();
        assertThat(granted.body().path("channel").asString("")).isEqualTo("policy");
        assertThat(granted.body().path("operator").asString("")).isEqualTo(Policy.OPERATOR);
        assertThat(granted.body().path("policy_sha256").asString("")).isEqualTo(policy.sha256());
        assertThat(shop.records()).anyMatch(record -> record.type().equals("setting.changed"));
        assertThat(shop.desk.apply(queued.id(), Shop.AGENT)).isInstanceOf(ApplyResult.Applied.class);
    }

    @Test
    void leavesToAPersonWhatDoesNotFit() {
        save(SMALL);
        assertThat(stateOf("a.txt: 2=net")).isEqualTo("validated");
        assertThat(stateOf("a.txt: 2=eval")).isEqualTo("validated");
        assertThat(stateOf("a.txt: 2=mystery")).isEqualTo("validated");
        assertThat(stateOf("a.txt: 2=x, 7=y, 12=z")).isEqualTo("validated");
        assertThat(stateOf("src/a.java: +x")).isEqualTo("validated");
        assertThat(stateOf("docs/deep/a.md: +x")).isEqualTo("queued");
    }

    @Test
    void itsApprovalCanBeTakenBackAndIsNotGivenAgain() {
        save(SMALL);
        Proposal queued = shop.propose("a.txt: 2=x");
        Proposal open = Shop.made(shop.desk.withdraw(queued.id(), "let me see", Shop.ANN));
        assertThat(open.state()).isEqualTo("validated");
        shop.restart();
        assertThat(shop.state(queued.id())).isEqualTo("validated");
    }

    @Test
    void asksForGatesWhereItSaysSo() {
        save(SMALL.replace("\"gates_passed\": false", "\"gates_passed\": true"));
        assertThat(stateOf("a.txt: 2=x")).isEqualTo("validated");
        shop.gates.add(new GateOutcome("g", "lint", "LINT", "FAILED", 1, true, "", 1));
        assertThat(stateOf("a.txt: 3=x")).isEqualTo("validated");
        shop.gates.set(0, new GateOutcome("g", "lint", "LINT", "PASSED", 0, true, "", 1));
        assertThat(shop.state(shop.propose("a.txt: 4=x").id())).isEqualTo("queued");
    }

    @Test
    void syntaxOnlyAsksTheTrees() {
        save(SMALL.replace("}", ", \"syntax_only\": true}"));
        assertThat(stateOf("a.txt: 2=x")).isEqualTo("validated");
        shop.trees = (path, before, after) -> true;
        assertThat(stateOf("a.txt: 3=x")).isEqualTo("queued");
        assertThat(stateOf("docs/a.md: +x")).isEqualTo("validated");
    }

    @Test
    void aDryRunSaysWhatItWouldHaveDone() {
        shop.propose("a.txt: 2=x");
        shop.propose("a.txt: 2=net");
        shop.submit("a.txt: 99=x");
        Policy policy = ((PolicyText.Reading.Good) PolicyText.read(SMALL.replace("true", "false"))).policy();
        List<Policies.Trial> trials = shop.desk.policies().dryRun("W", policy, 10);
        assertThat(trials)
                .extracting(Policies.Trial::objections)
                .satisfiesExactly(
                        unplaced -> assertThat(unplaced).containsExactly("it was never judged"),
                        net -> assertThat(net).singleElement().asString().contains("network"),
                        plain -> assertThat(plain).isEmpty());
        assertThat(shop.told()).doesNotContain("approval.granted");
    }

    @Test
    void aPolicyThatIsNoneIsRefusedAndOneThatWasPutThereByHandIsOff() {
        var refused = (Policies.Saving.Refused) shop.desk.policies().save("W", "{\"enable\": true}", Shop.ANN);
        assertThat(refused.faults()).singleElement().asString().contains("'enable'", "enabled");
        assertThat(shop.sql("UPDATE artifacts SET settings = '{\"policy\": {\"enabled\": \"yes\"}, \"gates\": []}'"))
                .isEqualTo(1);
        assertThat(shop.desk.policies().read("W")).isInstanceOf(PolicyText.Reading.Bad.class);
        assertThat(stateOf("a.txt: 2=x")).isEqualTo("validated");
        save(SMALL);
        assertThat(shop.sql("UPDATE artifacts SET name = name WHERE json_extract(settings, '$.gates') = '[]'"))
                .isEqualTo(1);
    }
}
