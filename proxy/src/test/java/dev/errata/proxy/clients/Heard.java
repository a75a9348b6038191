package dev.errata.proxy.clients;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// What a client of langchain4j hears of a streamed answer.
final class Heard implements StreamingChatResponseHandler {
    private final Abort abort;
    private final List<String> pieces = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> first = new CompletableFuture<>();
    private final CompletableFuture<AiMessage> whole = new CompletableFuture<>();

    /// When the client gives up.
    enum Abort {
        NEVER,
        AFTER_THE_FIRST_PIECE
    }

    Heard(Abort abort) {
        this.abort = abort;
    }

    @Override
    public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
        pieces.add(piece.text());
        heard(piece.text(), context.streamingHandle());
    }

    @Override
    public void onPartialThinking(PartialThinking piece, PartialThinkingContext context) {
        heard(piece.text(), context.streamingHandle());
    }

    private void heard(String piece, StreamingHandle handle) {
        if (abort == Abort.AFTER_THE_FIRST_PIECE) {
            handle.cancel();
        }
        first.complete(piece);
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        whole.complete(response.aiMessage());
    }

    @Override
    public void onError(Throwable error) {
        first.completeExceptionally(error);
        whole.completeExceptionally(error);
    }

    void awaitFirst() {
        var unused = first.orTimeout(60, TimeUnit.SECONDS).join();
    }

    /// The whole answer; waits for it.
    AiMessage message() {
        return whole.orTimeout(60, TimeUnit.SECONDS).join();
    }

    /// The text as it came.
    List<String> pieces() {
        return pieces;
    }
}
