package io.moodstream.dashboard.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moodstream.dashboard.lectures.Samples;
import io.moodstream.dashboard.lectures.Served;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SourceRoutesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1};

    /** Avro builds records only after the topics have told it to trust them. */
    @BeforeAll
    static void trust() {
        assertThat(Topics.ALL).contains(Topics.FRAMES);
    }

    @Test
    void teachersSeeTheFacesOfAHallAtTheirPlacesAndOfSeatsOnlyWhetherTheyAreFrozen() throws Exception {
        try (Served served = Served.guarded()) {
            Instant frozen = Samples.START.plusSeconds(7);
            hear(served, emotions("hall", null).setRelaid(true).build());
            hear(served, emotions("calm-otter-1", "u-1").setFrozenSince(frozen).build());

            var answer = served.get("/api/lectures/a/sources", Served.TEACHER);
            JsonNode sources = JSON.readTree(answer.body()).get("sources");

            JsonNode seat = sources.get(0);
            assertThat(seat.path("own").asBoolean()).isTrue();
            assertThat(seat.path("faces")).isEmpty();
            assertThat(seat.path("at").isNull()).isTrue();
            assertThat(seat.path("frozenSince").asText()).isEqualTo(frozen.toString());
            JsonNode hall = sources.get(1);
            assertThat(hall.path("id").asText()).isEqualTo("hall");
            assertThat(hall.path("faces")).hasSize(3);
            assertThat(hall.at("/faces/1/track").asInt()).isEqualTo(1);
            assertThat(hall.at("/faces/1/emotion").asText()).isEqualTo("happy");
            assertThat(hall.at("/faces/2/readable").asBoolean()).isFalse();
            assertThat(hall.path("relaidAt").asText())
                    .isEqualTo(Samples.START.plusSeconds(9).toString());
            assertThat(JSON.readTree(answer.body()).get("pictures").asBoolean()).isFalse();

            assertThat(served.get("/api/lectures/a/sources", served.student("a"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(served.get("/api/lectures/a/sources").statusCode()).isEqualTo(401);
            assertThat(served.get("/api/lectures/b/sources", Served.TEACHER).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void thereIsNoPictureUnlessTheOperatorAllowsIt() throws Exception {
        try (Served served = Served.guarded()) {
            hear(served, emotions("hall", null).build());

            var answer = served.get("/api/lectures/a/sources/hall/picture", Served.TEACHER);

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("DASHBOARD_LIVE_PICTURES is not set");
        }
    }

    @Test
    void withItTeachersGetTheLatestPictureThatHasAResult() throws Exception {
        try (Served served = Served.guarded(Map.of("DASHBOARD_LIVE_PICTURES", "true"))) {
            served.hear(topics -> topics.frame(frame("hall", null, 9)));
            assertThat(served.get("/api/lectures/a/sources/hall/picture", Served.TEACHER)
                            .statusCode())
                    .isEqualTo(404);
            hear(served, emotions("hall", null).build());

            var answer = served.get("/api/lectures/a/sources/hall/picture", Served.TEACHER);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/jpeg");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(served.get("/api/lectures/a/sources/hall/picture", served.student("a"))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void aPictureIsForgottenWhenItsSourceSendsNoMoreAndThoseOfUsersAreNeverHeld() {
        AtomicLong now = new AtomicLong();
        LatestPictures pictures = new LatestPictures(() -> Instant.ofEpochMilli(now.get()));
        for (@Nullable String user : new String[] {null, "u-1"}) {
            String source = user == null ? "hall" : "seat";
            pictures.frame(frame(source, user, 9));
            pictures.emotions(emotions(source, user).build(), Optional.empty());
        }
        assertThat(pictures.of("a", "hall")).hasValue(JPEG);
        assertThat(pictures.of("a", "seat")).isEmpty();

        now.set(10_001);
        pictures.forget();
        assertThat(pictures.of("a", "hall")).isEmpty();
    }

    @Test
    void picturesTakeNoMoreThanSoManyBytes() {
        AtomicLong now = new AtomicLong();
        LatestPictures pictures = new LatestPictures(() -> Instant.ofEpochMilli(now.get()), 2L * JPEG.length);
        for (String source : new String[] {"hall", "door", "window"}) {
            pictures.frame(frame(source, null, 9));
            pictures.emotions(emotions(source, null).build(), Optional.empty());
        }
        assertThat(pictures.of("a", "hall")).isPresent();
        assertThat(pictures.of("a", "door")).isPresent();
        assertThat(pictures.of("a", "window")).isEmpty();

        now.set(10_001);
        pictures.forget();
        pictures.frame(frame("window", null, 9));
        pictures.emotions(emotions("window", null).build(), Optional.empty());
        assertThat(pictures.of("a", "window")).as("when there is room again").isPresent();
    }

    @Test
    void aPictureIsForgottenWhileItsSourceSendsButNothingIsClassified() {
        AtomicLong now = new AtomicLong();
        LatestPictures pictures = new LatestPictures(() -> Instant.ofEpochMilli(now.get()));
        pictures.frame(frame("hall", null, 9));
        pictures.emotions(emotions("hall", null).build(), Optional.empty());

        now.set(10_001);
        pictures.frame(frame("hall", null, 10));

        assertThat(pictures.of("a", "hall")).isEmpty();
    }

    private static void hear(Served served, FaceEmotions frame) {
        served.hear(topics -> topics.emotions(frame, Optional.empty()));
    }

    private static FaceEmotions.Builder emotions(String source, @Nullable String user) {
        return FaceEmotions.newBuilder(Samples.emotions("a", source, 9, 3, 2)).setUserId(user);
    }

    private static Frame frame(String source, @Nullable String user, long sequence) {
        return Frame.newBuilder()
                .setLectureId("a")
                .setSourceId(source)
                .setUserId(user)
                .setSequence(sequence)
                .setCapturedAt(Samples.START.plusSeconds(sequence))
                .setEncoding(ImageEncoding.JPEG)
                .setImage(ByteBuffer.wrap(JPEG))
                .build();
    }
}
