package dev.errata.desktop.diagnostics;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;

/// A pattern layout whose lines hold no secret, stack traces included.
final class RedactingLayout extends PatternLayout {
    @Override
    public String doLayout(ILoggingEvent event) {
        return Redaction.of(super.doLayout(event));
    }
}
