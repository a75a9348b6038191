package dev.errata.proxy.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UsageAskingTest {
    private static final String WISH = ",\"stream_options\":{\"include_usage\":true}";

    /// The request after it has passed, cut at one place.
    private static String passed(String request, int cut, boolean allowed) {
        byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
        var asking = new UsageAsking();
        var out = new ByteArrayOutputStream();
        out.writeBytes(asking.pass(Arrays.copyOf(bytes, cut)));
        out.writeBytes(asking.pass(Arrays.copyOfRange(bytes, cut, bytes.length)));
        out.writeBytes(asking.rest(allowed));
        assertThat(asking.asked()).isEqualTo(out.size() > bytes.length);
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"content\":\"Grüße }\\\" \\\\\"}]}",
                "{ \"stream\" : true }\r\n",
                "{\"stream\":false,\"stream\":true,\"a\":{\"stream_options\":1}}",
            })
    void putsTheWishBeforeTheLastBraceWhereverTheRequestIsCut(String request) {
        int brace = request.lastIndexOf('}');
        String expected = request.substring(0, brace) + WISH + request.substring(brace);
        for (int cut = 0; cut <= request.getBytes(StandardCharsets.UTF_8).length; cut++) {
            assertThat(passed(request, cut, true)).isEqualTo(expected);
            assertThat(passed(request, cut, false)).isEqualTo(request);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"stream\":false}",
                "{\"stream\":\"true\"}",
                "{\"stream\":trueish}",
                "{\"stream\":true,\"stream_options\":{\"include_usage\":false}}",
                "{\"stream_options\":null,\"stream\":true}",
                "{\"a\":{\"stream\":true}}",
                "{\"a\":\"\\\"stream\\\":true\"}",
                "[{\"stream\":true}]",
                "{\"stream\":true",
                "\"stream\":true}",
                "",
            })
    void leavesEveryOtherRequestAsItIs(String request) {
        for (int cut = 0; cut <= request.length(); cut++) {
            assertThat(passed(request, cut, true)).isEqualTo(request);
        }
    }

    @Test
    void givesUpWhereNoEndComesAfterTheEnd() {
        String request = "{\"stream\":true}" + " ".repeat(9_000);
        for (int cut : new int[] {0, 15, 5_000, 9_015}) {
            assertThat(passed(request, cut, true)).isEqualTo(request);
        }
    }
}
