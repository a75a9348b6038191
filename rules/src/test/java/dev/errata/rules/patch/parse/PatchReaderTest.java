package dev.errata.rules.patch.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Reading;
import dev.errata.rules.patch.WorkspacePath;
import java.io.IOException;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class PatchReaderTest {

    @TestFactory
    Stream<DynamicTest> readsUnifiedDiffs() throws IOException {
        return cases("unified-diff.txt", 20);
    }

    @TestFactory
    Stream<DynamicTest> readsSearchReplaceBlocks() throws IOException {
        return cases("search-replace.txt", 14);
    }

    @TestFactory
    Stream<DynamicTest> readsV4a() throws IOException {
        return cases("v4a.txt", 12);
    }

    @TestFactory
    Stream<DynamicTest> readsTags() throws IOException {
        return cases("tags.txt", 6);
    }

    @TestFactory
    Stream<DynamicTest> readsWholeFiles() throws IOException {
        return cases("whole-file.txt", 10);
    }

    @TestFactory
    Stream<DynamicTest> readsToolCalls() throws IOException {
        return cases("tool-calls.txt", 20);
    }

    private static Stream<DynamicTest> cases(String file, int atLeast) throws IOException {
        List<FormCase> cases = FormCase.load(file);
        assertThat(cases).hasSizeGreaterThanOrEqualTo(atLeast);
        return cases.stream().map(one -> DynamicTest.dynamicTest(one.name(), () -> check(one)));
    }

    private static void check(FormCase one) {
        Reading reading = new PatchReader(List.of()).read(one.body(), FileSource.of(one.base()));
        if (!one.noPatch().isEmpty()) {
            assertThat(reading).isInstanceOf(Reading.NoPatch.class);
            assertThat(((Reading.NoPatch) reading).reason()).contains(one.noPatch());
            return;
        }
        if (!one.unplaced().isEmpty()) {
            assertThat(reading).isInstanceOf(Reading.Unplaced.class);
            assertThat(((Reading.Unplaced) reading).problems())
                    .anySatisfy(problem -> assertThat(problem).contains(one.unplaced()));
            return;
        }
        assertThat(reading).isInstanceOf(Reading.Located.class);
        var located = (Reading.Located) reading;
        assertThat(after(one.base(), located.patch())).isEqualTo(one.after());
        for (String words : one.said()) {
            assertThat(located.repairs())
                    .anySatisfy(repair -> assertThat(repair).contains(words));
        }
        if (one.said().isEmpty()) {
            assertThat(located.repairs()).isEmpty();
        }
        if (one.hunks() > 0) {
            assertThat(located.patch().size()).isEqualTo(one.hunks());
        }
        if (!one.format().isEmpty()) {
            assertThat(located.format()).isEqualTo(one.format());
        }
    }

    private static NavigableMap<WorkspacePath, FileImage> after(
            NavigableMap<WorkspacePath, FileImage> base, Patch patch) {
        NavigableMap<WorkspacePath, FileImage> after = new TreeMap<>(base);
        patch.result(patch.all())
                .forEach((path, image) ->
                        image.ifPresentOrElse(there -> after.put(path, there), () -> after.remove(path)));
        return after;
    }
}
