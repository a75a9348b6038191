package dev.errata.rules.match;

import dev.errata.rules.Matcher;
import dev.errata.rules.Rule;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A rule made ready for matching. Compiled once per rule set, shared by all machines that hold it.
public final class CompiledRule {

    /// What came of a rule: ready, or at fault.
    public sealed interface Result {}

    /// It matches.
    public record Compiled(CompiledRule compiled) implements Result {}

    /// It cannot match: its pattern or its replacement is at fault.
    ///
    /// @param inReplacement whether the position is one in the replacement
    public record Faulty(RegexFault fault, boolean inReplacement) implements Result {}

    /// Bits that finding a match's groups may take: 4 MB.
    private static final long MAX_GROUP_SEARCH = 32L << 20;

    private final Rule rule;
    private final @Nullable Regex regex;
    private final @Nullable Template template;
    private final boolean edgeLeft;
    private final boolean edgeRight;

    private CompiledRule(Rule rule, @Nullable Regex regex, @Nullable Template template) {
        this.rule = rule;
        this.regex = regex;
        this.template = template;
        String pattern = rule.matcher().pattern();
        boolean word = rule.matcher() instanceof Matcher.Word;
        this.edgeLeft = word && Words.isPart(pattern.codePointAt(0));
        this.edgeRight = word && Words.isPart(pattern.codePointBefore(pattern.length()));
    }

    /// Compiles a rule.
    ///
    /// @param budget units of memory that regular expressions compiled with it share for their states
    public static Result compile(Rule rule, AtomicInteger budget) {
        if (rule.matcher().pattern().isEmpty()) {
            return new Faulty(new RegexFault(0, "the pattern is empty; write what to look for"), false);
        }
        if (!(rule.matcher() instanceof Matcher.Regex matcher)) {
            return new Compiled(new CompiledRule(rule, null, null));
        }
        return switch (Regex.compile(matcher.pattern(), matcher.caseSensitive(), budget)) {
            case RegexFault fault -> new Faulty(fault, false);
            case Regex regex -> withTemplate(rule, regex);
        };
    }

    private static Result withTemplate(Rule rule, Regex regex) {
        String replacement = rule.replacement();
        if (replacement == null) {
            return new Compiled(new CompiledRule(rule, regex, null));
        }
        try {
            Template template = Template.parse(replacement, regex.groups(), regex.names());
            if (template.usesGroups() && (long) regex.program().size() * rule.window() > MAX_GROUP_SEARCH) {
                return new Faulty(
                        new RegexFault(
                                0,
                                "the pattern is too large to find its groups in a window of " + rule.window()
                                        + "; use a smaller window, a smaller pattern, or a replacement without groups"),
                        false);
            }
            return new Compiled(new CompiledRule(rule, regex, template));
        } catch (SyntaxException wrong) {
            return new Faulty(wrong.fault(), true);
        }
    }

    public Rule rule() {
        return rule;
    }

    @Nullable
    Regex regex() {
        return regex;
    }

    /// The regular expression of a rule that is known to be one.
    Regex regexOrThrow() {
        if (regex == null) {
            throw new IllegalStateException("rule " + rule.id() + " is no regular expression");
        }
        return regex;
    }

    /// Whether no letter, digit, mark or `_` may stand right before a match.
    boolean edgeLeft() {
        return edgeLeft;
    }

    /// Whether none may stand right after it.
    boolean edgeRight() {
        return edgeRight;
    }

    /// Whether the replacement depends on the path through the pattern.
    boolean usesGroups() {
        return template != null && template.usesGroups();
    }

    /// What stands for a match, null for a detect-only rule.
    ///
    /// @param before the matched text
    public @Nullable String replacement(String before, LaneText text, long start, long end) {
        if (regex == null || template == null || !template.usesGroups()) {
            return template == null ? rule.replacement() : template.expand(new int[0], before);
        }
        int[] slots = new Captures(
                        regex.program(), regex.groups(), before, text.contextBefore(start), text.contextAfter(end))
                .find();
        return template.expand(slots, before);
    }

    /// Whether a match of this rule is taken before a match of another one at the same start.
    boolean beats(long end, CompiledRule other, long otherEnd) {
        if (rule.priority() != other.rule.priority()) {
            return rule.priority() > other.rule.priority();
        }
        return end != otherEnd ? end > otherEnd : rule.id() < other.rule.id();
    }
}
