package dev.errata.rules.patch.approve;

import java.util.regex.Pattern;

/// A pattern for paths: `*` is any part of a name, `?` one character of it, `**` any names.
record Glob(String text, Pattern pattern) {

    static Glob of(String text) {
        StringBuilder regex = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("**/", at)) {
                regex.append("(?:[^/]+/)*");
                at += 3;
            } else if (text.startsWith("**", at)) {
                regex.append(".*");
                at += 2;
            } else {
                char c = text.charAt(at++);
                regex.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
            }
        }
        return new Glob(text, Pattern.compile(regex.toString(), Pattern.DOTALL));
    }

    boolean takes(String path) {
        return pattern.matcher(path).matches();
    }
}
