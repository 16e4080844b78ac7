package io.moodstream.dashboard.legacy;

import static io.moodstream.dashboard.frames.Client.json;
import static io.moodstream.dashboard.frames.Client.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.dashboard.frames.Client;
import io.moodstream.dashboard.frames.Running;
import io.moodstream.dashboard.frames.TestPipeline;
import io.moodstream.pictures.Drawn;
import io.moodstream.testing.SharedBroker;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LegacyRoutesTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private Running running;

    @BeforeAll
    void start(EmbeddedBroker broker) throws Exception {
        running = Running.start(broker, Map.of());
        // The first pictures may come before the producer has connected.
        Awaitility.await().until(() -> predict(client(), 3).join().statusCode() != 503);
    }

    @AfterAll
    void stop() {
        running.close();
    }

    @Test
    void recogniseExpressionAnswersWithTheSameKeys() {
        HttpResponse<byte[]> response = client().file("/recogniseExpression", "anything", Drawn.number(1))
                .join();

        assertThat(text(response))
                .isEqualTo(
                        "{\"mimetype\":\"application/json\",\"recommended_music_genre\":"
                                + "\"You might enjoy music genres like: genre-1, jazz\",\"response\":\"disgust\",\"status\":200}");
    }

    @Test
    void predictAnswersTheLabelAloneAndRecommendTheTitlesForIt() {
        Client client = client();

        HttpResponse<byte[]> label = predict(client, 3).join();

        assertThat(text(label)).isEqualTo("happy");
        assertThat(label.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(label.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Strict"));
        HttpResponse<byte[]> movies = recommend(client, "Movies").join();
        assertThat(movies.statusCode()).isEqualTo(200);
        assertThat(movies.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(text(movies))
                .contains("&lt;movie-3&gt;", "https://example.org/3", "happy")
                .doesNotContain("song-3");
        assertThat(text(recommend(client, "Songs").join())).contains("song-3");
        assertThat(text(recommend(client, "Books").join())).contains("book-3");
        assertThat(recommend(client, "Games").join().statusCode()).isEqualTo(400);
    }

    @Test
    void recommendNeedsAPrediction() {
        assertThat(recommend(client(), "Movies").join().statusCode()).isEqualTo(409);
    }

    @Test
    void recommendReadsNoLongForm() {
        Client client = client();
        predict(client, 3).join();
        assertThat(client.post("/recommend", FORM, "x=Books&y=" + "z".repeat(5000))
                        .join()
                        .statusCode())
                .isEqualTo(413);
        assertThat(client().post("/recommend", FORM, "x=Books&y=" + "z".repeat(5000))
                        .join()
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void recommendSaysSoWhereNothingCame() {
        Client client = client();
        assertThat(predict(client, TestPipeline.NOT_RECOMMENDED).join().statusCode())
                .isEqualTo(200);
        assertThat(recommend(client, "Movies").join().statusCode()).isEqualTo(504);
        assertThat(client().file("/recogniseExpression", "file", Drawn.number(TestPipeline.NOT_RECOMMENDED))
                        .join()
                        .statusCode())
                .isEqualTo(504);
    }

    @Test
    void getEmotionLeadsToAResultWithThePictureFromItsTopic() {
        Client client = client();

        HttpResponse<byte[]> moved =
                client.file("/getEmotion", "fileUpload", Drawn.number(5)).join();

        assertThat(moved.statusCode()).isEqualTo(302);
        String result = moved.headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]*", "");
        assertThat(result).startsWith("/result?id=");
        String page = text(client().get(result)); // whoever knows the id sees it
        assertThat(page)
                .contains("surprise", "song-5", result.replace("/result", "/result/picture"))
                .doesNotContain("<!-- content -->");
        HttpResponse<byte[]> picture = client().get(result.replace("/result", "/result/picture"));
        assertThat(picture.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(picture.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(Drawn.number(picture.body())).isEqualTo(5);
        assertThat(text(client.get("/result"))).contains("song-5"); // by the cookie
    }

    @Test
    void aResultThatIsForgottenSaysSo() {
        HttpResponse<byte[]> page = client().get("/result?id=unknown");
        assertThat(page.statusCode()).isEqualTo(410);
        assertThat(text(page)).contains("<html", "gone");
        assertThat(client().get("/result").statusCode()).isEqualTo(410);
        assertThat(client().get("/result/picture?id=unknown").statusCode()).isEqualTo(410);
    }

    @Test
    void aPictureWithoutAFaceIsSaidSo() {
        for (String path : List.of("/predict", "/recogniseExpression", "/getEmotion")) {
            HttpResponse<byte[]> response = client().file(path, "file", Drawn.number(TestPipeline.NO_FACE))
                    .join();
            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(json(response).path("detail").asText()).isEqualTo("No face was found");
        }
        assertThat(predict(client(), TestPipeline.UNREADABLE).join().statusCode())
                .isEqualTo(422);
        assertThat(client().file("/predict", "file", new byte[] {1, 2, 3})
                        .join()
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void aHundredClientsAtOnceEachGetTheirOwnAnswers() {
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int number = 0; number < 100; number++) {
            all.add(predictThenRecommend(client(), number));
            all.add(recognise(client(), number));
            all.add(getEmotion(client(), number));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    }

    private static CompletableFuture<?> predictThenRecommend(Client client, int number) {
        return predict(client, number).thenCompose(label -> {
            assertThat(text(label)).isEqualTo(TestPipeline.emotion(number).name());
            return recommend(client, "Books")
                    .thenAccept(page -> assertThat(text(page)).contains("book-" + number + "&gt;"));
        });
    }

    private static CompletableFuture<?> recognise(Client client, int number) {
        return client.file("/recogniseExpression", "file", Drawn.number(number))
                .thenAccept(response -> assertThat(
                                json(response).path("recommended_music_genre").asText())
                        .endsWith(": genre-" + number + ", jazz"));
    }

    private static CompletableFuture<?> getEmotion(Client client, int number) {
        return client.file("/getEmotion", "fileUpload", Drawn.number(number)).thenAccept(moved -> {
            String result = moved.headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]*", "");
            assertThat(client.cookies()).contains(result.substring("/result?id=".length()));
        });
    }

    private static CompletableFuture<HttpResponse<byte[]>> predict(Client client, int number) {
        return client.file("/predict", "file", Drawn.number(number));
    }

    private static CompletableFuture<HttpResponse<byte[]>> recommend(Client client, String what) {
        return client.post("/recommend", FORM, "x=" + what);
    }

    private Client client() {
        return running.client();
    }
}
