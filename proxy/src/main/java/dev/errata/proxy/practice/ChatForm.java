package dev.errata.proxy.practice;

import dev.errata.proxy.practice.ChatJson.Cost;
import java.util.List;

/// OpenAI's chat, as llama-server writes it.
record ChatForm(ChatJson json, boolean includeUsage) implements Form {

    @Override
    public String streamType() {
        return "text/event-stream";
    }

    @Override
    public String begin(Choice choice) {
        return event(json.role(choice.index()));
    }

    @Override
    public String token(Choice choice, int at) {
        Piece piece = choice.pieces().get(at);
        return event(
                switch (piece.part()) {
                    case REASONING -> json.said(choice.index(), "reasoning_content", piece.text());
                    case TEXT -> json.said(choice.index(), "content", piece.text());
                    case CALL -> json.called(choice, choice.begins(at), piece.text());
                });
    }

    @Override
    public String finish(Choice choice, Cost own, Cost all, boolean last) {
        String finish = event(json.finish(choice.index(), choice.finish(), includeUsage ? null : own));
        return includeUsage && last ? finish + event(json.usage(all)) : finish;
    }

    @Override
    public String end() {
        return event("[DONE]");
    }

    @Override
    public String whole(List<Choice> choices, Cost cost) {
        return json.whole(choices, cost);
    }

    private static String event(String json) {
        return "data: " + json + "\n\n";
    }
}
