package dev.errata.rules.store;

import dev.errata.rules.RuleFault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads one row column by column, in order, and notes what does not fit instead of throwing.
final class ColumnReader {
    private static final int SHOWN = 40;

    private final ResultSet row;
    private final List<RuleFault> faults = new ArrayList<>();
    private int index;

    /// @param before how many columns come before the first that is read
    ColumnReader(ResultSet row, int before) {
        this.row = row;
        this.index = before;
    }

    List<RuleFault> faults() {
        return faults;
    }

    @Nullable
    String text(String column) throws SQLException {
        Object value = next();
        if (value instanceof byte[]) {
            fault(column, "it holds binary data; store it as text");
            return null;
        }
        return value == null ? null : value.toString();
    }

    String requiredText(String column) throws SQLException {
        String value = text(column);
        return value == null ? "" : value;
    }

    @Nullable
    Double real(String column) throws SQLException {
        Object value = next();
        if (value == null) {
            return null;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        fault(column, shown(value) + " is not a number");
        return null;
    }

    @Nullable
    Integer whole(String column) throws SQLException {
        Object value = next();
        if (value == null) {
            return null;
        }
        if (value instanceof Integer number) {
            return number;
        }
        fault(column, shown(value) + " is not a whole number between -2147483648 and 2147483647");
        return null;
    }

    @Nullable
    Boolean flag(String column) throws SQLException {
        Object value = next();
        if (value == null) {
            return null;
        }
        switch (value.toString().toLowerCase(Locale.ROOT)) {
            case "1", "true" -> {
                return true;
            }
            case "0", "false" -> {
                return false;
            }
            default -> {
                fault(column, shown(value) + " is neither 1 (yes) nor 0 (no)");
                return null;
            }
        }
    }

    private @Nullable Object next() throws SQLException {
        index++;
        return row.getObject(index);
    }

    private void fault(String column, String message) {
        faults.add(new RuleFault(column, -1, message));
    }

    private static String shown(Object value) {
        String text = value instanceof byte[] ? "binary data" : value.toString();
        return text.length() <= SHOWN ? "'" + text + "'" : "'" + text.substring(0, SHOWN) + "...'";
    }
}
