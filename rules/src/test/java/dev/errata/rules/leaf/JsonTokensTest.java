package dev.errata.rules.leaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

final class JsonTokensTest {

    private static final JsonFactory JACKSON = new JsonFactory();
    private static final long SEED = Long.getLong("errata.fuzz.seed", 20_260_301L);
    private static final List<String> PARTS = List.of(
            "{", "}", "[", "]", ",", ":", "\"a\"", "\"", "\\", "\\u00e9", "\\n", "\\x", "0", "1", "-", ".", "e", "E",
            "+", "true", "false", "null", "nul", " ", "\n", "\t", "\f", "\u0001", "é", "12", "{\"a\":", "[1,",
            "-0.5e+3");

    private static boolean valid(String text) {
        JsonTokens tokens = new JsonTokens(new Deaf());
        text.chars().forEach(c -> tokens.read((char) c));
        return tokens.complete();
    }

    /// What Jackson says, reading all tokens of exactly one value.
    private static boolean jackson(String text) {
        try (JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            String unused = parser.getString();
            return parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }

    @Test
    void takesForJsonWhatJacksonTakes() {
        Random random = new Random(SEED);
        int valid = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = 1 + random.nextInt(6); n > 0; n--) {
                text.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            boolean expected = jackson(text.toString());
            valid += expected ? 1 : 0;
            assertThat(valid(text.toString())).as("seed %s text %s", SEED, text).isEqualTo(expected);
        }
        assertThat(valid).isGreaterThan(5_000);
    }

    @Test
    void longKeysBreakIt() {
        assertThat(valid("{\"" + "k".repeat(JsonTokens.LONGEST_KEY) + "\":1}")).isTrue();
        assertThat(valid("{\"" + "k".repeat(JsonTokens.LONGEST_KEY + 1) + "\":1}"))
                .isFalse();
    }

    private static final class Deaf implements JsonTokens.Sink {
        @Override
        public void begin(boolean array) {}

        @Override
        public void end(boolean array) {}

        @Override
        public void key(String name) {}

        @Override
        public void string() {}

        @Override
        public void unit(char unit, int spelled) {}

        @Override
        public void stringEnd() {}
    }
}
