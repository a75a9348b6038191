package dev.errata.rules.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.match.LaneText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/// What a tracker makes of a text: a region for each unit.
final class Division {

    private Division() {}

    /// The regions after all of the text came in one piece and ended.
    static List<Region> of(Regions regions, String text) {
        LaneText lane = new LaneText();
        lane.append(text);
        regions.feed(lane, 0);
        lane.end();
        regions.end(lane);
        return units(regions, 0, text.length());
    }

    /// The same for every way to cut the text that a seed gives; what is decided once never changes.
    static void staysTheSameInPieces(Supplier<Regions> tracker, String text, int most, Random random) {
        List<Region> whole = of(tracker.get(), text);
        Regions regions = tracker.get();
        LaneText lane = new LaneText();
        long forgotten = 0;
        for (int at = 0; at < text.length(); ) {
            int end = Math.min(text.length(), at + 1 + random.nextInt(most));
            lane.append(text.substring(at, end));
            regions.feed(lane, at);
            int decided = (int) Math.min(end, regions.track().decided());
            assertThat(units(regions, (int) forgotten, decided))
                    .as("decided at %s of %s", end, text)
                    .isEqualTo(whole.subList((int) forgotten, decided));
            at = end;
            if (random.nextInt(4) == 0) {
                forgotten = Math.max(forgotten, decided);
                regions.track().forget(forgotten);
                lane.forget(Math.max(lane.base(), forgotten - 128));
            }
        }
        lane.end();
        regions.end(lane);
        assertThat(units(regions, (int) forgotten, text.length()))
                .as("in pieces of %s: %s", most, text)
                .isEqualTo(whole.subList((int) forgotten, text.length()));
    }

    private static List<Region> units(Regions regions, int from, int to) {
        List<Region> units = new ArrayList<>();
        for (int at = from; at < to; at++) {
            units.add(regions.track().at(at).region());
        }
        return units;
    }

    /// The text with a letter for each unit: `p` prose, `c` code, `t` tool arguments, `.` protected.
    static String letters(List<Region> units) {
        StringBuilder letters = new StringBuilder();
        for (Region region : units) {
            letters.append(
                    switch (region) {
                        case Region.Protected ignored -> '.';
                        case Region.Scoped(var scope, var ignored) ->
                            switch (scope) {
                                case PROSE -> 'p';
                                case CODE -> 'c';
                                case REASONING -> 'r';
                                case TOOL_ARGS -> 't';
                            };
                    });
        }
        return letters.toString();
    }
}
