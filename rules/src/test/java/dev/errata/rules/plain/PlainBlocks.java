package dev.errata.rules.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Containers and fences by CommonMark, whole line by whole line.
final class PlainBlocks {

    /// What a line is.
    ///
    /// @param fence whether a fence
    /// @param inside whether code of one
    /// @param from where the fence, or the code, begins
    record Found(boolean fence, boolean inside, int from) {}

    private static final Pattern QUOTE = Pattern.compile(" {0,3}>( ?)");
    private static final Pattern FENCE = Pattern.compile(" {0,3}(?:(`{3,})([^`]*)|(~{3,})(.*))", Pattern.DOTALL);
    private static final Pattern CLOSING = Pattern.compile("( {0,3})(`{3,}|~{3,}) *");
    private static final Pattern HEADING = Pattern.compile(" {0,3}#{1,6}( .*)?");
    private static final Pattern BREAK = Pattern.compile(" {0,3}(?:(?:\\* *){3,}|(?:- *){3,}|(?:_ *){3,})");
    private static final Pattern UNDERLINE = Pattern.compile(" {0,3}(?:=+|-+) *");
    private static final Pattern ITEM = Pattern.compile("( {0,3})([-+*]|([0-9]{1,9})[.)])( +.*|)");

    /// Null for a quote, else what an item's lines are indented by.
    private List<@Nullable Integer> containers = new ArrayList<>();

    private boolean paragraph;
    private boolean emptyItem;
    private @Nullable String open;
    private String info = "";

    boolean inFence() {
        return open != null;
    }

    boolean inQuote() {
        return containers.contains(null);
    }

    String info() {
        return info;
    }

    void leave() {
        if (!containers.isEmpty()) {
            open = null;
        }
        containers = new ArrayList<>();
        paragraph = false;
        emptyItem = false;
    }

    /// Reads the next line.
    Found line(String line, boolean strict) {
        StringBuilder wide = new StringBuilder();
        List<Integer> index = new ArrayList<>();
        for (int i = 0; i < line.length(); i++) {
            do {
                wide.append(line.charAt(i) == '\t' ? ' ' : line.charAt(i));
                index.add(i);
            } while (line.charAt(i) == '\t' && wide.length() % 4 != 0);
        }
        index.add(line.length());
        return read(wide.toString(), index, strict);
    }

    private Found read(String line, List<Integer> index, boolean strict) {
        int at = 0;
        int sign = 0;
        int matched = 0;
        for (Integer width : containers) {
            String rest = line.substring(at);
            Matcher quote = QUOTE.matcher(rest);
            if (width == null && quote.lookingAt()) {
                sign = index.get(at + quote.start(1) - 1) + 1;
                at += quote.end();
            } else if (width != null && rest.isBlank() && !(emptyItem && matched == containers.size() - 1)) {
                at += Math.min(width, rest.length());
            } else if (width != null && !rest.isBlank() && indent(rest) >= width) {
                at += width;
            } else {
                break;
            }
            matched++;
        }
        boolean all = matched == containers.size();
        if (open != null && all) {
            Matcher closing = CLOSING.matcher(line.substring(at));
            if (closing.matches()
                    && closing.group(2).startsWith(open)
                    && (!strict || closing.group(1).isEmpty())) {
                open = null;
                return new Found(true, false, sign);
            }
            return new Found(false, true, index.get(at));
        }
        if (open != null) {
            open = null;
            containers = new ArrayList<>(containers.subList(0, matched));
            all = true;
        }
        while (true) {
            String rest = line.substring(at);
            if (rest.isBlank()) {
                containers = new ArrayList<>(containers.subList(0, matched));
                paragraph = false;
                emptyItem = emptyItem && all;
                return new Found(false, false, 0);
            }
            boolean inParagraph = paragraph && all;
            Matcher quote = QUOTE.matcher(rest);
            Matcher fence = FENCE.matcher(rest);
            Matcher item = ITEM.matcher(rest);
            boolean block = HEADING.matcher(rest).matches()
                    || BREAK.matcher(rest).matches()
                    || (inParagraph && UNDERLINE.matcher(rest).matches());
            if (fence.matches() || block) {
                containers = new ArrayList<>(containers.subList(0, matched));
                paragraph = false;
                emptyItem = false;
                if (block) {
                    return new Found(false, false, 0);
                }
                boolean ticks = fence.group(1) != null;
                open = ticks ? fence.group(1) : fence.group(3);
                info = ticks ? fence.group(2) : fence.group(4);
                return new Found(true, false, sign);
            }
            if (quote.lookingAt()) {
                sign = index.get(at + quote.start(1) - 1) + 1;
                at += quote.end();
                push(matched, null);
            } else if (item.matches() && isItem(item, inParagraph)) {
                int blanks = indent(item.group(4));
                boolean empty = item.group(4).isBlank();
                int width = item.start(4) + (empty || blanks > 4 ? 1 : blanks);
                sign = index.get(at + item.start(4));
                at = Math.min(line.length(), at + width);
                push(matched, width);
                emptyItem = empty;
                if (empty) {
                    return new Found(false, false, 0);
                }
            } else {
                if (!paragraph) {
                    containers = new ArrayList<>(containers.subList(0, matched));
                    paragraph = indent(rest) < 4;
                }
                emptyItem = false;
                return new Found(false, false, 0);
            }
            matched++;
            all = true;
        }
    }

    private static boolean isItem(Matcher item, boolean inParagraph) {
        boolean empty = item.group(4).isBlank();
        String number = item.group(3);
        return !inParagraph || (!empty && (number == null || Integer.parseInt(number) == 1));
    }

    private void push(int matched, @Nullable Integer width) {
        containers = new ArrayList<>(containers.subList(0, matched));
        containers.add(width);
        paragraph = false;
        emptyItem = false;
    }

    private static int indent(String text) {
        int indent = 0;
        while (indent < text.length() && text.charAt(indent) == ' ') {
            indent++;
        }
        return indent;
    }
}
