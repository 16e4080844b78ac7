package io.moodstream.dashboard.consents;

import static io.moodstream.dashboard.frames.Client.json;
import static io.moodstream.dashboard.frames.Client.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.dashboard.frames.CameraSocket;
import io.moodstream.dashboard.frames.Client;
import io.moodstream.dashboard.frames.Running;
import io.moodstream.pictures.Drawn;
import io.moodstream.testing.SharedBroker;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Consents are records of a real broker. */
@ExtendWith(SharedBroker.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsentRoutesTest {
    private static final byte[] PICTURE = Drawn.number(10);
    private static final String AGREED = "{\"words\":\"1-en\",\"how\":\"join-page\"}";

    private EmbeddedBroker broker;
    private Running running;

    @BeforeAll
    void start(EmbeddedBroker shared) throws Exception {
        broker = shared;
        running = Running.start(shared, Map.of());
    }

    @AfterAll
    void stop() {
        running.close();
    }

    @Test
    void noPictureOfAUserWhoHasWithdrawnIsTakenUntilThatUserAgreesAgain() throws Exception {
        Client student = running.client();
        JsonNode seat = student.join("withdrawing");
        String consent = consent(seat);
        JsonNode given = json(student.send("PUT", consent, AGREED));
        assertThat(given.path("words").asText()).isEqualTo("1-en");
        assertThat(given.path("how").asText()).isEqualTo("join-page");
        assertThat(given.path("lecture").asText()).isEqualTo("withdrawing");
        assertThat(given.path("withdrawnAt").isNull()).isTrue();
        assertThat(json(student.get(consent))).isEqualTo(given);

        CameraSocket camera = CameraSocket.open(
                student, "withdrawing&agreed=" + given.path("givenAt").asText());
        camera.send(PICTURE);
        assertThat(camera.next("accepted").path("sequence").asInt()).isZero();
        JsonNode withdrawn = json(student.send("DELETE", consent, ""));

        assertThat(withdrawn.path("givenAt")).isEqualTo(given.path("givenAt"));
        assertThat(withdrawn.path("withdrawnAt").asText()).endsWith("Z");
        assertThat(camera.closed.get(60, TimeUnit.SECONDS))
                .isEqualTo("1000 withdrawn: this user has withdrawn the consent");
        HttpResponse<byte[]> refused = frame(student, seat);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(text(refused)).contains("The user " + seat.path("user").asText() + " has withdrawn the consent");
        assertThat(frame(running.client(), seat, Client.teacher()).statusCode())
                .as("nor by the script of a teacher")
                .isEqualTo(403);
        assertThat(CameraSocket.open(student, "withdrawing").closed.get(60, TimeUnit.SECONDS))
                .as("a page whose connection was lost hears why")
                .isEqualTo("1000 withdrawn: this user has withdrawn the consent");

        student.send("PUT", consent, AGREED);
        assertThat(frame(student, seat).statusCode()).isEqualTo(200);
    }

    @Test
    void aPictureOfAUserWhoWithdrawsWhileItIsUploadedIsRefused() throws Exception {
        Client student = running.client();
        JsonNode seat = student.join("uploading");
        student.send("PUT", consent(seat), AGREED);
        URI server = student.socket("/");
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            String head =
                    "POST /api/frames" + query(seat) + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nCookie: "
                            + student.cookies() + "\r\nContent-Type: image/jpeg\r\nContent-Length: " + PICTURE.length
                            + "\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            var reply = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(reply.readLine()).as("the server waits for the picture").contains(" 100 ");
            student.send("DELETE", consent(seat), "");
            socket.getOutputStream().write(PICTURE);
            assertThat(reply.lines().filter(line -> line.startsWith("HTTP/1.1 ")))
                    .singleElement()
                    .asString()
                    .contains(" 403 ");
        }
    }

    @Test
    void whoSignsOutHasWithdrawnForAllSeats() {
        Client student = running.client();
        List<JsonNode> seats = List.of(student.join("one"), student.join("two"));
        seats.forEach(seat -> student.send("PUT", consent(seat), AGREED));
        assertThat(student.post("/api/sign-out", "application/json", "").join().statusCode())
                .isEqualTo(204);
        assertThat(seats)
                .allSatisfy(seat -> assertThat(json(running.client().get(consent(seat), Client.teacher()))
                                .path("withdrawnAt")
                                .asText())
                        .endsWith("Z"));
    }

    @Test
    void whoLeavesHasWithdrawnAlsoAfterARestart() throws Exception {
        Client student = running.client();
        JsonNode seat = student.join("leaving");
        student.send("PUT", consent(seat), AGREED);
        assertThat(student.post("/api/leave", "application/json", "{\"lecture\":\"leaving\"}")
                        .join()
                        .statusCode())
                .isEqualTo(204);
        assertThat(json(running.client().get(consent(seat), Client.teacher()))
                        .path("withdrawnAt")
                        .asText())
                .endsWith("Z");
        try (Running restarted = Running.start(broker, Map.of())) {
            assertThat(frame(restarted.client(), seat, Client.teacher()).statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void nobodyAgreesForSomebodyElseAndNothingIsStoredThatSaysTooLittle() {
        Client student = running.client();
        JsonNode seat = student.join("agreeing");
        String consent = consent(seat);
        assertThat(running.client()
                        .send("PUT", consent, AGREED, Client.teacher())
                        .statusCode())
                .isEqualTo(403);
        assertThat(running.client().send("PUT", consent, AGREED).statusCode()).isEqualTo(401);
        Client other = running.client();
        other.join("agreeing");
        assertThat(other.send("DELETE", consent, "").statusCode()).isEqualTo(403);
        assertThat(text(student.send("PUT", consent, "{\"how\":\"join-page\"}")))
                .contains("words=");
        assertThat(text(student.send("PUT", consent, "{\"words\":\"of mine\",\"how\":\"join-page\"}")))
                .contains("words=of mine: expected");
        assertThat(student.get(consent).statusCode()).isEqualTo(404);
        assertThat(student.send("DELETE", consent, "").statusCode()).isEqualTo(404);
    }

    private static String consent(JsonNode seat) {
        return "/api/users/" + seat.path("user").asText() + "/consent";
    }

    private static HttpResponse<byte[]> frame(Client client, JsonNode seat, String... headers) {
        return client.picture("/api/frames" + query(seat), PICTURE, headers).join();
    }

    private static String query(JsonNode seat) {
        return "?lecture=" + seat.path("lecture").asText() + "&source="
                + seat.path("source").asText() + "&user=" + seat.path("user").asText();
    }
}
