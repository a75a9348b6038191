package dev.errata.proxy.practice;

import dev.errata.proxy.practice.ChatQuestion.Asked;
import java.util.ArrayList;
import java.util.List;

/// One choice of an answer, cut into tokens, with the reason why it ends where it does.
///
/// @param finish `stop` or `length`
record Choice(int index, List<String> tokens, String finish) {

    /// All choices of an answer: the same text each, cut at other places.
    static List<Choice> of(Asked asked) {
        String text = Topic.answer(asked.question());
        for (String stop : asked.stops()) {
            int at = text.indexOf(stop);
            text = at < 0 ? text : text.substring(0, at);
        }
        List<Choice> choices = new ArrayList<>();
        for (int index = 0; index < asked.choices(); index++) {
            List<String> tokens = Tokens.split(text, index);
            boolean cut = tokens.size() > asked.maxTokens();
            choices.add(new Choice(
                    index, cut ? List.copyOf(tokens.subList(0, asked.maxTokens())) : tokens, cut ? "length" : "stop"));
        }
        return choices;
    }

    String text() {
        return String.join("", tokens);
    }
}
