package io.moodstream.dashboard.cameras;

import static io.moodstream.schemas.SourceSignal.BEGIN;
import static io.moodstream.schemas.SourceSignal.END;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.dashboard.frames.CameraSocket;
import io.moodstream.dashboard.frames.Client;
import io.moodstream.dashboard.frames.Running;
import io.moodstream.dashboard.frames.TestPipeline;
import io.moodstream.pictures.Drawn;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.SourceStatus;
import io.moodstream.testing.SharedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CameraRoutesTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final byte[] PICTURE = Drawn.number(10);

    private Running running;

    @BeforeAll
    void start(EmbeddedBroker broker) throws Exception {
        running = Running.start(
                broker,
                Map.of(
                        "DASHBOARD_SOCKETS", "3",
                        "DASHBOARD_SOCKET_FPS", "10",
                        "DASHBOARD_ANSWER_TIMEOUT", "2s"));
    }

    @AfterAll
    void stop() {
        running.close();
    }

    @AfterEach
    void everybodyIsForgottenWhoHasGone() {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(running.frames.open()).isZero());
    }

    @Test
    void aSeatHearsWhatItIsAndWhatIsSeenInItsFrames() throws Exception {
        Client student = running.client();
        JsonNode seat = student.join("physics");
        try (CameraSocket camera = CameraSocket.open(student, "physics")) {
            JsonNode welcome = camera.next();
            assertThat(welcome.toString())
                    .isEqualTo("{\"type\":\"welcome\",\"lecture\":\"physics\",\"source\":" + seat.path("source")
                            + ",\"user\":" + seat.path("user")
                            + ",\"maxFps\":10.0,\"maxBytes\":900000,\"maxPixels\":4000000}");

            camera.send(PICTURE);
            assertThat(camera.next().toString()).isEqualTo("{\"type\":\"accepted\",\"sequence\":0}");
            JsonNode seen = camera.next("emotions");
            assertThat(seen.path("sequence").asInt()).isZero();
            assertThat(seen.path("capturedAt").asText()).endsWith("Z");
            assertThat(seen.at("/faces/0/track").asInt()).isEqualTo(10);
            JsonNode recommendation = camera.next("recommendation");
            assertThat(recommendation.path("user")).isEqualTo(seat.path("user"));
            assertThat(recommendation.at("/genres/0").asText()).isEqualTo("genre-10");

            camera.send(Drawn.number(TestPipeline.DEAD));
            assertThat(camera.next("dead-letter").toString())
                    .isEqualTo("{\"type\":\"dead-letter\",\"sequence\":1,\"detail\":\"no picture in it\"}");
        }
    }

    @Test
    void eachPictureIsAnsweredInOrderAndADroppedOneLeavesAGap() throws Exception {
        Client student = running.client();
        String source = student.join("gaps").path("source").asText();
        try (CameraSocket camera = CameraSocket.open(student, "gaps")) {
            for (int i = 0; i < 20; i++) {
                camera.send(PICTURE);
            }
            int dropped = 0;
            for (int sequence = 0; sequence < 20; sequence++) {
                JsonNode reply = camera.reply();
                if (reply.path("type").asText().equals("accepted")) {
                    assertThat(reply.path("sequence").asInt()).isEqualTo(sequence);
                } else {
                    assertThat(reply.path("reason").asText()).isIn("too-fast", "behind");
                    dropped++;
                }
            }
            assertThat(dropped).isPositive();
            long counted = dropped;
            await().atMost(LONG)
                    .until(() -> running.pipeline
                            .statusOf(source)
                            .filter(status -> sum(status.getDropped()) == counted)
                            .isPresent());
            int taken = 20 - dropped;
            await().until(() -> running.pipeline.framesOf(source).size() == taken);
            assertThat(running.pipeline.framesOf(source))
                    .extracting(Frame::getSequence)
                    .isSorted()
                    .startsWith(0L, 1L);
        }
    }

    @Test
    void aTeacherSendsAMeetingsWindowAsASourceWithoutAUser() throws Exception {
        Client teacher = running.client();
        try (CameraSocket window = CameraSocket.ofTeacher(teacher, "seminar", "&source=the-meeting&counting=here")) {
            JsonNode welcome = window.next();
            assertThat(welcome.path("source").asText()).isEqualTo("the-meeting");
            assertThat(welcome.has("user")).isFalse();
            window.send(PICTURE);
            assertThat(window.next("emotions").path("faces")).hasSize(1);
        }
        assertThat(running.pipeline.framesOf("the-meeting")).singleElement().satisfies(frame -> {
            assertThat(frame.getUserId()).isNull();
            assertThat(frame.getCounting()).isEqualTo(Counting.HERE);
        });
        assertThatThrownBy(() -> CameraSocket.ofTeacher(teacher, "seminar", "&source=the-meeting&counting=twice"))
                .hasStackTraceContaining("status code 400");
    }

    @Test
    void aStudentSendsFromTheOwnSeatWhateverSourceItNames() throws Exception {
        Client student = running.client();
        JsonNode seat = student.join("naming");
        try (CameraSocket camera = CameraSocket.open(student, "naming&source=the-meeting&counting=here")) {
            assertThat(camera.next().path("source")).isEqualTo(seat.path("source"));
        }
    }

    private static long sum(Map<String, Long> counts) {
        assertThat(counts.keySet()).isSubsetOf("too-fast", "behind");
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void eachFrameHearsItsOwnEnd() throws Exception {
        Client student = running.client();
        student.join("ends");
        try (CameraSocket camera = CameraSocket.open(student, "ends")) {
            camera.send(Drawn.number(TestPipeline.SILENT));
            assertThat(camera.reply().path("sequence").asInt()).isZero();
            camera.send(Drawn.number(TestPipeline.DEAD_FACES));
            assertThat(camera.reply().path("sequence").asInt()).isEqualTo(1);

            assertThat(camera.next("dead-letter").toString())
                    .isEqualTo("{\"type\":\"dead-letter\",\"sequence\":1,\"detail\":\"no picture in it\"}");
            JsonNode late = camera.next("late");
            assertThat(late.path("sequence").asInt()).isZero();
            assertThat(late.path("detail").asText()).startsWith("No result came in time");
        }
    }

    @Test
    void whoeverIsBehindIsAskedToWaitUntilTheOldFramesAreGivenUp() throws Exception {
        Client student = running.client();
        student.join("behind");
        try (CameraSocket camera = CameraSocket.open(student, "behind")) {
            assertThat(acceptedUntilBehind(camera)).isEqualTo(3);
            await().atMost(LONG).until(() -> {
                camera.send(PICTURE);
                return camera.reply().path("type").asText().equals("accepted");
            });
        }
    }

    private static int acceptedUntilBehind(CameraSocket camera) throws InterruptedException {
        int accepted = 0;
        while (true) {
            camera.send(Drawn.number(TestPipeline.SILENT));
            JsonNode reply = camera.reply();
            if (reply.path("reason").asText().equals("behind")) {
                return accepted;
            }
            accepted += reply.path("type").asText().equals("accepted") ? 1 : 0;
        }
    }

    @Test
    void whatIsNoPictureIsRefusedAndTheSocketStaysOpen() throws Exception {
        Client student = running.client();
        student.join("refused");
        try (CameraSocket camera = CameraSocket.open(student, "refused")) {
            assertThat(refusal(camera, "no picture".getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo("not-a-picture");
            assertThat(refusal(camera, Drawn.claimedPng(4000, 1001))).isEqualTo("too-large");
            assertThat(refusal(camera, Arrays.copyOf(PICTURE, 900_001))).isEqualTo("too-large");
            assertThat(refusal(camera, Arrays.copyOf(PICTURE, 25))).isEqualTo("broken");

            camera.send(new byte[2_000_000]);
            assertThat(camera.closed.get(60, TimeUnit.SECONDS)).startsWith("1009 ");
        }
    }

    /** Tries again where it was too fast. */
    private static String refusal(CameraSocket camera, byte[] picture) throws InterruptedException {
        while (true) {
            camera.send(picture);
            JsonNode reply = camera.reply();
            if (!reply.path("reason").asText().equals("too-fast")) {
                assertThat(reply.path("type").asText()).isEqualTo("refused");
                assertThat(reply.path("detail").asText()).isNotBlank();
                return reply.path("reason").asText();
            }
        }
    }

    @Test
    void aSeatThatConnectsAgainTakesOverAndGoesOnCounting() throws Exception {
        Client student = running.client();
        student.join("again");
        try (CameraSocket first = CameraSocket.open(student, "again")) {
            first.send(PICTURE);
            assertThat(first.reply().path("sequence").asInt()).isZero();
            try (CameraSocket second = CameraSocket.open(student, "again")) {
                assertThat(first.closed.get(60, TimeUnit.SECONDS)).startsWith("1008 taken over");
                second.send(PICTURE);
                assertThat(second.reply().path("sequence").asInt()).isEqualTo(1);
            }
        }
    }

    @Test
    void aPageThatConnectsTwiceIsNotToldThatAnotherOneHasItsSeat() throws Exception {
        Client student = running.client();
        student.join("twice");
        try (CameraSocket first = CameraSocket.open(student, "twice&page=one")) {
            assertThat(first.next().path("type").asText())
                    .isEqualTo("welcome"); // or it might come after the second one
            try (CameraSocket late = CameraSocket.open(student, "twice&page=one")) {
                assertThat(first.closed.get(60, TimeUnit.SECONDS)).startsWith("1001 replaced");
                try (CameraSocket other = CameraSocket.open(student, "twice&page=other")) {
                    assertThat(late.closed.get(60, TimeUnit.SECONDS)).startsWith("1008 taken over");
                    assertThat(other.next().path("type").asText()).isEqualTo("welcome");
                }
            }
        }
    }

    @Test
    void aLectureThatIsEndedEndsItsCamerasAndNoOthers() throws Exception {
        Client student = running.client();
        String source = student.join("ended").path("source").asText();
        running.client().join("goes-on");
        try (CameraSocket camera = CameraSocket.open(student, "ended")) {
            camera.send(PICTURE);
            assertThat(camera.next("emotions").path("sequence").asInt()).isZero();
            running.pipeline.endLecture("goes-on");
            running.pipeline.endLecture("ended");

            assertThat(camera.closed.get(60, TimeUnit.SECONDS)).startsWith("1000 lecture ended");
            await().atMost(LONG).until(() -> running.pipeline.signalsOf(source).equals(List.of(BEGIN, END)));
        }
    }

    @Test
    void theCameraOfAUserWhoIsErasedIsClosedInWhateverTab() throws Exception {
        Client student = running.client();
        JsonNode seat = student.join("erased");
        String source = seat.path("source").asText();
        try (CameraSocket camera = CameraSocket.open(student, "erased")) {
            camera.send(PICTURE);
            assertThat(camera.next("emotions").path("sequence").asInt()).isZero();
            running.frames.listeners().forEach(topics -> topics.erased("u-other"));
            running.frames
                    .listeners()
                    .forEach(topics -> topics.erased(seat.path("user").asText()));

            assertThat(camera.closed.get(60, TimeUnit.SECONDS)).startsWith("1000 erased");
            await().atMost(LONG).until(() -> running.pipeline.signalsOf(source).equals(List.of(BEGIN, END)));
        }
    }

    @Test
    void aCameraThatLeavesEndsItsSource() throws Exception {
        Client student = running.client();
        String source = student.join("leaves").path("source").asText();
        try (CameraSocket camera = CameraSocket.open(student, "leaves")) {
            camera.send(PICTURE);
            assertThat(camera.next("emotions").path("sequence").asInt()).isZero();
            camera.leave();

            await().atMost(LONG).until(() -> running.pipeline.signalsOf(source).equals(List.of(BEGIN, END)));
        }
        List<Frame> sent = running.pipeline.framesOf(source);
        await().atMost(LONG)
                .until(() -> running.pipeline
                        .statusOf(source)
                        .filter(status -> status.getSignal() == END && status.getAcknowledged() == 1)
                        .isPresent());
        SourceStatus status = running.pipeline.statusOf(source).orElseThrow();
        assertThat(status.getRun()).isEqualTo(sent.get(0).getRun()).isNotEmpty();
        assertThat(status.getUserId()).isEqualTo(sent.get(0).getUserId());
        assertThat(status.getPublished()).isEqualTo(1);
        assertThat(status.getLost()).isZero();
    }

    @Test
    void onlySoManyCamerasAtATime() {
        try (CameraSocket first = CameraSocket.open(joined("a"), "a");
                CameraSocket second = CameraSocket.open(joined("a"), "a");
                CameraSocket third = CameraSocket.open(joined("a"), "a")) {
            assertThat(List.of(first, second, third))
                    .allSatisfy(camera ->
                            assertThat(camera.next().path("type").asText()).isEqualTo("welcome"));
            assertThat(handshake(joined("a"), "?lecture=a"))
                    .startsWith("HTTP/1.1 503")
                    .contains("Retry-After", "application/problem+json", "Too many cameras");
            assertThat(handshake(joined("a"), "?lecture=a&agreed=today"))
                    .startsWith("HTTP/1.1 400")
                    .contains("agreed=today: expected a time such as");
            assertThat(handshake(joined("a"), "?lecture=a&agreed=2999-01-01T00:00:00Z"))
                    .startsWith("HTTP/1.1 503")
                    .contains("has not read yet that the user");
        }
    }

    @Test
    void onlySoManyCamerasOfOneAddress(EmbeddedBroker broker) throws Exception {
        Map<String, String> settings = Map.of("DASHBOARD_STUDENTS", "2", "DASHBOARD_TRUST_PROXY", "true");
        try (Running small = Running.start(broker, settings)) {
            Client one = small.client();
            Client two = small.client();
            Client three = small.client();
            List.of(one, two, three).forEach(client -> client.join("a"));
            try (CameraSocket first = CameraSocket.open(one, "a");
                    CameraSocket second = CameraSocket.open(two, "a")) {
                assertThat(first.next().path("type").asText()).isEqualTo("welcome");
                assertThat(second.next().path("type").asText()).isEqualTo("welcome");
                assertThat(handshake(three, "?lecture=a")).startsWith("HTTP/1.1 503");
                try (CameraSocket again = CameraSocket.open(one, "a")) { // takes its own place over
                    assertThat(again.next().path("type").asText()).isEqualTo("welcome");
                }
                try (CameraSocket teacher = CameraSocket.open(three, "a", "Authorization", "Bearer " + Running.TOKEN)) {
                    assertThat(teacher.next().path("type").asText()).isEqualTo("welcome");
                }
                try (CameraSocket elsewhere = CameraSocket.open(three, "a", "X-Forwarded-For", "203.0.113.7")) {
                    assertThat(elsewhere.next().path("type").asText()).isEqualTo("welcome");
                }
            }
        }
    }

    @Test
    void onlyASeatOfTheLectureMayConnect() {
        assertThat(handshake(running.client(), "?lecture=a"))
                .startsWith("HTTP/1.1 401")
                .contains("application/problem+json", "/api/join");
        assertThat(handshake(joined("b"), "?lecture=a")).startsWith("HTTP/1.1 403");
        assertThat(handshake(running.client(), "?lecture=a", "Authorization: Bearer " + Running.TOKEN))
                .startsWith("HTTP/1.1 403");
        assertThat(handshake(joined("a"), "?lecture=photos")).startsWith("HTTP/1.1 400");
        assertThat(handshake(joined("a"), "")).startsWith("HTTP/1.1 400");
        assertThat(handshake(joined("a"), "?lecture=a", "Origin: https://evil.example"))
                .startsWith("HTTP/1.1 403");
    }

    private Client joined(String lecture) {
        Client client = running.client();
        client.join(lecture);
        return client;
    }

    /** What the server answers to the request for a WebSocket. */
    private static String handshake(Client client, String query, String... headers) {
        URI address = client.socket("/api/frames" + query);
        String request = "GET " + address.getPath() + query + " HTTP/1.1\r\nHost: localhost:" + address.getPort()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nCookie: " + client.cookies() + "\r\n"
                + String.join("\r\n", headers) + (headers.length > 0 ? "\r\n" : "") + "\r\n";
        try (Socket socket = new Socket("localhost", address.getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
