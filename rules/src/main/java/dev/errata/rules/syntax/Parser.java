package dev.errata.rules.syntax;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_CHAR;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Tree-sitter's C interface, as far as it takes to copy a tree out.
///
/// The text goes in as UTF-16, so that positions are those of a Java string. A tree lives in native memory only while
/// [#parse] runs; nothing native is handed out, and so nothing can be used after it was freed, or by two threads.
///
/// **Thread:** any; each call has a native parser of its own.
///
/// **Source:** `tree_sitter/api.h` of tree-sitter 0.26: `TSNode` is four 32-bit numbers and two pointers, passed by
/// value; `TSTreeCursor` two pointers and three 32-bit numbers.
@SuppressWarnings("restricted")
final class Parser {
    private static final int UTF_16_LE = 1;
    /// `ts_builtin_sym_error`.
    private static final int UNREADABLE = 65_535;
    private static final MemoryLayout NODE =
            MemoryLayout.structLayout(MemoryLayout.sequenceLayout(4, JAVA_INT), ADDRESS, ADDRESS);
    private static final MemoryLayout CURSOR = MemoryLayout.structLayout(
            ADDRESS, ADDRESS, MemoryLayout.sequenceLayout(3, JAVA_INT), MemoryLayout.paddingLayout(4));

    /// What it takes to read one language.
    record Language(Grammar grammar, MemorySegment pointer, List<String> kinds, List<String> fields) {}

    private final MethodHandle parserNew;
    private final MethodHandle parserDelete;
    private final MethodHandle parserLanguage;
    private final MethodHandle parserParse;
    private final MethodHandle treeRoot;
    private final MethodHandle treeDelete;
    private final MethodHandle cursorNew;
    private final MethodHandle cursorDelete;
    private final MethodHandle cursorNode;
    private final MethodHandle cursorField;
    private final MethodHandle cursorDown;
    private final MethodHandle cursorNext;
    private final MethodHandle cursorUp;
    private final MethodHandle nodeSymbol;
    private final MethodHandle nodeStart;
    private final MethodHandle nodeEnd;
    private final MethodHandle nodeNamed;
    private final MethodHandle nodeMissing;
    private final MethodHandle symbolCount;
    private final MethodHandle symbolName;
    private final MethodHandle fieldCount;
    private final MethodHandle fieldName;

    Parser(Path library) {
        SymbolLookup lookup = SymbolLookup.libraryLookup(library, Arena.global());
        parserNew = bind(lookup, "ts_parser_new", FunctionDescriptor.of(ADDRESS));
        parserDelete = bind(lookup, "ts_parser_delete", FunctionDescriptor.ofVoid(ADDRESS));
        parserLanguage = bind(lookup, "ts_parser_set_language", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, ADDRESS));
        parserParse = bind(
                lookup,
                "ts_parser_parse_string_encoding",
                FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT));
        treeRoot = bind(lookup, "ts_tree_root_node", FunctionDescriptor.of(NODE, ADDRESS));
        treeDelete = bind(lookup, "ts_tree_delete", FunctionDescriptor.ofVoid(ADDRESS));
        cursorNew = bind(lookup, "ts_tree_cursor_new", FunctionDescriptor.of(CURSOR, NODE));
        cursorDelete = bind(lookup, "ts_tree_cursor_delete", FunctionDescriptor.ofVoid(ADDRESS));
        cursorNode = brief(lookup, "ts_tree_cursor_current_node", FunctionDescriptor.of(NODE, ADDRESS));
        cursorField = brief(lookup, "ts_tree_cursor_current_field_id", FunctionDescriptor.of(JAVA_SHORT, ADDRESS));
        cursorDown = brief(lookup, "ts_tree_cursor_goto_first_child", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
        cursorNext = brief(lookup, "ts_tree_cursor_goto_next_sibling", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
        cursorUp = brief(lookup, "ts_tree_cursor_goto_parent", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
        nodeSymbol = brief(lookup, "ts_node_symbol", FunctionDescriptor.of(JAVA_SHORT, NODE));
        nodeStart = brief(lookup, "ts_node_start_byte", FunctionDescriptor.of(JAVA_INT, NODE));
        nodeEnd = brief(lookup, "ts_node_end_byte", FunctionDescriptor.of(JAVA_INT, NODE));
        nodeNamed = brief(lookup, "ts_node_is_named", FunctionDescriptor.of(JAVA_BOOLEAN, NODE));
        nodeMissing = brief(lookup, "ts_node_is_missing", FunctionDescriptor.of(JAVA_BOOLEAN, NODE));
        symbolCount = bind(lookup, "ts_language_symbol_count", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        symbolName = bind(lookup, "ts_language_symbol_name", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_SHORT));
        fieldCount = bind(lookup, "ts_language_field_count", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        fieldName = bind(lookup, "ts_language_field_name_for_id", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_SHORT));
    }

    /// A function that is called for each node and ends at once: it is called without leaving Java for the collector.
    private static MethodHandle brief(SymbolLookup lookup, String name, FunctionDescriptor type) {
        return Linker.nativeLinker().downcallHandle(lookup.findOrThrow(name), type, Linker.Option.critical(false));
    }

    private static MethodHandle bind(SymbolLookup lookup, String name, FunctionDescriptor type) {
        return Linker.nativeLinker().downcallHandle(lookup.findOrThrow(name), type);
    }

    /// Reads a language's tables out of its library.
    Language language(Grammar grammar, Path library) {
        SymbolLookup lookup = SymbolLookup.libraryLookup(library, Arena.global());
        try {
            var pointer = (MemorySegment) bind(lookup, grammar.symbol(), FunctionDescriptor.of(ADDRESS))
                    .invokeExact();
            List<String> kinds = new ArrayList<>();
            int count = (int) symbolCount.invokeExact(pointer);
            for (int i = 0; i < count; i++) {
                kinds.add(string((MemorySegment) symbolName.invokeExact(pointer, (short) i)));
            }
            // The parser gives what it cannot read a number that no table of names has.
            kinds.add("ERROR");
            List<String> fields = new ArrayList<>(List.of(""));
            int names = (int) fieldCount.invokeExact(pointer);
            for (int i = 1; i <= names; i++) {
                fields.add(string((MemorySegment) fieldName.invokeExact(pointer, (short) i)));
            }
            return new Language(grammar, pointer, List.copyOf(kinds), List.copyOf(fields));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private static String string(MemorySegment pointer) {
        return pointer.address() == 0
                ? ""
                : pointer.reinterpret(Long.MAX_VALUE).getString(0).intern();
    }

    SyntaxTree parse(Language language, String text) {
        MemorySegment parser = MemorySegment.NULL;
        MemorySegment tree = MemorySegment.NULL;
        try (Arena arena = Arena.ofConfined()) {
            try {
                parser = (MemorySegment) parserNew.invokeExact();
                if (!(boolean) parserLanguage.invokeExact(parser, language.pointer())) {
                    throw new IllegalStateException("the parser does not know this form of "
                            + language.grammar().word());
                }
                MemorySegment units = arena.allocate(Math.max(2L, 2L * text.length()), 2);
                MemorySegment.copy(text.toCharArray(), 0, units, JAVA_CHAR, 0, text.length());
                tree = (MemorySegment)
                        parserParse.invokeExact(parser, MemorySegment.NULL, units, 2 * text.length(), UTF_16_LE);
                return copied(language, text, tree, arena);
            } finally {
                if (tree.address() != 0) {
                    treeDelete.invokeExact(tree);
                }
                if (parser.address() != 0) {
                    parserDelete.invokeExact(parser);
                }
            }
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private SyntaxTree copied(Language language, String text, MemorySegment tree, Arena arena) throws Throwable {
        SegmentAllocator place = SegmentAllocator.prefixAllocator(arena.allocate(NODE));
        var root = (MemorySegment) treeRoot.invokeExact(place, tree);
        var cursor = (MemorySegment) cursorNew.invokeExact((SegmentAllocator) arena, root);
        try {
            var nodes = new Nodes(Math.max(64, text.length() / 4));
            int parent = SyntaxTree.NONE;
            while (true) {
                int node = nodes.add();
                fill(
                        nodes,
                        node,
                        (MemorySegment) cursorNode.invokeExact(place, cursor),
                        language.kinds().size() - 1);
                nodes.field[node] = (short) cursorField.invokeExact(cursor);
                nodes.parent[node] = parent;
                if ((boolean) cursorDown.invokeExact(cursor)) {
                    parent = node;
                    continue;
                }
                nodes.behind[node] = nodes.size;
                while (!(boolean) cursorNext.invokeExact(cursor)) {
                    if (!(boolean) cursorUp.invokeExact(cursor)) {
                        return new SyntaxTree(language.grammar(), text, language.kinds(), language.fields(), nodes);
                    }
                    nodes.behind[parent] = nodes.size;
                    parent = nodes.parent[parent];
                }
            }
        } finally {
            cursorDelete.invokeExact(cursor);
        }
    }

    private void fill(Nodes nodes, int node, MemorySegment place, int error) throws Throwable {
        int symbol = Short.toUnsignedInt((short) nodeSymbol.invokeExact(place));
        nodes.kind[node] = (short) Math.min(symbol, error);
        nodes.start[node] = (int) nodeStart.invokeExact(place) / 2;
        nodes.end[node] = (int) nodeEnd.invokeExact(place) / 2;
        int flags = (boolean) nodeNamed.invokeExact(place) ? SyntaxTree.NAMED : 0;
        // What the parser has put in has no text; most nodes need not be asked.
        boolean bare = nodes.start[node] == nodes.end[node];
        flags |= bare && (boolean) nodeMissing.invokeExact(place) ? SyntaxTree.MISSING : 0;
        flags |= symbol == UNREADABLE ? SyntaxTree.ERROR : 0;
        nodes.flags[node] = (byte) flags;
    }

    private static RuntimeException broken(Throwable e) {
        return switch (e) {
            case RuntimeException expected -> expected;
            case Error error -> throw error;
            default -> new IllegalStateException("a native function threw", e);
        };
    }
}
