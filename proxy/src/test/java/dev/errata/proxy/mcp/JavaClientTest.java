package dev.errata.proxy.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.json.schema.jackson3.DefaultJsonSchemaValidator;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The protocol's own Java client, which checks results against their schemas as well.
final class JavaClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final McpBench bench =
            new McpBench(new McpLimits(PATIENCE, Duration.ofMillis(400), Duration.ofMillis(100), 8, 4));
    private final List<ProgressNotification> progress = new CopyOnWriteArrayList<>();
    private final JsonSchemaValidator schemas = new DefaultJsonSchemaValidator();
    private final McpSyncClient client = McpClient.sync(
                    HttpClientStreamableHttpTransport.builder(bench.address.toString())
                            .endpoint("/errata/mcp")
                            .addHttpRequestCustomizer((builder, method, endpoint, body, context) ->
                                    builder.setHeader("Authorization", "Bearer " + McpBench.AGENT))
                            .build())
            .clientInfo(Implementation.builder("java-client", "1").build())
            .requestTimeout(PATIENCE)
            .initializationTimeout(PATIENCE)
            .progressConsumer(progress::add)
            .build();

    @AfterEach
    void close() {
        client.close();
        bench.close();
    }

    /// Calls a tool; what comes back fits the schema that the tool has said.
    private Map<?, ?> call(String tool, Map<String, Object> arguments) {
        CallToolResult result = client.callTool(CallToolRequest.builder(tool)
                .arguments(arguments)
                .progressToken("p-" + tool)
                .build());
        assertThat(result.isError()).as(String.valueOf(result)).isNotEqualTo(true);
        Tool told = client.listTools().tools().stream()
                .filter(one -> one.name().equals(tool))
                .findFirst()
                .orElseThrow();
        var checked = schemas.validate(told.outputSchema(), result.structuredContent());
        assertThat(checked.valid()).as(checked.errorMessage()).isTrue();
        return (Map<?, ?>) result.structuredContent();
    }

    @Test
    void goesFromInitializeToAVersion() {
        assertThat(client.initialize().serverInfo().name()).isEqualTo("errata");
        assertThat(client.getServerInstructions()).contains("approved");
        List<Tool> tools = client.listTools().tools();
        assertThat(tools).hasSize(11).allSatisfy(tool -> {
            assertThat(tool.description()).isNotBlank();
            assertThat(tool.annotations().openWorldHint()).isFalse();
            assertThat(schemas.validateSchema(tool.inputSchema()).valid()).isTrue();
            assertThat(schemas.validateSchema(tool.outputSchema()).valid()).isTrue();
        });

        assertThat((List<?>) call("list_workspaces", Map.of()).get("workspaces"))
                .hasSize(1);
        assertThat(call("create_workspace_artifact", Map.of("workspace", "app")).get("version"))
                .isEqualTo("v-1");
        Object id = call(
                        "create_patch_proposal",
                        Map.of("workspace", "app", "title", "Shout", "patch", "FILE src/a.txt\nONE\n"))
                .get("id");
        assertThat(bench.desk.submitted.getFirst().client()).isEqualTo("java-client");
        Map<String, Object> about = Map.of("proposal", id);
        assertThat(call("request_patch_approval", about).get("status")).isEqualTo("pending");
        assertThat((List<?>) call("list_pending_approvals", Map.of()).get("proposals"))
                .hasSize(1);
        assertThat(call("wait_for_approval", about).get("status")).isEqualTo("pending");
        assertThat(progress)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(told -> assertThat(told.progressToken()).isEqualTo("p-wait_for_approval"));
        assertThat(String.valueOf(call("get_diff", about).get("diff"))).contains("+ONE");

        bench.desk.approve(String.valueOf(id), Set.of(1));

        assertThat(call("check_approval_status", about).get("status")).isEqualTo("approved");
        Map<?, ?> applied = call("apply_approved_patch", about);
        assertThat(applied.get("status")).isEqualTo("applied");
        Map<String, Object> version = Map.of("version", applied.get("applied_version"));
        assertThat(call("get_version_info", version).get("proposal")).isEqualTo(id);
        assertThat(call(
                                "export_version_to_workspace",
                                Map.of("version", applied.get("applied_version"), "folder", "/tmp/out"))
                        .get("files"))
                .isEqualTo(1);
    }

    @Test
    void meetsErrorsAsTheProtocolMeansThem() {
        client.initialize();

        assertThatThrownBy(() ->
                        client.callTool(CallToolRequest.builder("no_such_tool").build()))
                .isInstanceOf(McpError.class)
                .hasMessageContaining("Unknown tool");
        CallToolResult wrong = client.callTool(CallToolRequest.builder("get_diff")
                .arguments(Map.of("proposal", "p-9"))
                .build());
        assertThat(wrong.isError()).isTrue();
        assertThat(wrong.content().toString()).contains("There is no proposal p-9");
    }
}
