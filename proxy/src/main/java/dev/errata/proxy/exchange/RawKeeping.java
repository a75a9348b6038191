package dev.errata.proxy.exchange;

import dev.errata.logs.blob.RawText;
import dev.errata.logs.blob.RawTexts;
import dev.errata.proxy.exchange.Exchange.ExchangeStart;
import dev.errata.rules.Rule.Policy;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Gives an ended exchange's raw text to its keeper, who makes it of the lanes' own bytes: it is not held twice.
final class RawKeeping {

    private RawKeeping() {}

    /// Hands it over, if it can be kept.
    ///
    /// @return why it is not kept, empty if it is
    static String keep(
            RawTexts keeper, ExchangeStart start, @Nullable String model, Set<Policy> guarded, List<LaneTrace> lanes) {
        long bytes = 0;
        for (LaneTrace lane : lanes) {
            bytes += lane.raw.length();
        }
        if (bytes > Exchange.RAW_KEPT) {
            return "its raw text is larger than 4 MiB and is not kept: hashes only";
        }
        if (!lanes.stream().allMatch(LaneTrace::exact)) {
            return "its raw text is too broken to be kept: hashes only";
        }
        lanes.forEach(lane -> lane.raw.trim(Exchange.RAW_KEPT));
        List<Supplier<RawText.Lane>> texts =
                lanes.stream().map(LaneTrace::rawText).toList();
        List<String> guards = guarded.stream()
                .map(guard -> guard.name().toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
        keeper.keep(
                bytes,
                () -> new RawText(
                        start.id(),
                        start.at(),
                        start.client(),
                        start.wire(),
                        model,
                        guards,
                        texts.stream().map(Supplier::get).toList()));
        return "";
    }
}
