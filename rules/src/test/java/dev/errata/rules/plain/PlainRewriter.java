package dev.errata.rules.plain;

import dev.errata.rules.Rule;
import dev.errata.rules.Scope;
import dev.errata.rules.stream.LaneKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The meaning of rules, word by word from the design, on a whole text: the reference that the engine is compared with.
public final class PlainRewriter {

    /// One match.
    public record Hit(
            long rule, int start, int end, @Nullable String after) {}

    /// What comes of a text.
    ///
    /// @param hits what would be sent for the text, by matches in order
    public record Outcome(String corrected, List<Hit> hits, List<Hit> observed) {}

    private static final Pattern LINE = Pattern.compile("([^\r\n]*)(\r\n|\r|\n|\\z)");
    private static final Pattern OPENING = Pattern.compile(" {0,3}(?:(`{3,})([^`]*)|(~{3,})(.*))", Pattern.DOTALL);
    private static final Pattern CLOSING = Pattern.compile(" {0,3}(`{3,}|~{3,})[ \t]*");

    private final List<PlainRule> rules;
    private final String text;
    private final @Nullable Scope[] scopes;
    private final String[] languages;
    private final int[] stretch;

    private PlainRewriter(List<PlainRule> rules, String text, LaneKind kind) {
        this.rules = rules;
        this.text = text;
        this.scopes = new Scope[text.length()];
        this.languages = new String[text.length()];
        this.stretch = new int[text.length()];
        switch (kind) {
            case TEXT -> fences();
            case CODE -> Arrays.fill(scopes, Scope.CODE);
            case REASONING -> Arrays.fill(scopes, Scope.REASONING);
            case TOOL_ARGS -> Arrays.fill(scopes, Scope.TOOL_ARGS);
        }
    }

    public static Outcome rewrite(List<PlainRule> rules, String text, LaneKind kind) {
        PlainRewriter rewriter = new PlainRewriter(rules, text, kind);
        List<Hit> hits = rewriter.correct();
        StringBuilder corrected = new StringBuilder();
        int at = 0;
        for (Hit hit : hits) {
            corrected.append(text, at, hit.start).append(hit.after);
            at = hit.end;
        }
        corrected.append(text, at, text.length());
        return new Outcome(corrected.toString(), hits, rewriter.observe());
    }

    /// The matches that are taken, also those that change nothing.
    public static List<Hit> matches(List<PlainRule> rules, String text, LaneKind kind) {
        return new PlainRewriter(rules, text, kind).taken();
    }

    private void fences() {
        Matcher lines = LINE.matcher(text);
        String open = null;
        String language = "";
        int number = 0;
        while (lines.find() && lines.end() > lines.start()) {
            String line = lines.group(1);
            Matcher opening = OPENING.matcher(line);
            Matcher closing = CLOSING.matcher(line);
            boolean fence = open == null
                    ? opening.matches()
                    : closing.matches() && closing.group(1).startsWith(open);
            if (fence) {
                number++;
            }
            for (int i = lines.start(); i < lines.end(); i++) {
                scopes[i] = fence ? null : open == null ? Scope.PROSE : Scope.CODE;
                languages[i] = language;
                stretch[i] = number;
            }
            if (fence) {
                boolean ticks = open == null && opening.group(1) != null;
                language = open != null ? "" : language(ticks ? opening.group(2) : opening.group(4));
                open = open != null ? null : ticks ? opening.group(1) : opening.group(3);
                number++;
            }
        }
    }

    private static String language(String info) {
        String first = info.strip().replaceAll("[ \t].*", "");
        return switch (first) {
            case "js" -> "javascript";
            case "py" -> "python";
            default -> first;
        };
    }

    private boolean inScope(Rule rule, int start, int end) {
        for (int i = start; i < end; i++) {
            if (scopes[i] == null
                    || stretch[i] != stretch[start]
                    || !rule.scopes().contains(scopes[i])
                    || (rule.language() != null && !rule.language().equals(languages[i]))) {
                return false;
            }
        }
        return true;
    }

    private boolean isStart(int at) {
        return at == 0 || !Character.isLowSurrogate(text.charAt(at)) || !Character.isHighSurrogate(text.charAt(at - 1));
    }

    private List<Hit> correct() {
        return taken().stream()
                .filter(hit -> !text.substring(hit.start, hit.end).equals(hit.after))
                .toList();
    }

    private List<Hit> taken() {
        List<Hit> hits = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            @Nullable PlainRule best = null;
            int @Nullable [] bestMatch = null;
            for (PlainRule rule : rules) {
                if (!isStart(at)
                        || rule.rule().mode() != Rule.Mode.ENFORCE
                        || rule.rule().replacement() == null) {
                    continue;
                }
                int @Nullable [] match = rule.matchAt(text, at);
                if (match != null
                        && inScope(rule.rule(), at, match[1])
                        && (best == null
                                || bestMatch == null
                                || isBetter(rule.rule(), match[1], best.rule(), bestMatch[1]))) {
                    best = rule;
                    bestMatch = match;
                }
            }
            if (best == null || bestMatch == null) {
                at++;
            } else {
                String after = best.replacement(text, bestMatch);
                hits.add(new Hit(best.rule().id(), at, bestMatch[1], after));
                at = bestMatch[1];
            }
        }
        return hits;
    }

    private static boolean isBetter(Rule rule, int end, Rule than, int thanEnd) {
        if (rule.priority() != than.priority()) {
            return rule.priority() > than.priority();
        }
        return end != thanEnd ? end > thanEnd : rule.id() < than.id();
    }

    private List<Hit> observe() {
        List<Hit> hits = new ArrayList<>();
        for (PlainRule rule : rules) {
            boolean shadow =
                    rule.rule().mode() == Rule.Mode.SHADOW || rule.rule().replacement() == null;
            if (rule.rule().mode() == Rule.Mode.OFF || !shadow) {
                continue;
            }
            int at = 0;
            while (at < text.length()) {
                int @Nullable [] match = isStart(at) ? rule.matchAt(text, at) : null;
                if (match != null && inScope(rule.rule(), at, match[1])) {
                    hits.add(new Hit(rule.rule().id(), at, match[1], rule.replacement(text, match)));
                    at = match[1];
                } else {
                    at++;
                }
            }
        }
        hits.sort(Comparator.comparingInt(Hit::start).thenComparingLong(Hit::rule));
        return hits;
    }
}
