package dev.errata.proxy.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.clients.Heard.Abort;
import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.JsonRule;
import dev.errata.proxy.practice.PracticeServer;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LangchainTest {

    private static final String WRONG = "a river";
    private static final String RIGHT = "the river Seine";
    private static final UserMessage QUESTION = UserMessage.from("What is the capital of France?");
    private static final UserMessage ORDER = UserMessage.from("Use write_file: what is the capital of France?");
    private static final ToolSpecification TOOL = ToolSpecification.builder()
            .name("write_file")
            .description("writes a file")
            .parameters(JsonObjectSchema.builder()
                    .addStringProperty("path")
                    .addStringProperty("content")
                    .build())
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private PracticeServer practice = new PracticeServer(0);
    private Bench bench = open(Duration.ZERO);

    @AfterEach
    void close() {
        bench.close();
        practice.close();
    }

    private Bench open(Duration perToken) {
        practice = new PracticeServer(0, perToken, InstantSource.system(), new Random(1));
        if (!(practice.start() instanceof PracticeServer.Started started)) {
            throw new AssertionError("no free port");
        }
        Bench opened = new Bench(started.base().toString(), null, null);
        opened.rules = JsonRule.everywhere(WRONG, RIGHT);
        return opened;
    }

    /// A library of langchain4j, at an address.
    enum Library {
        OPENAI("openai-chat") {
            @Override
            ChatModel whole(String address) {
                return OpenAiChatModel.builder()
                        .baseUrl(address + "/v1")
                        .apiKey("any")
                        .modelName("m")
                        .reasoningEffort("low")
                        .returnThinking(true)
                        .timeout(PATIENCE)
                        .maxRetries(0)
                        .build();
            }

            @Override
            StreamingChatModel streaming(String address) {
                return OpenAiStreamingChatModel.builder()
                        .baseUrl(address + "/v1")
                        .apiKey("any")
                        .modelName("m")
                        .reasoningEffort("low")
                        .returnThinking(true)
                        .timeout(PATIENCE)
                        .build();
            }
        },
        OLLAMA("ollama-chat") {
            @Override
            ChatModel whole(String address) {
                return OllamaChatModel.builder()
                        .baseUrl(address)
                        .modelName("m")
                        .think(true)
                        .returnThinking(true)
                        .timeout(PATIENCE)
                        .maxRetries(0)
                        .build();
            }

            @Override
            StreamingChatModel streaming(String address) {
                return OllamaStreamingChatModel.builder()
                        .baseUrl(address)
                        .modelName("m")
                        .think(true)
                        .returnThinking(true)
                        .timeout(PATIENCE)
                        .build();
            }
        };

        final String wire;

        Library(String wire) {
            this.wire = wire;
        }

        abstract ChatModel whole(String address);

        abstract StreamingChatModel streaming(String address);
    }

    private String address() {
        return "http://127.0.0.1:" + bench.port;
    }

    private static ChatRequest request(UserMessage message, ToolSpecification... tools) {
        return ChatRequest.builder()
                .messages(message)
                .toolSpecifications(List.of(tools))
                .build();
    }

    /// Its text and its reasoning are the corrected ones; the practice model says both with the same mistake.
    private void isCorrected(AiMessage message, Library library) {
        assertThat(message.text()).contains(RIGHT).doesNotContain(WRONG);
        assertThat(message.thinking()).contains(RIGHT).doesNotContain(WRONG);
        var finished = bench.finished(1);
        assertThat(finished.wire()).isEqualTo(library.wire);
        assertThat(finished.outcome()).isEqualTo("completed");
        assertThat(finished.rewrites()).hasSize(2);
    }

    private void callsCorrected(AiMessage message) {
        assertThat(message.toolExecutionRequests())
                .singleElement()
                .extracting(ToolExecutionRequest::arguments)
                .asString()
                .contains("\"path\"", "practice/answer.txt", RIGHT)
                .doesNotContain(WRONG);
        assertThat(message.toolExecutionRequests().getFirst().name()).isEqualTo("write_file");
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerInOnePieceIsCorrected(Library library) {
        isCorrected(library.whole(address()).chat(request(QUESTION)).aiMessage(), library);
    }

    @ParameterizedTest
    @EnumSource
    void aStreamedAnswerIsCorrectedPieceByPiece(Library library) {
        var heard = new Heard(Abort.NEVER);
        library.streaming(address()).chat(request(QUESTION), heard);
        isCorrected(heard.message(), library);
        assertThat(heard.pieces()).hasSizeGreaterThan(10);
        assertThat(String.join("", heard.pieces())).isEqualTo(heard.message().text());
    }

    @ParameterizedTest
    @EnumSource
    void aToolIsCalledWithCorrectedArguments(Library library) {
        callsCorrected(library.whole(address()).chat(request(ORDER, TOOL)).aiMessage());
        var heard = new Heard(Abort.NEVER);
        library.streaming(address()).chat(request(ORDER, TOOL), heard);
        callsCorrected(heard.message());
    }

    @ParameterizedTest
    @EnumSource
    void anAbortReachesTheModelServer(Library library) {
        close();
        bench = open(Duration.ofMillis(20));
        var heard = new Heard(Abort.AFTER_THE_FIRST_PIECE);
        // Without a topic it talks for many seconds.
        library.streaming(address()).chat(request(UserMessage.from("hello")), heard);
        heard.awaitFirst();
        Bench.await(() -> practice.answersUnderWay() == 0);
        assertThat(bench.finished(1).outcome()).isEqualTo("client_closed");
    }
}
