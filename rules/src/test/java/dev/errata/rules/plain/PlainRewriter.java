package dev.errata.rules.plain;

import dev.errata.rules.Rule;
import dev.errata.rules.Scope;
import dev.errata.rules.stream.LaneKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

    private final List<PlainRule> rules;
    private final String text;
    private final @Nullable Scope[] scopes;
    private final String[] languages;
    private final int[] stretch;

    private PlainRewriter(List<PlainRule> rules, String text, PlainRegions regions) {
        this.rules = rules;
        this.text = text;
        this.scopes = regions.scopes;
        this.languages = regions.languages;
        this.stretch = new int[text.length()];
        for (int i = 1; i < text.length(); i++) {
            boolean same = scopes[i] == scopes[i - 1] && languages[i].equals(languages[i - 1]);
            stretch[i] = stretch[i - 1] + (same ? 0 : 1);
        }
    }

    /// What may be touched in a lane.
    private static PlainRegions regions(String text, LaneKind kind) {
        return switch (kind) {
            case TEXT -> new PlainRegions(text, PlainRegions.Form.ANSWER, Scope.CODE, "");
            case TOOL_ARGS -> new PlainRegions(text, PlainRegions.Form.LEAF, Scope.TOOL_ARGS, "");
            case CODE -> new PlainRegions(text, Scope.CODE);
            case REASONING -> new PlainRegions(text, Scope.REASONING);
        };
    }

    public static Outcome rewrite(List<PlainRule> rules, String text, LaneKind kind) {
        return rewrite(rules, text, regions(text, kind));
    }

    /// The same for a text that is a patch.
    public static Outcome rewritePatch(List<PlainRule> rules, String text, String language) {
        return rewrite(rules, text, new PlainRegions(text, PlainRegions.Form.PATCH, Scope.TOOL_ARGS, language));
    }

    private static Outcome rewrite(List<PlainRule> rules, String text, PlainRegions regions) {
        PlainRewriter rewriter = new PlainRewriter(rules, text, regions);
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
        return new PlainRewriter(rules, text, regions(text, kind)).taken();
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
