package dev.errata.rules.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import org.junit.jupiter.api.Test;

final class FoldingTest {

    @Test
    void foldsByUnicodesSimpleFolding() {
        assertThat(Folding.orbit('k')).containsExactlyInAnyOrder('k', 'K', 0x212A);
        assertThat(Folding.orbit('s')).containsExactlyInAnyOrder('s', 'S', 0x17F);
        assertThat(Folding.orbit(0x3C3)).containsExactlyInAnyOrder(0x3C3, 0x3A3, 0x3C2);
        assertThat(Folding.orbit(0x1E9E)).containsExactlyInAnyOrder(0x1E9E, 0xDF);
        assertThat(Folding.orbit(0x10428)).containsExactlyInAnyOrder(0x10400, 0x10428);
        assertThat(Folding.orbit(0xFB05)).containsExactlyInAnyOrder(0xFB05, 0xFB06);
    }

    @Test
    void leavesTheTurkishLettersAlone() {
        assertThat(Folding.orbit('i')).containsExactlyInAnyOrder('i', 'I');
        assertThat(Folding.orbit(0x130)).containsExactly(0x130);
        assertThat(Folding.orbit(0x131)).containsExactly(0x131);
    }

    @Test
    void agreesWithRe2OnAllLettersThatItKnows() {
        StringBuilder differences = new StringBuilder();
        for (int c = 0; c < 0x1F000; c++) {
            int[] orbit = Folding.orbit(c);
            // RE2/J's tables are older: letters that got their other case later are missing there.
            for (int other : orbit) {
                if (orbit.length == 2 || other == c || Character.isSurrogate((char) c)) {
                    continue;
                }
                String pattern = "(?i)\\x{" + Integer.toHexString(c) + "}";
                if (!Pattern.compile(pattern).matches(Character.toString(other))) {
                    differences.append(Integer.toHexString(c)).append('~').append(Integer.toHexString(other)).append(' ');
                }
            }
        }
        assertThat(differences.toString()).isEmpty();
    }

    @Test
    void foldingIsTheSameForAllMembersOfAClass() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            assertThat(Folding.fold(Folding.fold(c))).isEqualTo(Folding.fold(c));
        }
    }
}
