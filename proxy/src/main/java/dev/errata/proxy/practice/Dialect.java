package dev.errata.proxy.practice;

/// Which wire a question came on; its answer, and an error, take that wire's shape.
enum Dialect {
    OPENAI,
    COMPLETIONS,
    RESPONSES,
    OLLAMA_CHAT,
    OLLAMA_GENERATE,
    ANTHROPIC;

    /// An error's body.
    String error(int status, String type, String message) {
        return switch (this) {
            case OPENAI, COMPLETIONS, RESPONSES -> ChatJson.error(status, type, message);
            case OLLAMA_CHAT, OLLAMA_GENERATE -> OllamaForm.error(message);
            case ANTHROPIC -> MessagesForm.error(type, message);
        };
    }

    /// How one answer is written.
    ///
    /// @param asked what it answers
    Form form(PracticeVoice voice, ChatQuestion.Asked asked) {
        return switch (this) {
            case OPENAI -> new ChatForm(json(voice), asked.includeUsage());
            case COMPLETIONS -> new CompletionForm(json(voice));
            case RESPONSES ->
                new ResponsesForm(voice.newId(), voice.clock().instant().getEpochSecond());
            case OLLAMA_CHAT -> new OllamaForm(voice.clock(), true);
            case OLLAMA_GENERATE -> new OllamaForm(voice.clock(), false);
            case ANTHROPIC -> new MessagesForm(voice.newId(), asked.promptTokens());
        };
    }

    private static ChatJson json(PracticeVoice voice) {
        return new ChatJson(voice.newId(), voice.clock().instant().getEpochSecond());
    }
}
