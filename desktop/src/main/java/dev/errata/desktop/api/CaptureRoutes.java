package dev.errata.desktop.api;

import dev.errata.desktop.settings.Setting;
import dev.errata.desktop.settings.Settings;
import dev.errata.logs.blob.RawTexts;
import dev.errata.logs.event.SystemEvent;
import dev.errata.logs.event.SystemEvent.CaptureCleared;
import dev.errata.proxy.control.ControlError;
import dev.errata.proxy.control.OwnerRoutes;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// `capture` and `capture/clear`: which texts are kept, and their end.
///
/// @param status how many are kept
/// @param clear deletes them
public record CaptureRoutes(Settings settings, Supplier<RawTexts.Status> status, Supplier<RawTexts.Cleared> clear)
        implements OwnerRoutes {

    @Override
    public Reply handle(Request request) {
        return request.method().equals("POST") ? cleared(clear.get()) : state(status.get());
    }

    private Reply state(RawTexts.Status now) {
        return Json.ok(Json.object()
                .put("level", settings.value(Setting.CAPTURE_LEVEL))
                .put("clients", settings.value(Setting.CAPTURE_CLIENTS))
                .put("texts", now.kept())
                .put("bytes", now.bytes())
                .put("most_texts", settings.number(Setting.CAPTURE_RAW_TEXTS))
                .put("most_bytes", settings.bytes(Setting.CAPTURE_RAW_BYTES))
                .put("most_days", settings.number(Setting.CAPTURE_RAW_DAYS))
                .put("lost", now.lost())
                .put("fault", now.fault()));
    }

    private static Reply cleared(RawTexts.Cleared done) {
        return done.fault().isEmpty()
                ? Json.ok(Json.object().put("texts", done.texts()).put("bytes", done.bytes()))
                : ControlError.NOT_WRITABLE.reply("Only " + done.texts() + " texts were deleted (" + done.fault()
                        + "). Check the folder blobs/raw in the home, and try again.");
    }

    /// Deletes the texts that are kept, in memory and on disk; the journal keeps its records.
    ///
    /// @param forget forgets the texts that are in memory
    /// @param told of what was deleted
    /// @param channel who asks, for the journal
    public static RawTexts.Cleared clear(RawTexts texts, Runnable forget, Consumer<SystemEvent> told, String channel) {
        forget.run();
        RawTexts.Cleared done = texts.clear();
        told.accept(new CaptureCleared(done.texts(), done.bytes(), channel));
        return done;
    }
}
