package dev.errata.desktop.help;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.settings.Setting;
import dev.errata.logs.event.EventKind;
import dev.errata.logs.event.Vocabulary;
import dev.errata.logs.problem.Problem;
import dev.errata.proxy.WireProof;
import dev.errata.proxy.mcp.AgentTools;
import dev.errata.proxy.mcp.McpLimits;
import dev.errata.rules.EditTool;
import dev.errata.rules.leaf.ToolTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TopicsTest {
    @ParameterizedTest
    @MethodSource("dev.errata.desktop.help.Topics#names")
    void everyTopicHasAPageThatFitsATerminal(String name) {
        String markdown = Topics.markdown(name).orElseThrow();

        assertThat(markdown).startsWith("# ").doesNotContain("{{");
        assertThat(Topics.title(name)).isNotEqualTo(name);
        assertThat(TerminalText.of(markdown).lines())
                .allSatisfy(line -> assertThat(line).doesNotContain("|---"));
    }

    @Test
    void theSettingsPageNamesEverySetting() {
        String page = TerminalText.of(Topics.markdown("settings").orElseThrow());

        for (Setting setting : Setting.values()) {
            assertThat(page).contains(setting.key());
        }
    }

    @Test
    void theErrorsPageSaysOfEachProblemAllThatIsKnown() {
        String page = Topics.markdown("errors").orElseThrow();
        String inTerminal = TerminalText.of(page);

        for (Problem problem : Problem.all()) {
            Problem.Entry entry = problem.entry();
            assertThat(inTerminal).contains(problem.code(), problem.word());
            assertThat(page.lines().filter(line -> line.startsWith("| `" + problem.code() + "` |")))
                    .singleElement()
                    .asString()
                    .contains(entry.severity().word(), entry.blame().words(), entry.meaning(), entry.remedy());
        }
    }

    @Test
    void theWiresPageSaysOfEachWireWhatWasProved() {
        String page = Topics.markdown("wires").orElseThrow();

        assertThat(WireProof.all()).hasSizeGreaterThan(8);
        for (WireProof wire : WireProof.all()) {
            assertThat(page.lines().filter(line -> line.startsWith("| `" + wire.name() + "` |")))
                    .singleElement()
                    .asString()
                    .contains(wire.paths())
                    .endsWith(
                            String.join(" | ", wire.text(), wire.reasoning(), wire.arguments(), wire.proved() + " |"));
        }
    }

    @Test
    void theAgentsPageNamesEveryToolAndTheLimits() {
        String page = Topics.markdown("mcp").orElseThrow();

        assertThat(AgentTools.rows()).hasSize(11);
        for (AgentTools.Row tool : AgentTools.rows()) {
            assertThat(page.lines().filter(line -> line.startsWith("| `" + tool.name() + "` |")))
                    .singleElement()
                    .asString()
                    .contains(String.join(", ", tool.arguments()));
        }
        assertThat(page)
                .contains(
                        McpLimits.USUAL.patience().toSeconds() + " seconds at most",
                        "every " + McpLimits.USUAL.progress().toSeconds() + " seconds",
                        "At most " + McpLimits.USUAL.waits() + " calls");
    }

    @Test
    void theLimitsPageHasTheCodesValues() {
        assertThat(Topics.markdown("limits").orElseThrow()).contains("64 MiB", "4096", "7 days", "8192", "65536");
    }

    @Test
    void theRulesPageNamesWhatNoRuleTouches() {
        String page = TerminalText.of(Topics.markdown("rules").orElseThrow());

        assertThat(page)
                .contains("<<<<<<< SEARCH", "*** Begin Patch", "<|NAME|>", "<write_to_file>", "// ...", "```java");
    }

    @Test
    void theRulesPageNamesEveryTool() {
        String page = TerminalText.of(Topics.markdown("rules").orElseThrow());

        for (EditTool tool : ToolTable.builtIn()) {
            assertThat(page).contains(tool.tool());
        }
        assertThat(page).contains("*[].newString", "file_text");
    }

    @Test
    void theAuditPageNamesEveryKindOfRecordWithItsFields() {
        String page = Topics.markdown("audit").orElseThrow();

        for (EventKind kind : Vocabulary.all()) {
            assertThat(page).contains(kind.type(), kind.meaning()).contains(kind.fields());
        }
    }

    @Test
    void anUnknownTopicHasNoPage() {
        assertThat(Topics.markdown("nothing")).isEmpty();
        assertThat(Topics.markdown("../topics")).isEmpty();
    }

    @Test
    void markdownBecomesPlainLines() {
        String text = TerminalText.of("""
            # Title

            Some *text* with `code` and a [link](there).

            - one
            - two
              more

            1. first

               ```sh
               run it
               ```

            | A | B |
            |---|---|
            | a\\|b | c |
            """);

        assertThat(text.lines())
                .containsExactly(
                        "Title",
                        "=====",
                        "Some text with code and a link (there).",
                        "",
                        "- one",
                        "- two more",
                        "",
                        "1. first",
                        "       run it",
                        "",
                        "A    B",
                        "a|b  c");
    }
}
