package dev.errata.proxy.control;

import static dev.errata.proxy.control.ControlClient.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class OpenApiTest {
    private final ControlClient client = new ControlClient();
    private final JsonNode described =
            client.get("/errata/api/v1/openapi.json", null).json();

    @Test
    void describesExactlyTheRoutes() {
        List<String> found = new ArrayList<>();
        for (var path : described.path("paths").properties()) {
            for (String method : path.getValue().propertyNames()) {
                found.add(method.toUpperCase(Locale.ROOT) + path.getKey());
            }
        }
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(Routes.all().stream()
                        .map(route -> route.method() + route.path())
                        .toList());
        assertThat(new HashSet<>(found)).hasSameSizeAs(found);
    }

    @Test
    void everyDescribedRouteIsAnswered() {
        for (var path : described.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                String target = path.getKey().replaceAll("\\{[a-z]+}", "7");
                String body = operation.getValue().has("requestBody") ? "{}" : "";
                String method = operation.getKey().toUpperCase(Locale.ROOT);
                assertThat(client.send(method, target, OWNER, body).status())
                        .as(method + target)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void describesParametersBodyAndTokens() {
        JsonNode restore = described
                .path("paths")
                .path("/errata/api/v1/rules/{id}/restore")
                .path("post");
        assertThat(restore.path("parameters").path(0).path("name").stringValue())
                .isEqualTo("id");
        assertThat(restore.path("parameters").path(0).path("required").booleanValue())
                .isTrue();
        assertThat(restore.path("requestBody").path("description").stringValue())
                .contains("version");
        assertThat(restore.path("security").size()).isEqualTo(1);
        JsonNode audit = described.path("paths").path("/errata/api/v1/audit").path("get");
        assertThat(audit.path("parameters")
                        .valueStream()
                        .map(one -> one.path("name").stringValue()))
                .contains("before", "limit");
        assertThat(audit.path("security").size()).isEqualTo(2);
        assertThat(described
                        .path("paths")
                        .path("/errata/health")
                        .path("get")
                        .path("security")
                        .size())
                .isZero();
    }

    @Test
    void givesEachOperationItsOwnId() {
        Set<String> ids = new HashSet<>();
        for (JsonNode path : described.path("paths")) {
            for (JsonNode operation : path) {
                assertThat(ids.add(operation.path("operationId").stringValue())).isTrue();
            }
        }
        assertThat(ids).contains("get_rules_id_history", "get_health");
    }

    @Test
    void listsEveryErrorCode() {
        JsonNode codes = described.at("/components/schemas/Error/properties/error/properties/code/enum");
        assertThat(codes.valueStream().map(JsonNode::stringValue))
                .containsExactlyElementsOf(List.of(ControlError.values()).stream()
                        .map(ControlError::code)
                        .toList());
    }
}
