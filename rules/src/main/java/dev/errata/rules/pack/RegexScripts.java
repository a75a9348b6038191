package dev.errata.rules.pack;

import dev.errata.rules.RuleFault;
import dev.errata.rules.RuleRow;
import dev.errata.rules.match.RuleCheck;
import dev.errata.rules.pack.RuleFile.NoRules;
import dev.errata.rules.pack.RuleFile.Reading;
import dev.errata.rules.pack.RuleFile.Remark;
import dev.errata.rules.pack.RuleFile.Rules;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the regex scripts of SillyTavern: one JSON object, or a list of them.
///
/// | there | here |
/// |---|---|
/// | `findRegex` `/pattern/flags` | a regex rule; flag `i` its `case_sensitive`, `m` and `s` in the pattern |
/// | no flag `g`: the first match only | every match, and a remark |
/// | `replaceString`, `{{match}}`, `$1`, `$<name>` | `replacement`, `$0`, `$1`, `${name}` |
/// | `placement` 2 (the answer), 6 (reasoning) | scope prose and code, reasoning; other places not |
/// | `disabled` | mode off |
/// | `markdownOnly`: changes what is shown | changes the answer, and a remark |
/// | `promptOnly`, `trimStrings` in use, macros, `minDepth` above 0 | refused with the reason |
/// | `runOnEdit`, `maxDepth` | without meaning for an answer that arrives |
///
/// Scripts run one after the other there, each on what the one before made; here all look at the model's own text, and
/// the earlier one wins a place.
///
/// **Source:** SillyTavern, `public/scripts/extensions/regex/engine.js` and its documentation of the Regex extension.
final class RegexScripts {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int AI_OUTPUT = 2;
    private static final int REASONING = 6;

    private final String pack;
    private final List<RulePack.Entry> entries = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();

    private RegexScripts(String pack) {
        this.pack = pack;
    }

    static boolean looksLike(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            JsonNode first = json.isArray() ? json.path(0) : json;
            return json.isArray() || first.has("findRegex") || first.has("scriptName");
        } catch (JacksonException notJson) {
            return false;
        }
    }

    static Reading read(String text, String name) {
        var scripts = new RegexScripts(name);
        JsonNode json = JSON.readTree(text);
        int number = 0;
        for (JsonNode script : json.isArray() ? json.valueStream().toList() : List.of(json)) {
            number++;
            scripts.add(number, script);
        }
        if (number == 0) {
            return new NoRules("It is an empty list: there are no scripts in it.");
        }
        RulePack pack = new RulePack(name, "1.0.0", "", "Regex scripts of SillyTavern.", scripts.entries);
        return new Rules(pack, scripts.remarks);
    }

    private void add(int number, JsonNode script) {
        String title = script.path("scriptName").asString("");
        String subject = title.isBlank() ? "Script " + number : "Script " + number + " (" + title + ")";
        try {
            RuleRow row = row(script, title, subject);
            List<RuleFault> faults = RuleCheck.check(row);
            if (faults.isEmpty()) {
                entries.add(new RulePack.Entry(row, List.of()));
            } else {
                refuse(subject, reason(row, faults.getFirst()));
            }
        } catch (Unfit e) {
            refuse(subject, String.valueOf(e.getMessage()));
        }
    }

    private static String reason(RuleRow row, RuleFault fault) {
        String where = fault.position() < 0 || !fault.field().equals("pattern")
                ? ""
                : " at " + (fault.position() + 1) + " of " + row.pattern();
        return fault.field() + where + ": " + fault.message() + ".";
    }

    private RuleRow row(JsonNode script, String title, String subject) throws Unfit {
        if (!script.isObject() || !script.path("findRegex").isString()) {
            throw new Unfit("it has no findRegex: it is no regex script.");
        }
        String found = script.path("findRegex").asString();
        if (found.isEmpty()) {
            throw new Unfit("its findRegex is empty.");
        }
        String scope = scope(script, subject);
        checkWhen(script);
        ScriptPattern pattern = ScriptPattern.of(found);
        if (script.path("substituteRegex").asInt(0) != 0 && found.contains("{{")) {
            throw new Unfit("its pattern has macros ({{...}}), which mean nothing here; write what they stand for.");
        }
        String replacement = ScriptReplacement.of(script.path("replaceString").asString(""), pattern.names());
        if (ScriptReplacement.takesGroups(replacement) && trims(script)) {
            throw new Unfit(
                    "it trims strings from what it found, which a rule cannot; put what is to stay in a group.");
        }
        remark(subject, !pattern.global(), "without the flag g only the first match is replaced there; here all are.");
        remark(
                subject,
                script.path("markdownOnly").asBoolean(false),
                "there it changes only what is shown; here the answer itself.");
        return new RuleRow(
                0,
                pattern.pattern(),
                "sillytavern",
                null,
                replacement,
                "regex",
                pattern.caseSensitive(),
                scope,
                null,
                null,
                null,
                script.path("disabled").asBoolean(false) ? "off" : "enforce",
                null,
                pattern.unbounded() ? RuleCheck.MAX_WINDOW : null,
                null,
                null,
                pack,
                null,
                "1.0.0",
                title.isBlank() ? null : title,
                null,
                null);
    }

    private String scope(JsonNode script, String subject) throws Unfit {
        Set<Integer> places = new LinkedHashSet<>();
        script.path("placement").forEach(place -> places.add(place.asInt(-1)));
        var scopes = new ArrayList<String>();
        if (places.remove(AI_OUTPUT)) {
            scopes.add("prose,code");
        }
        if (places.remove(REASONING)) {
            scopes.add("reasoning");
        }
        if (scopes.isEmpty()) {
            throw new Unfit(
                    places.isEmpty()
                            ? "it is for no place: its placement is empty."
                            : "it is for " + words(places) + ", not for the model's answer.");
        }
        remark(subject, !places.isEmpty(), "it is for " + words(places) + " too, which Errata does not change.");
        return String.join(",", scopes);
    }

    private static String words(Set<Integer> places) {
        return String.join(
                ", ",
                places.stream()
                        .map(place -> switch (place) {
                            case 0 -> "the display";
                            case 1 -> "what the user says";
                            case 3 -> "slash commands";
                            case 5 -> "world info";
                            default -> "place " + place;
                        })
                        .toList());
    }

    private static void checkWhen(JsonNode script) throws Unfit {
        boolean promptOnly = script.path("promptOnly").asBoolean(false);
        if (promptOnly && !script.path("markdownOnly").asBoolean(false)) {
            throw new Unfit("it changes only what is sent to the model; Errata corrects what comes back.");
        }
        if (script.path("minDepth").asInt(0) > 0) {
            throw new Unfit("it is for older messages only (minDepth); Errata corrects an answer when it comes.");
        }
    }

    private static boolean trims(JsonNode script) {
        return script.path("trimStrings").valueStream()
                .anyMatch(trimmed -> !trimmed.asString("").isEmpty());
    }

    private void remark(String subject, boolean applies, String text) {
        if (applies) {
            remarks.add(new Remark(subject, false, text));
        }
    }

    private void refuse(String subject, String reason) {
        remarks.removeIf(remark -> remark.subject().equals(subject));
        remarks.add(new Remark(subject, true, reason));
    }

    /// Why a script cannot be a rule.
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        Unfit(String message) {
            super(message);
        }
    }
}
