package dev.errata.desktop.fx;

import java.util.function.Function;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// What the values of a drop-down list are called. The list is chosen from, not typed into, so nothing is read back.
///
/// **Thread:** the FX thread. **Errors:** [UnsupportedOperationException] if somebody makes the list editable.
public final class Titled<T> extends StringConverter<T> {
    private final Function<? super T, String> title;

    public Titled(Function<? super T, String> title) {
        this.title = title;
    }

    @Override
    public String toString(@Nullable T value) {
        return value == null ? "" : title.apply(value);
    }

    @Override
    public T fromString(String text) {
        throw new UnsupportedOperationException("the list is not editable");
    }
}
