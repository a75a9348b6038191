package dev.errata.proxy.practice;

import dev.errata.proxy.practice.ChatJson.Cost;
import java.util.List;

/// How an answer is written on its wire: what goes out for each step of it, or all of it at once.
sealed interface Form permits ChatForm, CompletionForm, MessagesForm, OllamaForm, ResponsesForm {

    /// The content type of a stream.
    String streamType();

    /// What comes before a choice's first token; may be empty.
    String begin(Choice choice);

    /// One token, with what its part needs before and after it; may be empty.
    ///
    /// @param at which one of the choice's pieces
    String token(Choice choice, int at);

    /// A choice's end.
    ///
    /// @param own what this choice cost
    /// @param all what all of them cost, if this is the last one to end; else the same as `own`
    /// @param last whether it is the last one to end
    String finish(Choice choice, Cost own, Cost all, boolean last);

    /// What ends the stream; may be empty.
    String end();

    /// An answer in one piece.
    String whole(List<Choice> choices, Cost cost);
}
