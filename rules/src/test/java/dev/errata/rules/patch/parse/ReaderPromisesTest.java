package dev.errata.rules.patch.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Reading;
import dev.errata.rules.patch.Submission;
import dev.errata.rules.patch.WorkspacePath;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReaderPromisesTest {
    private static final PatchReader READER = new PatchReader(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```diff\n--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n 1\n-2\n+two\n 3\n```\n",
                "./x\n```\n<<<<<<< SEARCH\n1\n2\n=======\n1\ntwo\n>>>>>>> REPLACE\n```\n",
                "*** Begin Patch\n*** Update File: x\n@@\n 1\n-2\n+two\n*** End Patch\n",
                """
                <replace_in_file>
                <path>x</path>
                <diff>
                ------- SEARCH
                2
                =======
                two
                +++++++ REPLACE
                </diff>
                </replace_in_file>
                """,
                "./x\n```\n1\ntwo\n3\n```\n"
            })
    void readsAllOrNothingWhereverTheTextIsCut(String text) {
        FileSource base = base();
        Reading whole = READER.read(new Submission.Text(text), base);
        assertThat(whole).isInstanceOf(Reading.Located.class);
        for (int cut = 0; cut < text.length(); cut++) {
            Reading part = READER.read(new Submission.Text(text.substring(0, cut)), base);
            if (part instanceof Reading.Located located) {
                assertThat(located.patch().digest())
                        .as("cut at %d: %s", cut, text.substring(0, cut))
                        .isEqualTo(((Reading.Located) whole).patch().digest());
            }
        }
    }

    @Test
    void takesAbsolutePathsOnlyInsideTheFolderItIsTold() {
        var call = new Submission.ToolCalls(List.of(new Submission.ToolCall(
                "Edit", "{\"file_path\":\"/home/u/p/x\",\"old_string\":\"2\",\"new_string\":\"two\"}")));
        assertThat(READER.read(call, base())).isInstanceOf(Reading.Unplaced.class);
        assertThat(READER.in(Path.of("/home/u/other")).read(call, base())).isInstanceOf(Reading.Unplaced.class);
        assertThat(READER.in(Path.of("/home/u/p")).read(call, base())).isInstanceOf(Reading.Located.class);
        assertThat(READER.in(Path.of("/home/u/p")).paths(call)).containsExactly(new WorkspacePath("x"));
        assertThat(READER.paths(call)).isEmpty();
        var out = new Submission.ToolCalls(List.of(new Submission.ToolCall(
                "Write", "{\"file_path\":\"/home/u/p/../x\",\"content\":\"2\"}")));
        assertThat(READER.in(Path.of("/home/u/p")).read(out, base())).isInstanceOf(Reading.Unplaced.class);
    }

    @Test
    void namesThePathsOfAllForms() {
        var text = new Submission.Text("""
                --- a/src/x
                +++ b/src/x
                @@ -1 +1 @@
                -1
                +2

                *** Begin Patch
                *** Delete File: y
                *** End Patch
                """);
        assertThat(READER.paths(text)).containsExactly(new WorkspacePath("src/x"), new WorkspacePath("y"));
    }

    @Test
    void saysThatArgumentsAreBrokenOff() {
        var call = new Submission.ToolCalls(List.of(new Submission.ToolCall("Edit", "{\"file_path\":\"x\",\"old")));
        assertThat(READER.read(call, base()))
                .isEqualTo(new Reading.NoPatch(
                        "call 1 (Edit): its arguments are broken off, or no JSON", List.of()));
    }

    private static FileSource base() {
        NavigableMap<WorkspacePath, FileImage> files = new TreeMap<>();
        files.put(new WorkspacePath("x"), FileImage.text("1\n2\n3\n"));
        return FileSource.of(files);
    }
}
