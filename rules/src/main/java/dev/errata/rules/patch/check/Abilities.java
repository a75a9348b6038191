package dev.errata.rules.patch.check;

import dev.errata.rules.patch.Capability;
import dev.errata.rules.patch.Finding;
import dev.errata.rules.syntax.Grammar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What names can do, from the resource `<language>.names`: lines of `capability [weight]: name name ...`.
///
/// `a.b` is that name, `a.b*` all that begin so, `a.*` every member, `*.b` a member of whatever it is. `=word` behind a
/// name says how its arguments decide: `mode` and `openflags` (read or write), `code` (only a text is code). Others
/// tell names that the reader of names must know: `load` gives a module by its name, `get` a member by its name,
/// `send` calls a member by its name, `same` its argument, `root` stands for all global names, `drop` adds nothing to
/// what it is a member of, `fold` computes texts.
///
/// **Thread:** one, which gets its own from [#of]: the tables are shared and never change, what was asked is kept.
final class Abilities {
    private static final Map<Grammar, Abilities> KNOWN = known();

    private final Map<String, List<Entry>> byLast;
    private final Map<String, List<Entry>> byStar;
    private final List<Entry> globs;
    private final Set<String> modules;
    private final Map<String, Set<String>> rules;
    private final Map<String, String> folds;
    private final boolean suffixes;
    private final Map<String, List<String>> plain = new HashMap<>();
    private final Map<String, List<Entry>> matches = new HashMap<>();
    private final Map<String, String> folded = new HashMap<>();
    private final Map<String, Set<String>> done = new HashMap<>();

    /// One thing that a name can do.
    ///
    /// @param how how its arguments decide; empty if they do not
    record Entry(Capability capability, Finding.Weight weight, String pattern, List<String> segments, String how) {}

    private Abilities(List<String> lines, boolean suffixes) {
        this.suffixes = suffixes;
        byLast = new HashMap<>();
        byStar = new HashMap<>();
        globs = new ArrayList<>();
        modules = new HashSet<>();
        rules = new HashMap<>();
        folds = new HashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(": ");
            List<String> head = List.of(line.substring(0, colon).split(" "));
            List<String> names = List.of(line.substring(colon + 2).trim().split(" +"));
            Optional<Capability> capability = Arrays.stream(Capability.values())
                    .filter(one -> one.word().equals(head.getFirst()))
                    .findFirst();
            if (capability.isPresent()) {
                Finding.Weight weight = head.size() > 1
                        ? Finding.Weight.valueOf(head.get(1).toUpperCase(Locale.ROOT))
                        : weight(capability.get());
                names.forEach(name -> add(capability.get(), weight, name));
            } else if (head.getFirst().equals("fold")) {
                names.forEach(name ->
                        folds.put(
                        name.substring(0, name.lastIndexOf('=')).replace("()", ""),
                        name.substring(name.lastIndexOf('=') + 1)));
            } else {
                rules.computeIfAbsent(head.getFirst(), ignored -> new HashSet<>()).addAll(names);
            }
        }
    }

    private Abilities(Abilities shared) {
        suffixes = shared.suffixes;
        byLast = shared.byLast;
        byStar = shared.byStar;
        globs = shared.globs;
        modules = shared.modules;
        rules = shared.rules;
        folds = shared.folds;
    }

    /// What each capability weighs where its line does not say otherwise.
    ///
    /// Reading a file is a note: nearly every program does, and nothing leaves the machine or changes on it without
    /// another capability, each of which asks for a look. Code that is made or loaded past the eyes of a reader, and
    /// data that can run code, are unsafe.
    static Finding.Weight weight(Capability capability) {
        return switch (capability) {
            case FILE_READ -> Finding.Weight.NOTE;
            case DYNAMIC_CODE, UNSAFE_DESERIALISATION, PACKAGE_INSTALL -> Finding.Weight.UNSAFE;
            case FILE_WRITE, NETWORK, SOCKET, PROCESS_START, REFLECTION, SECRETS, NATIVE_CODE -> Finding.Weight.CAUTION;
        };
    }

    private void add(Capability capability, Finding.Weight weight, String name) {
        int equals = name.indexOf('=', 1);
        String pattern = equals < 0 ? name : name.substring(0, equals);
        List<String> segments = segments(pattern);
        var entry = new Entry(capability, weight, pattern, segments, equals < 0 ? "" : name.substring(equals + 1));
        String last = segments.getLast();
        if (last.equals("*")) {
            byStar.computeIfAbsent(segments.get(segments.size() - 2), ignored -> new ArrayList<>())
                    .add(entry);
        } else if (last.endsWith("*")) {
            globs.add(entry);
        } else {
            byLast.computeIfAbsent(last, ignored -> new ArrayList<>()).add(entry);
        }
        for (int i = 1; i < segments.size(); i++) {
            modules.add(String.join(".", segments.subList(0, i)));
        }
        modules.remove("*");
    }

    private static Map<Grammar, Abilities> known() {
        Map<Grammar, Abilities> known = new HashMap<>();
        for (Grammar grammar : Grammar.values()) {
            Lines.of(grammar.word() + ".names")
                    .ifPresent(lines -> known.put(
                            grammar,
                            new Abilities(
                                    lines,
                                    Dialect.of(grammar)
                                            .map(dialect -> dialect.option("suffixes"))
                                            .orElse(false))));
        }
        return Map.copyOf(known);
    }

    /// Those of a language that has a dialect.
    static Abilities of(Grammar grammar) {
        Abilities abilities = KNOWN.get(grammar);
        if (abilities == null) {
            throw new IllegalArgumentException("no names are known of " + grammar.word());
        }
        return new Abilities(abilities);
    }

    /// Parts of a dotted name; a path with slashes, which may have dots of its own, is one part.
    static List<String> segments(String path) {
        int slash = path.lastIndexOf('/');
        int from = path.indexOf('.', slash < 0 ? 0 : slash);
        if (from < 0) {
            return List.of(path);
        }
        List<String> segments = new ArrayList<>();
        if (from > 0) {
            segments.add(path.substring(0, from));
        }
        segments.addAll(Arrays.asList(path.substring(from + 1).split("\\.", -1)));
        return segments;
    }

    /// A name without what stands for all global names, without calls and what adds nothing.
    List<String> plain(String path) {
        return plain.computeIfAbsent(path, this::made);
    }

    private List<String> made(String path) {
        List<String> segments = new ArrayList<>();
        Set<String> drop = rules.getOrDefault("drop", Set.of());
        for (String segment : segments(path)) {
            boolean called = segment.endsWith("()");
            String name = called ? segment.substring(0, segment.length() - 2) : segment;
            if (!segments.isEmpty() && drop.contains(name)) {
                continue;
            }
            segments.add(name);
            if (segments.size() <= 2 && is("root", String.join(".", segments) + (called ? "()" : ""))) {
                segments.clear();
            }
        }
        return segments;
    }

    /// What a name can do.
    List<Entry> match(String path) {
        List<Entry> known = matches.get(path);
        if (known == null) {
            known = List.copyOf(found(path));
            matches.put(path, known);
        }
        return known;
    }

    private List<Entry> found(String path) {
        List<String> name = plain(path);
        if (name.isEmpty()) {
            return List.of();
        }
        List<Entry> found = new ArrayList<>();
        String last = name.getLast();
        for (Entry entry : byLast.getOrDefault(last, List.of())) {
            if (fits(entry, name)) {
                found.add(entry);
            }
        }
        if (name.size() > 1) {
            for (Entry entry : byStar.getOrDefault(name.get(name.size() - 2), List.of())) {
                if (fits(entry, name)) {
                    found.add(entry);
                }
            }
        }
        for (Entry entry : globs) {
            String glob = entry.segments().getLast();
            if (last.startsWith(glob.substring(0, glob.length() - 1)) && fits(entry, name)) {
                found.add(entry);
            }
        }
        return found;
    }

    /// Whether all parts but the last, which is known to fit, are those of a name.
    private boolean fits(Entry entry, List<String> name) {
        List<String> wanted = entry.segments();
        int skipped = name.size() - wanted.size();
        if (wanted.getFirst().equals("*")) {
            return name.size() > 1;
        }
        if (skipped < 0 || (skipped > 0 && (!suffixes || isObject(name.get(skipped - 1))))) {
            return false;
        }
        for (int i = 0; i < wanted.size() - 1; i++) {
            if (!wanted.get(i).equals(name.get(skipped + i))) {
                return false;
            }
        }
        return true;
    }

    /// A variable, of whose members a function's own name says nothing.
    private static boolean isObject(String segment) {
        return segment.startsWith("?") || segment.startsWith("$");
    }

    /// Whether some member of what a name stands for is in the table: not to know which one is not to know it is safe.
    boolean hasAbleMembers(String path) {
        List<String> name = plain(path);
        return name.isEmpty() || modules.contains(String.join(".", name)) || modules.contains(name.getLast());
    }

    boolean isRoot(String path) {
        return plain(path).isEmpty();
    }

    /// Whether a name is in a line of names for the reader itself.
    boolean is(String rule, String path) {
        return rules.getOrDefault(rule, Set.of()).contains(path);
    }

    /// The same, for a name as it was resolved.
    boolean does(String rule, String path) {
        return done.computeIfAbsent(path, this::rulesOf).contains(rule);
    }

    private Set<String> rulesOf(String path) {
        List<String> name = plain(path);
        if (name.isEmpty()) {
            return Set.of();
        }
        Set<String> written = new HashSet<>(List.of(String.join(".", name), "*." + name.getLast()));
        if (suffixes && name.size() > 2) {
            written.add(String.join(".", name.subList(name.size() - 2, name.size())));
        }
        return rules.entrySet().stream()
                .filter(rule -> !Collections.disjoint(rule.getValue(), written))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// How a function computes a text; empty if it does not.
    String fold(String path) {
        return folded.computeIfAbsent(path, this::how);
    }

    private String how(String path) {
        List<String> name = plain(path);
        for (int from = 0; from < (suffixes ? name.size() : Math.min(1, name.size())); from++) {
            String how = folds.get(String.join(".", name.subList(from, name.size())));
            if (how != null) {
                return how;
            }
        }
        return "";
    }
}
