package io.moodstream.launcher.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The dashboard's own description, to hold its answers against. */
final class OpenApiDocument {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLACE = "https://moodstream.test/openapi.json";

    private final JsonNode document;
    private final JsonSchemaFactory schemas;

    /** @param text as the server gives it */
    OpenApiDocument(String text) throws IOException {
        this.document = JSON.readTree(text);
        this.schemas = JsonSchemaFactory.getInstance(
                VersionFlag.V202012, builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(PLACE, text))));
    }

    /** Its operations, such as "GET /api/me". */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        for (var path : document.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                operations.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
            }
        }
        return operations;
    }

    /** Checks an answer: its status, its media type, and its JSON. */
    void check(String method, String path, HttpResponse<String> answer) throws IOException {
        String what = method + " " + path + " " + answer.statusCode() + " " + answer.body();
        JsonNode response = document.path("paths")
                .path(path)
                .path(method.toLowerCase(Locale.ROOT))
                .path("responses")
                .path(Integer.toString(answer.statusCode()));
        assertThat(response.isMissingNode()).as("not in the document: %s", what).isFalse();
        if (response.has("content")) {
            String type = answer.headers()
                    .firstValue("Content-Type")
                    .orElse("none")
                    .replaceAll(";.*", "")
                    .strip();
            assertThat(response.path("content").has(type))
                    .as("media type %s of %s", type, what)
                    .isTrue();
            if (type.endsWith("json")) {
                checkJson(
                        answer.body(),
                        "/paths/" + path.replace("/", "~1") + "/" + method.toLowerCase(Locale.ROOT) + "/responses/"
                                + answer.statusCode() + "/content/" + type.replace("/", "~1") + "/schema",
                        what);
            }
        }
    }

    /** Checks a JSON text against one of the document's schemas by name. */
    void check(String schema, String json) throws IOException {
        checkJson(json, "/components/schemas/" + schema, schema + " " + json);
    }

    private void checkJson(String json, String pointer, String what) throws IOException {
        var schema = schemas.getSchema(
                SchemaLocation.of(PLACE + "#" + pointer.replace("{", "%7B").replace("}", "%7D")));
        assertThat(schema.validate(JSON.readTree(json))).as(what).isEmpty();
    }
}
