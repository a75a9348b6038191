package dev.errata.desktop.fake;

import dev.errata.rules.Rule;
import dev.errata.rules.RuleRow;
import dev.errata.rules.text.Rewrite;
import dev.errata.rules.text.Span;
import dev.errata.rules.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The engine of the tests: finds what it is told from left to right, by Java's own means.
public final class FakeTrial {
    private FakeTrial() {}

    public static Trial run(RuleRow row, String text) {
        Rule rule = FakeRuleBook.rule(row);
        Pattern pattern = Pattern.compile("regex".equals(row.match()) ? row.pattern() : Pattern.quote(row.pattern()));
        Matcher matcher = pattern.matcher(text);
        var found = new ArrayList<Rewrite>();
        var corrected = new StringBuilder();
        while (matcher.find()) {
            String after = row.replacement();
            found.add(new Rewrite(rule, new Span(matcher.start(), matcher.end()), matcher.group(), after, 1));
            matcher.appendReplacement(corrected, Matcher.quoteReplacement(after == null ? matcher.group() : after));
        }
        matcher.appendTail(corrected);
        return row.replacement() == null
                ? new Trial(text, text, List.of(), found)
                : new Trial(text, corrected.toString(), found, List.of());
    }
}
