package dev.errata.rules.leaf;

import static dev.errata.rules.leaf.Leaves.call;
import static dev.errata.rules.leaf.Leaves.literal;
import static dev.errata.rules.leaf.Leaves.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.EditTool;
import dev.errata.rules.FieldPath;
import dev.errata.rules.stream.LaneForm;
import dev.errata.rules.stream.LaneSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ToolTableTest {

    private static String sent(String tool, String arguments) {
        return run(call(tool, literal(1, "teh", "the")), arguments, 3).sent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "str_replace_based_edit_tool | {'path':'p','old_str':'teh','new_str':'TEH'}",
                "str_replace_editor | {'command':'teh','path':'teh','file_text':'TEH'}",
                "Edit | {'file_path':'p','old_string':'teh','new_string':'TEH'}",
                "MultiEdit | {'file_path':'p','edits':[{'old_string':'teh','new_string':'TEH'},{'new_string':'TEH'}]}",
                "Write | {'file_path':'teh','content':'TEH'}",
                "NotebookEdit | {'notebook_path':'teh','new_source':'TEH','cell_id':'teh'}",
                "editor | {'path':'p','old_text':'teh','new_text':'TEH','insert_line':'teh'}",
                "search_replace | {'file_path':'p','old_string':'teh','new_string':'TEH'}",
                "write_to_file | {'path':'p','content':'TEH'}",
                "create_new_file | {'filepath':'p','contents':'TEH'}",
                "edit_existing_file | {'filepath':'p','changes':'TEH'}",
                "single_find_and_replace | {'filepath':'p','old_string':'teh','new_string':'TEH'}",
                "multi_edit | {'filepath':'p','edits':[{'old_string':'teh','new_string':'TEH'}]}",
                "edit_file | {'file_path':'p','search':'teh','replace':'TEH'}",
                "edit_file | {'path':'p','edits':[{'old_text':'teh','new_text':'TEH'}],'mode':'teh'}",
                "edit_file | {'path':'p','edits':[{'oldText':'teh','newText':'TEH'}],'dryRun':false}",
                "multi_edit_file | {'file_path':'p','edits':[{'search':'teh','replace':'TEH'}]}",
                "write_file | {'path':'p','content':'TEH'}",
                "replace_string_in_file | {'filePath':'p','oldString':'teh','newString':'TEH','explanation':'teh'}",
                "multi_replace_string_in_file | {'replacements':[{'filePath':'p','newString':'TEH'}]}",
                "insert_edit_into_file | {'filePath':'p','code':'TEH','explanation':'teh'}",
                "create_file | {'filePath':'p','content':'TEH'}",
                "edit | {'filePath':'p','oldString':'teh','newString':'TEH'}",
                "write | {'filePath':'p','content':'TEH'}",
                "mcp__filesystem__write_file | {'path':'p','content':'TEH'}",
                "functions.create_file | {'filePath':'p','content':'TEH'}",
                "fs_write_file | {'path':'p','content':'TEH'}",
                "read_file | {'path':'teh','mode':'teh'}",
                "apply_patch | {'input':'*** Begin Patch\\n*** Update File: teh\\n-teh\\n+TEH\\n teh\\n*** End Patch'}",
                "mcp__x__apply_patch | {'patchText':'*** Begin Patch\\n*** Add File: teh.py\\n+TEH\\n*** End Patch'}",
                "apply_diff | {'path':'p','diff':'<<<<<<< SEARCH\\nteh\\n=======\\nTEH\\n>>>>>>> REPLACE'}",
                "unheard_of | {'path':'p','diff':'--- a\\n+++ b\\n@@ -1 +1 @@\\n-teh\\n+TEH\\n'}",
                "unheard_of | {'path':'p','new_body':'TEH','old_body':'teh','text':'teh'}",
                "unheard_of | {'target_file':'p','newBody':'TEH','newbody':'teh','code':'TEH'}",
                "unheard_of | {'contents':'TEH','content':'TEH','replacement':'TEH','file_text':'TEH','filePath':'p'}",
                "unheard_of | {'file':'p','list':[{'new_x':'TEH','x':['teh']}],'content':['teh']}",
                "unheard_of | {'content':'teh','new_x':'teh'}",
                "unheard_of | {'a':{'path':'p'},'content':'teh'}",
                "unheard_of | {'path':7,'content':'teh'}",
            })
    void changesTheNewSideOfEachTool(String tool, String arguments) {
        String expected = arguments.replace('\'', '"').replace("TEH", "the");
        String given = arguments.replace('\'', '"').replace("TEH", "teh");
        assertThat(sent(tool, given)).isEqualTo(expected);
    }

    @Test
    void theUsersRowsTakeTheBuiltInOnesPlace() {
        var own = new EditTool(
                "write*", List.of(), List.of(), List.of(FieldPath.parse("body").orElseThrow()), List.of(), "");
        var rules = Leaves.select(List.of(own), literal(1, "teh", "the"));
        var source = new LaneSource(LaneForm.ARGUMENTS, "mcp__x__write_file");
        assertThat(run(LaneOpener.open(rules, source), "{\"path\":\"p\",\"content\":\"teh\",\"body\":\"teh\"}", 1)
                        .sent())
                .isEqualTo("{\"path\":\"p\",\"content\":\"teh\",\"body\":\"the\"}");
    }

    @Test
    void aPlainInputIsWhatTheTableSaysOfAnArgumentInput() {
        var rules = Leaves.select(List.of(), literal(1, "teh", "the"));
        String patch = "*** Begin Patch\n*** Update File: a\n@@\n teh\n-teh\n+teh\n*** End Patch\n";
        for (int step : new int[] {1, 7, 100}) {
            assertThat(run(LaneOpener.open(rules, new LaneSource(LaneForm.INPUT, "apply_patch")), patch, step)
                            .sent())
                    .isEqualTo(patch.replace("+teh", "+the"));
            for (String text : List.of(patch, "teh", "{\"content\":\"teh\",\"path\":\"p\"}")) {
                assertThat(run(LaneOpener.open(rules, new LaneSource(LaneForm.INPUT, "unheard_of")), text, step)
                                .sent())
                        .isEqualTo(text);
            }
        }
    }

    @Test
    void theOldSideWins() {
        EditTool.Reading reading = EditTool.read("t", "", "a", "*", "", "");
        assertThat(reading).isInstanceOfSatisfying(EditTool.Read.class, read -> {
            var rules = Leaves.select(List.of(read.tool()), literal(1, "teh", "the"));
            assertThat(run(
                                    LaneOpener.open(rules, new LaneSource(LaneForm.ARGUMENTS, "t")),
                                    "{\"a\":\"teh\",\"b\":\"teh\"}",
                                    1)
                            .sent())
                    .isEqualTo("{\"a\":\"teh\",\"b\":\"the\"}");
        });
    }

    @Test
    void pathsAreReadAndWritten() {
        for (String path : List.of("a", "a.b", "edits[].new_string", "*[].x", "a[][]", "a.*.b")) {
            assertThat(FieldPath.parse(path).orElseThrow().text()).isEqualTo(path);
        }
        for (String none : List.of("", "a.", "[]", "a[0]", "a..b", "a [].b", "a" + ".a".repeat(16))) {
            assertThat(FieldPath.parse(none)).as(none).isEmpty();
        }
    }

    @Test
    void saysWhichColumnIsWrong() {
        assertThat(EditTool.read(" ", "", "", "", "", "")).isInstanceOf(EditTool.Unread.class);
        assertThat(EditTool.read("t", "", "", "a, b[0]", "", ""))
                .isInstanceOfSatisfying(EditTool.Unread.class, unread -> {
                    assertThat(unread.fault().field()).isEqualTo("new");
                    assertThat(unread.fault().position()).isEqualTo(2);
                });
    }
}
