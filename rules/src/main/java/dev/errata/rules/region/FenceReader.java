package dev.errata.rules.region;

import dev.errata.rules.text.Languages;

/// The open fence, and the line that may open or close one, from its first fence character on.
///
/// **Source:** CommonMark 0.31.2, section 4.5.
final class FenceReader {

    private static final int MAX_INFO = 200;

    /// The character of the open fence, 0 if there is none.
    private char open;

    private int openLength;
    private String language = "";

    private char sign;
    private int count;
    private final StringBuilder info = new StringBuilder();

    boolean isOpen() {
        return open != 0;
    }

    /// Whether the open fence is made of a character.
    boolean isOf(char c) {
        return c == open;
    }

    /// The canonical language of the last fence that was opened, empty if it names none.
    String language() {
        return language;
    }

    /// The fence's container ended.
    void leave() {
        open = 0;
    }

    /// A line may be a fence, from this character on.
    void begin(char c) {
        sign = c;
        count = 1;
        info.setLength(0);
    }

    /// Reads on; [BlockPhase#DONE] says that the line is no fence.
    BlockPhase read(BlockPhase phase, char c, boolean blank) {
        return switch (phase) {
            case RUN -> run(c, blank);
            case INFO -> c == '`' ? BlockPhase.DONE : info(c, phase);
            case TILDES -> {
                if (c == '~' && info.isEmpty()) {
                    count++;
                    yield phase;
                }
                yield info(c, phase);
            }
            default -> blank ? phase : BlockPhase.DONE;
        };
    }

    private BlockPhase run(char c, boolean blank) {
        if (c == sign) {
            count++;
            return !isOpen() && c == '~' && count == 3 ? BlockPhase.TILDES : BlockPhase.RUN;
        }
        if (isOpen()) {
            return blank && count >= openLength ? BlockPhase.TRAIL : BlockPhase.DONE;
        }
        return count < 3 || sign == '~' ? BlockPhase.DONE : info(c, BlockPhase.INFO);
    }

    private BlockPhase info(char c, BlockPhase phase) {
        if (info.length() < MAX_INFO) {
            info.append(c);
        }
        return phase;
    }

    /// Ends the line: opens or closes the fence if it is one.
    ///
    /// @return whether it is
    boolean end() {
        boolean fence = count >= (isOpen() ? openLength : 3);
        if (fence && isOpen()) {
            open = 0;
        } else if (fence) {
            open = sign;
            openLength = count;
            language = Languages.ofInfoString(info.toString());
        }
        return fence;
    }
}
