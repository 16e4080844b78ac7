package io.moodstream.launcher.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.schemas.Counting;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceBox;
import io.moodstream.schemas.FaceEmotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordJsonTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.006Z");

    @Test
    void showsPlainValues() {
        FaceEmotions record = new FaceEmotions(
                "algebra",
                "cam-1",
                "u-17",
                3L,
                AT,
                "standard",
                List.of(new FaceEmotion(
                        1L,
                        new FaceBox(0.5f, 0.25f, 0.125f, 0.25f),
                        List.of(0f, 0f, 0f, 1f, 0f, 0f, 0f),
                        Emotion.happy,
                        1f,
                        true)),
                "blazeface",
                "run-1",
                null,
                Counting.ALL,
                null,
                null,
                false);
        assertThat(RecordJson.of(record))
                .hasToString("{\"lectureId\":\"algebra\",\"sourceId\":\"cam-1\",\"userId\":\"u-17\",\"sequence\":3,"
                        + "\"capturedAt\":\"2026-01-02T03:04:05.006Z\",\"model\":\"standard\","
                        + "\"faces\":[{\"trackId\":1,"
                        + "\"box\":{\"x\":0.5,\"y\":0.25,\"width\":0.125,\"height\":0.25},"
                        + "\"probabilities\":[0.0,0.0,0.0,1.0,0.0,0.0,0.0],"
                        + "\"emotion\":\"happy\",\"confidence\":1.0,\"readable\":true}],\"detector\":\"blazeface\","
                        + "\"run\":\"run-1\",\"signal\":null,\"counting\":\"ALL\","
                        + "\"mainTrack\":null,\"frozenSince\":null,\"relaid\":false}");
    }

    @Test
    void showsPicturesAsTheirSizeOnly() {
        Frame frame = new Frame(
                "algebra", "cam-1", null, 0L, AT, ImageEncoding.PNG, ByteBuffer.allocate(1234), "", null, Counting.ALL);
        assertThat(RecordJson.of(frame).path("image")).hasToString("{\"bytes\":1234}");
        assertThat(RecordJson.of(frame).path("userId").isNull()).isTrue();
    }
}
