package dev.errata.rules.match;

import static org.assertj.core.api.Assertions.assertThat;

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
    void foldingIsTheSameForAllMembersOfAClass() {
        int unstable = 0;
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            unstable += Folding.fold(Folding.fold(c)) == Folding.fold(c) ? 0 : 1;
        }
        assertThat(unstable).isZero();
    }

    /// The scout counts back from a folded text to where it began.
    @Test
    void allCasesOfALetterHaveTheSameNumberOfUnits() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            assertThat(Character.charCount(Folding.fold(c))).isEqualTo(Character.charCount(c));
        }
    }

    @Test
    void everyLetterWithAnotherCaseHasItInItsOrbit() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            int other = Character.toLowerCase(Character.toUpperCase(c));
            if (other != c && c != 0x130 && c != 0x131) {
                assertThat(Folding.orbit(c)).as("U+%04X", c).contains(c, other);
            }
        }
    }
}
