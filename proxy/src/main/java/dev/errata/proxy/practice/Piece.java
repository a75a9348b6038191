package dev.errata.proxy.practice;

import java.util.List;

/// One token of an answer.
record Piece(Part part, String text) {

    /// A part's text, cut into tokens.
    static List<Piece> of(Part part, String text, int seed) {
        return Tokens.split(text, seed).stream()
                .map(token -> new Piece(part, token))
                .toList();
    }
}
