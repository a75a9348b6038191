package dev.errata.rules.leaf;

/// A place in the arguments of a tool that nobody has described: what a member is, its name tells.
///
/// @param guess what names tell
/// @param key the member's name, empty for what is no member
record GuessSpot(Guess guess, String key) implements Spot {

    @Override
    public Spot member(String name) {
        return new GuessSpot(guess, name);
    }

    @Override
    public Spot element() {
        return new GuessSpot(guess, "");
    }

    @Override
    public Use use() {
        if (key.isEmpty() || namesFile()) {
            return Use.KEPT;
        }
        return Guess.anyMatches(guess.patches(), key)
                ? Use.PATCH
                : Guess.anyMatches(guess.news(), key) ? Use.TEXT : Use.KEPT;
    }

    @Override
    public boolean namesFile() {
        return Guess.anyMatches(guess.paths(), key);
    }

    @Override
    public boolean holdsFile() {
        return true;
    }

    @Override
    public boolean needsFile() {
        return true;
    }
}
