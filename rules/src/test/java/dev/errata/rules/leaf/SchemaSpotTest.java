package dev.errata.rules.leaf;

import static dev.errata.rules.leaf.Leaves.json;
import static dev.errata.rules.leaf.Leaves.literal;
import static dev.errata.rules.leaf.Leaves.optedIn;
import static dev.errata.rules.leaf.Leaves.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SchemaSpotTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'properties':{'a':{'enum':['teh']}}} | {'a':'teh','b':'TEH'}",
                "{'properties':{'a':{'const':'teh'},'b':{'type':'string'}}} | {'a':'teh','b':'TEH'}",
                "{'properties':{'a':{'pattern':'^t'}}} | {'a':'teh','b':'TEH'}",
                "{'properties':{'a':{'format':'uuid'}}} | {'a':'teh','b':'TEH'}",
                "{'properties':{'a':{'properties':{'b':{'enum':[]}}}}} | {'a':{'b':'teh','c':'TEH'},'b':'TEH'}",
                "{'items':{'enum':['teh']}} | ['teh',['teh']]",
                "{'prefixItems':[{'enum':['teh']}]} | ['teh']",
                "{'additionalProperties':{'enum':[]},'properties':{'a':{}}} | {'a':'TEH','b':'teh'}",
                "{'patternProperties':{'^x':{'enum':[]}}} | {'a':'teh'}",
                "{'anyOf':[{'type':'string'},{'properties':{'a':{'enum':[]}}}]} | {'a':'teh','b':'TEH'}",
                "{'oneOf':[{'properties':{'a':{'const':1}}}]} | {'a':'teh','b':'TEH'}",
                "{'allOf':[{'properties':{'a':{'format':'x'}}}]} | {'a':'teh','b':'TEH'}",
                "{'properties':{'a':{'enum':[{'b':'teh'}]}}} | {'a':{'b':'teh'}}",
                "{'$ref':'#/$defs/x','$defs':{'x':{'properties':{'a':{'enum':[]}}}}} | {'a':'teh','b':'TEH'}",
                "{'properties':{'n':{'$ref':'#'},'a':{'enum':[]}}} | {'n':{'n':{'a':'teh','b':'TEH'}}}",
                "{'properties':{'a':{'$ref':'#/$defs/a~1b'}},'$defs':{'a/b':{'enum':[]}}} | {'a':'teh'}",
                "{'properties':{'a':{'$ref':'http://x/y'}}} | {'a':{'b':'teh'},'b':'TEH'}",
                "{'properties':{'a':{'$ref':'#/nowhere'}}} | {'a':'teh','b':'TEH'}",
                "{'properties':{'a':{'$ref':'#anchor'}}} | {'a':'teh','b':'TEH'}",
                "{'if':{'properties':{'a':{'const':'teh'}}}} | {'a':'teh','b':'TEH'}",
                "{'type':'string','enum':['teh']} | 'teh'",
                "true | {'a':'TEH'}",
                "no schema | {'a':'teh'}",
                "{'$ref':'#'} | {'a':'TEH'}",
            })
    void leavesWhatTheSchemaFixes(String schema, String answer) {
        String given = answer.replace('\'', '"').replace("TEH", "teh");
        String expected = answer.replace('\'', '"').replace("TEH", "the");
        String subject = JsonSchemas.subject(List.of(schema.replace('\'', '"')));
        assertThat(run(json(subject, literal(1, "teh", "the")), given, 2).sent())
                .isEqualTo(expected);
        assertThat(run(json(subject, optedIn(1, "teh", "the")), given, 2).sent())
                .isEqualTo(given.replace("teh", "the"));
    }

    @Test
    void aSubjectHoldsNoWordsForPeople() {
        assertThat(JsonSchemas.subject(
                        List.of("{\"title\":\"t\",\"properties\":{\"title\":{\"description\":\"d\",\"enum\":[]}}}")))
                .isEqualTo("{\"properties\":{\"title\":{\"enum\":[]}}}");
        assertThat(JsonSchemas.subject(List.of())).isEmpty();
        assertThat(JsonSchemas.subject(List.of("{}", "{}"))).isEqualTo(JsonSchemas.UNKNOWN);
    }
}
