package dev.errata.rules.leaf;

import java.util.List;
import java.util.regex.Pattern;

/// What the names of an unknown tool's arguments tell: a string of such a name counts where a file is named beside it
/// or around it.
///
/// @param paths names of arguments that name a file
/// @param news names of arguments that hold new text
/// @param patches names of arguments that hold a patch or a diff
public record Guess(List<Pattern> paths, List<Pattern> news, List<Pattern> patches) {

    public Guess {
        paths = List.copyOf(paths);
        news = List.copyOf(news);
        patches = List.copyOf(patches);
    }

    static boolean anyMatches(List<Pattern> names, String key) {
        return key.length() <= 64
                && names.stream().anyMatch(name -> name.matcher(key).matches());
    }
}
