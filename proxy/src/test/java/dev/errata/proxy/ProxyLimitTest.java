package dev.errata.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.rewrite.WholeBody;
import org.junit.jupiter.api.Test;

final class ProxyLimitTest {
    @Test
    void tellsEachLimitWithTheValueThatTheCodeHas() {
        assertThat(ProxyLimit.all())
                .extracting(ProxyLimit::value)
                .contains((WholeBody.LIMIT >> 20) + " MiB", "8 MiB", "5 s", "10000", "1000", "16 MiB");
        assertThat(ProxyLimit.all()).allSatisfy(limit -> assertThat(limit.beyond()).endsWith("."));
    }
}
