package dev.errata.rules.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.Scope;
import dev.errata.rules.plain.PlainRegions;
import dev.errata.rules.plain.RuleGenerator;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Random texts of markers, read in pieces by the trackers and as a whole by the plain reference.
/// `-Derrata.regions.cases=N -Derrata.regions.seed=S` for longer runs.
final class RegionOracleTest {

    private static final int CASES = Integer.getInteger("errata.regions.cases", 8_000);
    private static final long SEED = Long.getLong("errata.regions.seed", 1234L);
    private static final Region.Scoped SIDE = new Region.Scoped(Scope.TOOL_ARGS, "java");

    @Test
    void dividesAnswersAsTheReferenceDoes() {
        compare(Regions::text, PlainRegions.Form.ANSWER, new Region.Scoped(Scope.CODE, ""));
    }

    @Test
    void dividesPatchesAsTheReferenceDoes() {
        compare(() -> Regions.patch(SIDE), PlainRegions.Form.PATCH, SIDE);
    }

    @Test
    void dividesLeavesAsTheReferenceDoes() {
        compare(() -> Regions.leaf(SIDE), PlainRegions.Form.LEAF, SIDE);
    }

    private static void compare(Supplier<Regions> tracker, PlainRegions.Form form, Region.Scoped side) {
        for (long seed = SEED; seed < SEED + CASES; seed++) {
            Random random = new Random(seed);
            String text = RuleGenerator.markers(random);
            PlainRegions expected = new PlainRegions(text, form, side.scope(), side.language());
            List<Region> found = Division.of(tracker.get(), text);
            for (int at = 0; at < text.length(); at++) {
                Scope scope = expected.scope(at);
                Region region = scope == null ? Region.PROTECTED : new Region.Scoped(scope, expected.language(at));
                if (!found.get(at).equals(region)) {
                    assertThat(found.get(at))
                            .as("seed %s unit %s of %s: %s", seed, at, show(text), Division.letters(found))
                            .isEqualTo(region);
                }
            }
            Division.staysTheSameInPieces(tracker, text, 1 + random.nextInt(6), random);
        }
    }

    private static String show(String text) {
        return text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
    }
}
