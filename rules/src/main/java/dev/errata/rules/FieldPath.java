package dev.errata.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The place of a value in a tool call's arguments, as a person writes it: `new_string`, `edits[].new_string`,
/// `*[].text`.
///
/// A name is a property of that name, `*` a property of any name, `[]` every element of an array.
///
/// @param steps from the outermost object inwards, not empty
public record FieldPath(List<Step> steps) {

    /// Steps that a path may have.
    private static final int LONGEST = 16;

    public FieldPath {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.size() > LONGEST) {
            throw new IllegalArgumentException("not between 1 and " + LONGEST + " steps: " + steps);
        }
    }

    /// One step inwards.
    public sealed interface Step {

        /// To the property of this name.
        record Name(String name) implements Step {}

        /// To any property.
        record Any() implements Step {}

        /// To any element.
        record Element() implements Step {}
    }

    /// Whether the step of a number goes to a property.
    ///
    /// @param at not beyond the last step
    public boolean entersMember(int at, String key) {
        return switch (steps.get(at)) {
            case Step.Name(String name) -> name.equals(key);
            case Step.Any any -> true;
            case Step.Element element -> false;
        };
    }

    /// Whether the step of a number goes to an array's elements.
    ///
    /// @param at not beyond the last step
    public boolean entersElement(int at) {
        return steps.get(at) instanceof Step.Element;
    }

    /// Reads what a person wrote.
    ///
    /// @return empty if it is no path
    public static Optional<FieldPath> parse(String text) {
        List<Step> steps = new ArrayList<>();
        for (String part : text.strip().split("\\.", -1)) {
            String name = part.replaceAll("(\\[])+$", "");
            if (name.isEmpty() || name.indexOf('[') >= 0 || name.indexOf(']') >= 0 || !name.equals(name.strip())) {
                return Optional.empty();
            }
            steps.add(name.equals("*") ? new Step.Any() : new Step.Name(name));
            for (int i = name.length(); i < part.length(); i += 2) {
                steps.add(new Step.Element());
            }
        }
        return steps.size() > LONGEST ? Optional.empty() : Optional.of(new FieldPath(steps));
    }

    /// A list of paths as a person would write it.
    public static String texts(List<FieldPath> paths) {
        return paths.stream().map(FieldPath::text).collect(Collectors.joining(", "));
    }

    /// As a person would write it.
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            switch (step) {
                case Step.Name(String name) ->
                    text.append(text.isEmpty() ? "" : ".").append(name);
                case Step.Any any -> text.append(text.isEmpty() ? "*" : ".*");
                case Step.Element element -> text.append("[]");
            }
        }
        return text.toString();
    }
}
