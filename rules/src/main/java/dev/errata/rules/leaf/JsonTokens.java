package dev.errata.rules.leaf;

/// Reads JSON text unit by unit and tells at once what it is, so that it may come in any cuts.
///
/// Strict: what RFC 8259 does not allow breaks it for good, and so does what is beyond a limit. Duplicate keys are
/// allowed; each member counts for itself.
///
/// | limit | value | beyond it |
/// |---|---|---|
/// | nesting | 200 | broken |
/// | one key | 1,024 units | broken |
///
/// **Thread:** confined to its lane. **Source:** RFC 8259, sections 2 to 7.
final class JsonTokens {

    static final int DEEPEST = 200;
    static final int LONGEST_KEY = 1_024;

    /// What is told, in order.
    interface Sink {
        void begin(boolean array);

        void end(boolean array);

        void key(String name);

        /// A string that is a value begins after the unit that was read last.
        void string();

        /// The next unit of that string.
        ///
        /// @param spelled how many units of JSON text stand for it
        void unit(char unit, int spelled);

        /// That string ended with the unit that was read last.
        void stringEnd();
    }

    private enum State {
        VALUE,
        FIRST_ELEMENT,
        FIRST_KEY,
        KEY,
        COLON,
        AFTER,
        STRING,
        ESCAPE,
        HEX,
        LITERAL,
        MINUS,
        ZERO,
        DIGITS,
        DOT,
        FRACTION,
        EXPONENT,
        SIGN,
        POWER,
        DONE,
        BROKEN
    }

    private final Sink sink;
    private final boolean[] arrays = new boolean[DEEPEST];
    private final StringBuilder key = new StringBuilder();
    private State state = State.VALUE;
    private int depth;
    private boolean inKey;
    private int hex;
    private int hexDigits;
    private String literal = "";
    private int literalAt;

    JsonTokens(Sink sink) {
        this.sink = sink;
    }

    boolean broken() {
        return state == State.BROKEN;
    }

    /// Whether what was read is exactly one whole value.
    boolean complete() {
        return state == State.DONE || (depth == 0 && endsNumber());
    }

    /// Whether an escape has begun and not ended.
    boolean inEscape() {
        return state == State.ESCAPE || state == State.HEX;
    }

    void read(char c) {
        switch (state) {
            case STRING -> string(c);
            case ESCAPE -> escape(c);
            case HEX -> hex(c);
            case BROKEN -> {}
            case VALUE, FIRST_ELEMENT -> {
                if (c == ']' && state == State.FIRST_ELEMENT) {
                    close();
                } else if (!isBlank(c)) {
                    value(c);
                }
            }
            case FIRST_KEY, KEY -> {
                if (c == '"') {
                    inKey = true;
                    key.setLength(0);
                    state = State.STRING;
                } else if (c == '}' && state == State.FIRST_KEY) {
                    close();
                } else {
                    blankOrBroken(c);
                }
            }
            case COLON -> {
                if (c == ':') {
                    state = State.VALUE;
                } else {
                    blankOrBroken(c);
                }
            }
            case AFTER -> after(c);
            case DONE -> blankOrBroken(c);
            case LITERAL -> {
                if (c != literal.charAt(literalAt)) {
                    state = State.BROKEN;
                } else if (++literalAt == literal.length()) {
                    valueEnd();
                }
            }
            case MINUS, ZERO, DIGITS, DOT, FRACTION, EXPONENT, SIGN, POWER -> number(c);
        }
    }

    private void value(char c) {
        switch (c) {
            case '"' -> {
                inKey = false;
                state = State.STRING;
                sink.string();
            }
            case '{', '[' -> open(c == '[');
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            case '-' -> state = State.MINUS;
            case '0' -> state = State.ZERO;
            default -> state = isDigit(c) ? State.DIGITS : State.BROKEN;
        }
    }

    private void open(boolean array) {
        if (depth == DEEPEST) {
            state = State.BROKEN;
            return;
        }
        arrays[depth++] = array;
        state = array ? State.FIRST_ELEMENT : State.FIRST_KEY;
        sink.begin(array);
    }

    private void close() {
        depth--;
        sink.end(arrays[depth]);
        valueEnd();
    }

    private void valueEnd() {
        state = depth == 0 ? State.DONE : State.AFTER;
    }

    private void literal(String word) {
        literal = word;
        literalAt = 1;
        state = State.LITERAL;
    }

    private void after(char c) {
        boolean array = arrays[depth - 1];
        if (c == ',') {
            state = array ? State.VALUE : State.KEY;
        } else if (c == (array ? ']' : '}')) {
            close();
        } else {
            blankOrBroken(c);
        }
    }

    private void blankOrBroken(char c) {
        if (!isBlank(c)) {
            state = State.BROKEN;
        }
    }

    private void string(char c) {
        if (c == '\\') {
            state = State.ESCAPE;
        } else if (c < ' ') {
            state = State.BROKEN;
        } else if (c != '"') {
            unit(c, 1);
        } else if (inKey) {
            state = State.COLON;
            sink.key(key.toString());
        } else {
            valueEnd();
            sink.stringEnd();
        }
    }

    private void escape(char c) {
        if (c == 'u') {
            hex = 0;
            hexDigits = 0;
            state = State.HEX;
            return;
        }
        char unit = JsonEscapes.shortForm(c);
        state = unit == 0 ? State.BROKEN : State.STRING;
        if (unit != 0) {
            unit(unit, 2);
        }
    }

    private void hex(char c) {
        int digit = c < 128 ? Character.digit(c, 16) : -1;
        if (digit < 0) {
            state = State.BROKEN;
            return;
        }
        hex = hex << 4 | digit;
        if (++hexDigits == 4) {
            state = State.STRING;
            unit((char) hex, 6);
        }
    }

    private void unit(char unit, int spelled) {
        if (!inKey) {
            sink.unit(unit, spelled);
        } else if (key.length() < LONGEST_KEY) {
            key.append(unit);
        } else {
            state = State.BROKEN;
        }
    }

    private boolean endsNumber() {
        return state == State.ZERO || state == State.DIGITS || state == State.FRACTION || state == State.POWER;
    }

    private void number(char c) {
        if (isDigit(c)) {
            switch (state) {
                case MINUS -> state = c == '0' ? State.ZERO : State.DIGITS;
                case ZERO -> state = State.BROKEN;
                case DOT -> state = State.FRACTION;
                case EXPONENT, SIGN -> state = State.POWER;
                default -> {}
            }
        } else if (c == '.' && (state == State.ZERO || state == State.DIGITS)) {
            state = State.DOT;
        } else if ((c == 'e' || c == 'E') && endsNumber() && state != State.POWER) {
            state = State.EXPONENT;
        } else if ((c == '+' || c == '-') && state == State.EXPONENT) {
            state = State.SIGN;
        } else if (endsNumber()) {
            valueEnd();
            read(c);
        } else {
            state = State.BROKEN;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }
}
