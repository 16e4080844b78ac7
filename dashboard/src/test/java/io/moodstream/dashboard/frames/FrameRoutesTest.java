package io.moodstream.dashboard.frames;

import static io.moodstream.dashboard.frames.Client.json;
import static io.moodstream.dashboard.frames.Client.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.pictures.Drawn;
import io.moodstream.schemas.Frame;
import io.moodstream.testing.SharedBroker;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrameRoutesTest {
    private static final String PATH = "/api/frames";

    private Running running;

    @BeforeAll
    void start(EmbeddedBroker broker) throws Exception {
        running = Running.start(broker, Map.of("DASHBOARD_ANSWER_TIMEOUT", "5s", "DASHBOARD_MAX_UPLOAD", "2000000"));
    }

    @AfterAll
    void stop() throws Exception {
        running.close();
    }

    @Test
    void aSinglePictureIsAnsweredWithItsFacesAndWhatFits() {
        HttpResponse<byte[]> response = post(24);

        JsonNode answer = json(response);
        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        assertThat(answer.at("/frame/lecture").asText()).isEqualTo("photos");
        assertThat(answer.at("/frame/source").asText())
                .startsWith("photo-")
                .isEqualTo(answer.at("/frame/user").asText());
        assertThat(answer.at("/frame/sequence").asInt()).isZero();
        assertThat(answer.at("/frame/capturedAt").asText()).endsWith("Z");
        assertThat(answer.path("model").asText()).isEqualTo("test-model");
        assertThat(answer.at("/faces/0/track").asInt()).isEqualTo(24);
        assertThat(answer.at("/faces/0/box").toString())
                .isEqualTo("{\"x\":0.1,\"y\":0.2,\"width\":0.3,\"height\":0.4}");
        assertThat(answer.at("/faces/0/emotion").asText()).isEqualTo("happy");
        assertThat(answer.at("/faces/0/readable").asBoolean()).isTrue();
        assertThat(answer.at("/faces/0/confidence").asDouble()).isEqualTo(0.7);
        assertThat(answer.at("/faces/0/probabilities").toString())
                .isEqualTo("{\"angry\":0.05,\"disgust\":0.05,\"fear\":0.05,\"happy\":0.7,\"sad\":0.05,"
                        + "\"surprise\":0.05,\"neutral\":0.05}");
        assertThat(answer.path("majority").asText()).isEqualTo("happy");
        assertThat(answer.at("/recommendation/genres/0").asText()).isEqualTo("genre-24");
    }

    @Test
    void aPictureMayComeAsTheOneFileOfAForm() {
        byte[] png = Drawn.number(3, "png");
        assertThat(json(client().file(PATH, "whatever", png).join())
                        .at("/faces/0/track")
                        .asInt())
                .isEqualTo(3);
        assertThat(client().files(PATH, png, png).join().statusCode()).isEqualTo(400);
        assertThat(client().post(PATH, "multipart/form-data; boundary=b", "not a form")
                        .join()
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void withoutAReadableFaceThereIsNoMajorityAndNothingIsWaitedFor() {
        JsonNode none = json(post(TestPipeline.NO_FACE));
        assertThat(none.path("faces")).isEmpty();
        assertThat(none.path("majority").isNull()).isTrue();
        assertThat(none.path("recommendation").isNull()).isTrue();

        JsonNode unreadable = json(post(TestPipeline.UNREADABLE));
        assertThat(unreadable.path("faces")).hasSize(1);
        assertThat(unreadable.path("majority").isNull()).isTrue();
    }

    @Test
    void anAnswerGoesWithoutARecommendationThatDoesNotCome() {
        JsonNode answer = json(post(TestPipeline.NOT_RECOMMENDED));

        assertThat(answer.path("majority").asText()).isEqualTo("fear");
        assertThat(answer.path("recommendation").isNull()).isTrue();
    }

    @Test
    void whatIsWrongWithAPictureIsSaidAsAProblem() {
        assertThat(problem(client().picture(PATH, new byte[0]))).isEqualTo(400);
        assertThat(problem(client().picture(PATH, new byte[2_000_001]))).isEqualTo(413);
        assertThat(problem(client().file(PATH, "file", new byte[2_000_001]))).isEqualTo(413);
        assertThat(problem(client().file(PATH, "file", new byte[2_500_000]))).isEqualTo(413);
        assertThat(problem(client().picture(PATH, Drawn.claimedPng(20_000, 20_000))))
                .isEqualTo(413);
        assertThat(problem(client().picture(PATH, "<svg/>".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(415);
        assertThat(problem(client().picture(PATH, Drawn.claimedPng(20, 20)))).isEqualTo(422);
    }

    /** As a browser does, which sends it all before it reads the answer. */
    @Test
    void whoSendsTooMuchStillGetsTheAnswer() {
        for (int time = 0; time < 20; time++) {
            assertThat(problem(client().file(PATH, "file", new byte[3_500_000])))
                    .isEqualTo(413);
            assertThat(problem(client().picture(PATH, new byte[3_500_000]))).isEqualTo(413);
        }
    }

    /** Else the client's next request would be sent through a connection that is being closed. */
    @Test
    void afterAFormThatCannotBeReadTheConnectionIsSaidToBeClosed() {
        HttpResponse<byte[]> tooLarge =
                client().file(PATH, "file", new byte[2_000_001]).join();
        assertThat(tooLarge.statusCode()).isEqualTo(413);
        assertThat(tooLarge.headers().firstValue("Connection")).hasValue("close");

        HttpResponse<byte[]> noPicture = client().picture(PATH, new byte[0]).join();
        assertThat(noPicture.statusCode()).isEqualTo(400);
        assertThat(noPicture.headers().firstValue("Connection")).isEmpty();
    }

    @Test
    void aDeadLetterIsSaidWithItsReason() {
        for (int number : new int[] {TestPipeline.DEAD, TestPipeline.DEAD_FACES}) {
            HttpResponse<byte[]> response = post(number);
            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(json(response).path("detail").asText()).isEqualTo("no picture in it");
        }
    }

    @Test
    void aFrameThatIsNotAnsweredInTimeIsNamed() {
        HttpResponse<byte[]> response = post(TestPipeline.SILENT);

        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(json(response).at("/frame/source").asText()).startsWith("photo-");
        assertThat(json(response).at("/frame/sequence").asInt()).isZero();
    }

    @Test
    void aHundredAtOnceEachGetTheirOwnAnswer() {
        List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
        for (int number = 0; number < 100; number++) {
            answers.add(client().picture(PATH, Drawn.number(number)));
        }
        for (int number = 0; number < 100; number++) {
            JsonNode answer = json(answers.get(number).join());
            assertThat(answer.at("/faces/0/track").asInt(-1))
                    .as(answer.toString())
                    .isEqualTo(number);
            assertThat(answer.at("/recommendation/genres/0").asText()).isEqualTo("genre-" + number);
            assertThat(answer.at("/recommendation/user")).isEqualTo(answer.at("/frame/user"));
        }
    }

    @Test
    void aTeacherSendsFramesOfAnySourceInOrder() {
        for (int sequence = 0; sequence < 3; sequence++) {
            JsonNode answer =
                    json(client().picture(PATH + "?lecture=l&source=front", Drawn.number(sequence), Client.teacher())
                            .join());
            assertThat(answer.at("/frame/sequence").asInt()).isEqualTo(sequence);
            assertThat(answer.at("/frame/user").isNull()).isTrue();
            assertThat(answer.path("recommendation").isNull()).isTrue();
        }
        assertThat(running.pipeline.framesOf("front"))
                .extracting(Frame::getCapturedAt)
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSize(3);
    }

    @Test
    void aStudentSendsFramesOfTheOwnSeatOnly() {
        Client student = client();
        JsonNode seat = student.join("own");
        String own = "?lecture=own&source=" + seat.path("source").asText();

        JsonNode answer = json(student.picture(PATH + own, Drawn.number(8)).join());

        assertThat(answer.at("/frame/user")).isEqualTo(seat.path("user"));
        assertThat(problem(student.picture(PATH + own + "&user=other", Drawn.number(8))))
                .isEqualTo(403);
        assertThat(problem(student.picture(PATH + "?lecture=own&source=other", Drawn.number(8))))
                .isEqualTo(403);
        assertThat(problem(student.picture(PATH + "?lecture=foreign&source=a", Drawn.number(8))))
                .isEqualTo(403);
        assertThat(problem(client().picture(PATH + own, Drawn.number(8)))).isEqualTo(401);
    }

    @Test
    void aFrameNeedsNamesThatKeysCanHold() {
        for (String query : List.of(
                "?lecture=l",
                "?source=s",
                "?user=u",
                "?lecture=a%2Fb&source=s",
                "?lecture=photos&source=s",
                "?lecture=l&source=a%20b",
                "?lecture=l&source=s&user=")) {
            assertThat(problem(client().picture(PATH + query, Drawn.number(8), Client.teacher())))
                    .as(query)
                    .isEqualTo(400);
        }
    }

    @Test
    void pagesOfOtherSitesAreRefused() {
        assertThat(problem(client().picture(PATH, Drawn.number(8), "Origin", "https://evil.example")))
                .isEqualTo(403);
    }

    @Test
    void metadataDoesNotReachTheTopic() {
        String source = json(client().picture(PATH, Drawn.withExif(Drawn.number(8), 1, "52.5N 13.4E"))
                        .join())
                .at("/frame/source")
                .asText();

        byte[] image = running.pipeline.framesOf(source).get(0).getImage().array();
        assertThat(new String(image, StandardCharsets.ISO_8859_1))
                .doesNotContain("Exif")
                .doesNotContain("52.5N");
    }

    @Test
    void nothingOfAPictureIsLeftOnDiskOrWaiting() throws Exception {
        String mark = "mark " + System.nanoTime();
        byte[] large = Arrays.copyOf(Drawn.withExif(Drawn.number(8), 1, mark), 1_900_000);

        client().file(PATH, "file", large).join();
        client().picture(PATH, large).join();
        client().file(PATH, "file", Arrays.copyOf(large, 300)).join();

        assertThat(temporaryFilesWith(mark)).isEmpty();
        await().untilAsserted(() -> assertThat(running.frames.open()).isZero());
    }

    /** Those that begin with a picture in which that text is; other programs have theirs in the same folder. */
    private static List<Path> temporaryFilesWith(String mark) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> beginning(file).contains(mark))
                    .toList();
        }
    }

    private static String beginning(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(1000), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // somebody else's, and gone
        }
    }

    private HttpResponse<byte[]> post(int number) {
        return client().picture(PATH, Drawn.number(number)).join();
    }

    private Client client() {
        return running.client();
    }

    /** The status of what must be a problem. */
    private static int problem(CompletableFuture<HttpResponse<byte[]>> answer) {
        HttpResponse<byte[]> response = answer.join();
        assertThat(response.headers().firstValue("Content-Type"))
                .as(text(response))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(json(response).path("status").asInt()).isEqualTo(response.statusCode());
        return response.statusCode();
    }
}
