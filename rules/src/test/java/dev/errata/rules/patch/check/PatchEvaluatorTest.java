package dev.errata.rules.patch.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.patch.Capability;
import dev.errata.rules.patch.Finding;
import dev.errata.rules.patch.Finding.Kind;
import dev.errata.rules.patch.Finding.Weight;
import dev.errata.rules.patch.Verdict;
import dev.errata.rules.syntax.Grammar;
import dev.errata.rules.syntax.Grammars;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PatchEvaluatorTest {
    private static final String PARSER = """
        import json
        import os


        def parse(text):
            value = json.loads(text)
            return value


        def clean(path):
            os.remove(path)
        """;

    @TempDir
    private static Path folder;

    private final Grammars grammars = new Grammars(folder.resolve("native"));

    @BeforeEach
    void onlyWhereThereIsAParser() {
        Assumptions.assumeTrue(
                grammars.parse(Grammar.JSON, "1").isPresent(), "skipped: no native library for this machine");
    }

    private Verdict judge(Changes changes) {
        return new PatchEvaluator(grammars).evaluate(changes.base(), changes.patch());
    }

    private Verdict python(String before, String after) {
        return judge(new Changes().modify("src/a.py", before, after));
    }

    private static Finding only(Verdict verdict, Kind kind) {
        return verdict.findings().stream()
                .filter(finding -> finding.kind() == kind)
                .reduce((one, other) -> {
                    throw new AssertionError("several: " + verdict.findings());
                })
                .orElseThrow(() -> new AssertionError("none: " + verdict.findings()));
    }

    @Test
    void saysWhatIsAddedWhereAndWhy() {
        Verdict verdict = python(PARSER, PARSER.replace("json.loads(text)", "eval(text)"));

        assertThat(verdict.status()).isEqualTo(Verdict.Status.UNSAFE);
        assertThat(verdict.syntax()).isEqualTo(Verdict.Syntax.OK);
        assertThat(verdict.words()).isEqualTo("unsafe: adds dynamic code");
        Finding finding = only(verdict, Kind.CAPABILITY);
        assertThat(finding.path().value()).isEqualTo("src/a.py");
        assertThat(finding.hunk()).isEqualTo(1);
        assertThat(finding.line()).isEqualTo(6);
        assertThat(finding.column()).isEqualTo(13);
        assertThat(finding.reason()).isEqualTo("adds dynamic code: eval");
    }

    @Test
    void findsNothingInMovedLines() {
        String moved = "import json\nimport os\n\n\ndef clean(path):\n    os.remove(path)\n\n\n"
                + PARSER.substring(PARSER.indexOf("def parse"), PARSER.indexOf("\n\n\ndef clean")) + "\n";
        assertThat(python(PARSER, moved).findings()).isEmpty();
        assertThat(python(PARSER, "# A line.\n\n\n" + PARSER).findings()).isEmpty();
    }

    @Test
    void findsNothingInOtherNamesAndIndentation() {
        String before = "import subprocess\ndef f(a):\n    run = subprocess.run\n    run(a)\n";
        String after = "import subprocess\ndef f(b):\n    if b:\n        go = subprocess.run\n        go(b)\n";
        assertThat(python(before, after).findings()).isEmpty();
    }

    @Test
    void findsNothingInCodeThatGoesToAnotherFile() {
        String gone = PARSER.substring(0, PARSER.indexOf("\n\n\ndef clean")) + "\n";
        Verdict verdict = judge(new Changes()
                .modify("a.py", PARSER, gone.replace("import os\n", ""))
                .create("b.py", "import os\n\n\ndef clean(path):\n    os.remove(path)\n"));
        assertThat(verdict.findings()).isEmpty();
    }

    @Test
    void countsOneMoreCallOfWhatWasCalledBefore() {
        Verdict verdict = python(PARSER, PARSER + "\n\ndef more(path):\n    os.remove(path)\n");
        assertThat(verdict.capabilities()).containsExactly(Capability.FILE_WRITE);
        assertThat(only(verdict, Kind.CAPABILITY).line()).isEqualTo(15);
    }

    @Test
    void readsTheModeThatAFileIsOpenedIn() {
        assertThat(python("x = 1\n", "x = open('a').read()\n").capabilities()).containsExactly(Capability.FILE_READ);
        assertThat(python("x = 1\n", "x = open('a').read()\n").status()).isEqualTo(Verdict.Status.CLEAN);
        assertThat(python("x = 1\n", "x = open('a', 'w')\n").capabilities()).containsExactly(Capability.FILE_WRITE);
        assertThat(python("x = 1\n", "x = open('a', y)\n").capabilities()).containsExactly(Capability.FILE_WRITE);
        assertThat(python("x = 1\n", "x = open('/home/a/.ssh/id_rsa')\n").capabilities())
                .containsExactly(Capability.FILE_READ, Capability.SECRETS);
    }

    @Test
    void followsAnAliasThatIsChangedFarFromItsUse() {
        String before = "import json\n\n\ndef load(data):\n    return json.loads(data)\n";
        Verdict verdict = python(before, before.replace("import json", "import pickle as json"));
        assertThat(verdict.capabilities()).contains(Capability.UNSAFE_DESERIALISATION);
        assertThat(verdict.findings()).allMatch(finding -> finding.hunk() == 1);
    }

    @Test
    void saysWhichLineCannotBeParsed() {
        Verdict verdict = python(PARSER, PARSER.replace("    return value", "    return value ]"));
        assertThat(verdict.syntax()).isEqualTo(Verdict.Syntax.ERROR);
        assertThat(verdict.status()).isEqualTo(Verdict.Status.UNKNOWN);
        assertThat(only(verdict, Kind.SYNTAX).line()).isEqualTo(7);
        assertThat(only(verdict, Kind.SYNTAX).weight()).isEqualTo(Weight.UNKNOWN);
        assertThat(verdict.words()).isEqualTo("unknown: could not be parsed (line 7)");
    }

    @Test
    void doesNotBlameAPatchForAnErrorThatWasThere() {
        String before = "x = (1\n\n\ndef f():\n    return 1\n";
        assertThat(python(before, "# More.\n" + before).findings()).isEmpty();
    }

    @Test
    void callsAFileWithoutAGrammarNotChecked() {
        Verdict verdict = judge(new Changes().modify("notes.xyz", "a\n", "b\n"));
        assertThat(verdict.syntax()).isEqualTo(Verdict.Syntax.NOT_CHECKED);
        assertThat(only(verdict, Kind.NOT_CHECKED).weight()).isEqualTo(Weight.NOTE);
    }

    @Test
    void callsCodeNotCheckedWhereThereIsNoLibrary() throws IOException {
        Path notOurs = folder.resolve("a file, no folder");
        java.nio.file.Files.writeString(notOurs, "");
        var changes = new Changes().modify("a.py", "x = 1\n", "eval(x)\n");
        Verdict verdict = new PatchEvaluator(new Grammars(notOurs)).evaluate(changes.base(), changes.patch());
        assertThat(verdict.syntax()).isEqualTo(Verdict.Syntax.NOT_CHECKED);
        assertThat(verdict.status()).isEqualTo(Verdict.Status.UNKNOWN);
    }

    @Test
    void flagsImportsThatNobodyKnows() {
        Changes changes = new Changes()
                .having("requirements.txt", "requests==2.31\nPyYAML\n")
                .having("src/tools/deep.py", "x = 1\n")
                .modify(
                        "src/a.py",
                        "import os\n",
                        "import os\nimport json\nimport yaml\nimport deep\nimport reqeusts\nfrom . import b\n");
        Finding finding = only(judge(changes), Kind.UNKNOWN_IMPORT);
        assertThat(finding.line()).isEqualTo(5);
        assertThat(finding.reason()).startsWith("imports reqeusts,");
    }

    @Test
    void flagsPackagesThatNoManifestOfNodeNames() {
        Changes changes = new Changes()
                .having("package.json", "{\"dependencies\": {\"@scope/known\": \"1\", \"left\": \"2\"}}")
                .modify("a.js", "", """
                    import a from '@scope/known/sub';
                    import b from 'left';
                    import c from './local';
                    import d from 'path';
                    import e from 'made-up';
                    """);
        assertThat(only(judge(changes), Kind.UNKNOWN_IMPORT).line()).isEqualTo(5);
    }

    @Test
    void seesSecretsInAddedLinesOnly() {
        String key = "AKIA" + "Q7RZK2LMN4PXW3TB";
        assertThat(only(python("x = 1\n", "x = 1\nkey = '" + key + "'\n"), Kind.SECRET)
                        .line())
                .isEqualTo(2);
        assertThat(only(python("x = 1\n", "password = 'h7Gk29sLq0Zx'\n"), Kind.SECRET)
                        .weight())
                .isEqualTo(Weight.UNSAFE);
        assertThat(python("key = '" + key + "'\n", "y = 1\nkey = '" + key + "'\n")
                        .findings())
                .isEmpty();
        assertThat(python("x = 1\n", "password = 'your-password-here1'\n").findings())
                .isEmpty();
    }

    @Test
    void seesCharactersThatHide() {
        assertThat(only(python("x = 1\n", "x = 1 # \u202e\n"), Kind.HIDDEN_CHARACTER)
                        .reason())
                .contains("U+202E");
        assertThat(only(python("x = 1\n", "x = 1\ny = 'a\u200bb'\n"), Kind.HIDDEN_CHARACTER)
                        .line())
                .isEqualTo(2);
        assertThat(only(python("x = 1\n", "p\u0430ssword = 1\n"), Kind.HIDDEN_CHARACTER)
                        .reason())
                .contains("p\\u0430ssword");
        assertThat(only(python("x = 1\n", "x = '\u001b[2J'\n"), Kind.HIDDEN_CHARACTER)
                        .reason())
                .contains("terminal");
        assertThat(python("x = 1\n", "x = 'größer, привет, λ'\n").findings()).isEmpty();
    }

    @Test
    void seesAPublicFunctionGoThatOthersUse() {
        String before = "def kept():\n    pass\n\n\ndef used():\n    pass\n\n\ndef unused():\n    pass\n";
        Changes changes = new Changes()
                .having("b.py", "from a import used\n\nused()\n")
                .modify("a.py", before, "def kept():\n    pass\n");
        Finding finding = only(judge(changes), Kind.REMOVED_SYMBOL);
        assertThat(finding.reason()).isEqualTo("takes away used, which b.py still uses");
        assertThat(finding.line()).isEqualTo(5);
    }

    @Test
    void seesAnImportGoThatTheFileStillUses() {
        Finding finding = only(python(PARSER, PARSER.replace("import os\n", "")), Kind.REMOVED_SYMBOL);
        assertThat(finding.reason()).isEqualTo("takes away the import of os, which the file still uses");
    }

    @Test
    void seesAFileLoseMostOfItsLines() {
        String before = "x = 1\n".repeat(30);
        assertThat(only(python(before, "x = 1\n".repeat(10)), Kind.LARGE_DELETION)
                        .weight())
                .isEqualTo(Weight.CAUTION);
        assertThat(python(before, "x = 1\n".repeat(20)).findings()).isEmpty();
        assertThat(only(judge(new Changes().delete("a.py", before)), Kind.LARGE_DELETION)
                        .reason())
                .contains("30 of 30");
        assertThat(python("x = 1\n".repeat(20), "").findings()).isEmpty();
    }

    @Test
    void saysTheSameEachTime() {
        String after = PARSER + "eval(input())\nimport subprocess\nsubprocess.run(['pip', 'install', 'x'])\n";
        String first = python(PARSER, after).sha256();
        assertThat(python(PARSER, after).sha256()).isEqualTo(first);
        assertThat(new PatchEvaluator(grammars).version()).isNotBlank();
    }
}
