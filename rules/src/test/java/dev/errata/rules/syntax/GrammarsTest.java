package dev.errata.rules.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class GrammarsTest {
    private static final Map<Grammar, String> SMALL = Map.ofEntries(
            Map.entry(Grammar.PYTHON, "def f(x):\n    return x\n"),
            Map.entry(Grammar.JAVA, "class A { int f(int x) { return x; } }\n"),
            Map.entry(Grammar.TYPESCRIPT, "const f = (x: number): number => x;\n"),
            Map.entry(Grammar.JAVASCRIPT, "const f = x => x;\n"),
            Map.entry(Grammar.GO, "package a\n\nfunc f(x int) int { return x }\n"),
            Map.entry(Grammar.RUST, "fn f(x: i32) -> i32 { x }\n"),
            Map.entry(Grammar.C, "int f(int x) { return x; }\n"),
            Map.entry(Grammar.CPP, "template <class T> T f(T x) { return x; }\n"),
            Map.entry(Grammar.C_SHARP, "class A { int F(int x) => x; }\n"),
            Map.entry(Grammar.RUBY, "def f(x)\n  x\nend\n"),
            Map.entry(Grammar.PHP, "<?php\nfunction f($x) { return $x; }\n"),
            Map.entry(Grammar.BASH, "f() { echo \"$1\"; }\n"),
            Map.entry(Grammar.JSON, "{\"a\": [1, null]}\n"),
            Map.entry(Grammar.HTML, "<p>a <b>b</b></p>\n"),
            Map.entry(Grammar.CSS, "p { color: red; }\n"),
            Map.entry(Grammar.SCALA, "object A { def f(x: Int): Int = x }\n"));

    @TempDir
    private Path folder;

    @BeforeEach
    void onlyWhereThereIsALibrary() {
        String platform = NativeFolder.platform(System.getProperty("os.name"), System.getProperty("os.arch"));
        Assumptions.assumeTrue(
                GrammarsTest.class.getResource("lib/" + platform + "-tree-sitter.so") != null
                        || GrammarsTest.class.getResource("lib/" + platform + "-tree-sitter.dylib") != null,
                "skipped: no native library for " + platform);
    }

    @ParameterizedTest
    @EnumSource
    void readsEachLanguageAndSeesWhatIsBroken(Grammar grammar) {
        var grammars = new Grammars(folder.resolve("native"));
        String text = SMALL.getOrDefault(grammar, "");
        assertThat(text).as("a text in it").isNotEmpty();

        SyntaxTree good = grammars.parse(grammar, text).orElseThrow();
        assertThat(faults(good)).isZero();
        assertThat(good.end(0)).isEqualTo(text.length());

        SyntaxTree bad = grammars.parse(grammar, text + "\n}}) <<< {[ (\n").orElseThrow();
        assertThat(faults(bad)).isPositive();
    }

    @Test
    void countsPositionsInTheUnitsOfAJavaString() {
        SyntaxTree tree = new Grammars(folder.resolve("native"))
                .parse(Grammar.PYTHON, "a = '\ud83d\ude00é'; bcd\ne = f\n")
                .orElseThrow();

        int bcd = find(tree, "bcd");
        assertThat(tree.kind(bcd)).isEqualTo("identifier");
        assertThat(tree.line(bcd)).isEqualTo(1);
        assertThat(tree.column(bcd)).isEqualTo(12);
        assertThat(tree.line(find(tree, "f"))).isEqualTo(2);
    }

    @Test
    void namesChildrenByTheirFields() {
        SyntaxTree tree = new Grammars(folder.resolve("native"))
                .parse(Grammar.PYTHON, "a.b(c)\n")
                .orElseThrow();

        int call = find(tree, "a.b(c)");
        while (!tree.kind(call).equals("call")) {
            call++;
        }
        assertThat(tree.text(tree.child(call, "function"))).isEqualTo("a.b");
        assertThat(tree.child(call, "nothing")).isEqualTo(SyntaxTree.NONE);
        assertThat(tree.parts(tree.child(call, "arguments"))).hasSize(1);
    }

    @Test
    void keepsItsLibrariesWhereOnlyTheUserCanWrite() throws IOException {
        Assumptions.assumeTrue(Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null);
        Path mine = folder.resolve("native");
        assertThat(new Grammars(mine).parse(Grammar.JSON, "1")).isPresent();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(mine)))
                .isEqualTo("rwx------");

        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(new Grammars(open).parse(Grammar.JSON, "1")).isEmpty();
        assertThat(open).isEmptyDirectory();
    }

    @Test
    void putsALibraryRightThatSomebodyChanged() throws IOException {
        Path mine = folder.resolve("native");
        NativeFolder.Unpacked first = new NativeFolder(mine).unpack("tree-sitter-json");
        Path file = ((NativeFolder.Unpacked.At) first).file();
        long size = Files.size(file);
        Files.writeString(file, "not a library");

        assertThat(new NativeFolder(mine).unpack("tree-sitter-json")).isEqualTo(first);
        assertThat(Files.size(file)).isEqualTo(size);
    }

    @Test
    void hasNoTreeWhereThereIsNoLibrary() {
        assertThat(new NativeFolder(folder).unpack("tree-sitter-klingon"))
                .isInstanceOf(NativeFolder.Unpacked.Not.class);
        assertThat(NativeFolder.platform("Windows 11", "amd64")).isEqualTo("x86_64-windows 11");
    }

    @Test
    void hasNoTreeOfATextThatIsTooLong() {
        assertThat(new Grammars(folder.resolve("native")).parse(Grammar.JSON, " ".repeat(2_000_001)))
                .isEmpty();
    }

    private static int faults(SyntaxTree tree) {
        int faults = 0;
        for (int node = 0; node < tree.size(); node++) {
            faults += tree.isError(node) || tree.isMissing(node) ? 1 : 0;
        }
        return faults;
    }

    private static int find(SyntaxTree tree, String text) {
        for (int node = 0; node < tree.size(); node++) {
            if (tree.text(node).equals(text) && (tree.isLeaf(node) || text.length() > 3)) {
                return node;
            }
        }
        throw new AssertionError("nothing is " + text);
    }
}
