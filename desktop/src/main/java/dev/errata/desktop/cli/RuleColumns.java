package dev.errata.desktop.cli;

import dev.errata.desktop.api.RuleJson;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// One option for each column of a rule, made from the one list of columns: `--on-error closed` is the column
/// `on_error`.
final class RuleColumns {
    private RuleColumns() {}

    /// A command with those options added.
    static CommandLine options(Object command) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(command);
        for (String column : RuleJson.COLUMNS) {
            spec.addOption(OptionSpec.builder(option(column))
                    .type(String.class)
                    .paramLabel("TEXT")
                    .description("Column " + column + ".")
                    .build());
        }
        return new CommandLine(spec);
    }

    /// The columns that were given, with their texts.
    static Map<String, String> given(CommandSpec spec) {
        Map<String, String> given = new TreeMap<>();
        for (String column : RuleJson.COLUMNS) {
            String text = spec.findOption(option(column)).getValue();
            if (text != null) {
                given.put(column, text);
            }
        }
        return given;
    }

    private static String option(String column) {
        return "--" + column.replace('_', '-');
    }
}
