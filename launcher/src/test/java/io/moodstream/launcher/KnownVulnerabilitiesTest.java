package io.moodstream.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of the nightly workflow, against a server that answers as the OSV database is documented to. */
class KnownVulnerabilitiesTest {
    private static final String BOM = """
            {"components": [
              {"name": "good", "purl": "pkg:maven/org.example/good@1.0?type=jar"},
              {"name": "old", "purl": "pkg:maven/org.example/old@0.9?type=jar"},
              {"name": "without a name of its own"}]}
            """;

    @TempDir
    private Path folder;

    private String asked = "";

    private record Outcome(int code, String output) {}

    @Test
    void aLibraryWithAKnownVulnerabilityIsNamed() throws Exception {
        Outcome outcome = lookUp(BOM, "{\"results\": [{}, {\"vulns\": [{\"id\": \"GHSA-1\"}, {\"id\": \"CVE-2\"}]}]}");
        assertThat(outcome.output())
                .contains("pkg:maven/org.example/old@0.9: GHSA-1, CVE-2")
                .contains("2 libraries looked up, 1 with known vulnerabilities");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(asked).contains("\"pkg:maven/org.example/good@1.0\"").doesNotContain("type=jar");
    }

    @Test
    void noKnownVulnerabilityIsZero() throws Exception {
        Outcome outcome = lookUp(BOM, "{\"results\": [{}, {}]}");
        assertThat(outcome.output()).contains("2 libraries looked up, 0 with known vulnerabilities");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void whatCouldNotBeLookedUpIsNoGoodNews() throws Exception {
        assertThat(lookUp(BOM, "{\"results\": [{}]}").code()).isEqualTo(2);
        assertThat(lookUp(BOM, "out of order").code()).isEqualTo(2);
        Outcome empty = lookUp("{\"components\": []}", "{\"results\": []}");
        assertThat(empty.output()).contains("could not be looked up: the list names no library");
        assertThat(empty.code()).isEqualTo(2);
    }

    private Outcome lookUp(String bom, String answer) throws IOException, InterruptedException {
        HttpServer database = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        database.createContext("/v1/querybatch", exchange -> {
            try (exchange) {
                asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        database.start();
        try {
            Path list = Files.writeString(folder.resolve("bom.json"), bom);
            ProcessBuilder script = new ProcessBuilder(
                            "python3",
                            Path.of("..", ".ci", "known-vulnerabilities").toString(),
                            list.toString())
                    .redirectErrorStream(true);
            script.environment()
                    .put(
                            "OSV_DATABASE",
                            "http://127.0.0.1:" + database.getAddress().getPort());
            script.environment().put("no_proxy", "127.0.0.1");
            Process process = start(script);
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output);
        } finally {
            database.stop(0);
        }
    }

    private static Process start(ProcessBuilder script) {
        try {
            return script.start();
        } catch (IOException e) {
            Assumptions.abort("python3 is not installed, in which the script is written");
            throw new AssertionError(e);
        }
    }
}
