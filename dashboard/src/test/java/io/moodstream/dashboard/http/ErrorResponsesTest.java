package io.moodstream.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a Jetty that answers {@code /N} with the error N. */
class ErrorResponsesTest {
    private final Server jetty = new Server();
    private final ServerConnector connector = new ServerConnector(jetty);

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        jetty.setErrorHandler(new ErrorResponses(new SecurityHeaders(Set.of())));
        jetty.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                int status = Integer.parseInt(request.getHttpURI().getPath().substring(1));
                Response.writeError(request, response, callback, status);
                return true;
            }
        });
        jetty.start();
    }

    @AfterEach
    void stop() throws Exception {
        jetty.stop();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        400 | is malformed                           | The server did not understand this address
        431 | The headers of the request are too long | The server did not understand this address
        505 | The server could not read the request  | The server did not understand this address
        500 | The server failed to process           | The server could not do this
        503 | The server is busy or stopping         | The server could not do this
        """)
    void theWordsFitTheStatus(int status, String detail, String title) throws Exception {
        assertThat(get(status, "*/*"))
                .returns(status, HttpResponse::statusCode)
                .extracting(HttpResponse::body)
                .asString()
                .contains(detail);
        assertThat(get(status, "text/html"))
                .returns(status, HttpResponse::statusCode)
                .extracting(HttpResponse::body)
                .asString()
                .contains(title);
    }

    @Test
    void thePageIsInTheReadersLanguage() throws Exception {
        assertThat(get(503, "text/html", "Accept-Language", "de").body())
                .contains("lang=\"de\"", "Der Server konnte das nicht tun");
    }

    private HttpResponse<String> get(int status, String accept, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/" + status))
                .header("Accept", accept);
        return HttpClient.newHttpClient()
                .send(
                        (headers.length == 0 ? request : request.headers(headers)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
