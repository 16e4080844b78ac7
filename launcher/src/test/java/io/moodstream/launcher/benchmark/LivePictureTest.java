package io.moodstream.launcher.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.launcher.benchmark.EventLines.Event;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LivePictureTest {
    private final LivePicture picture = new LivePicture();

    private static void take(LivePicture picture, String type, String data, String id) {
        picture.take(new Event(type, data.replace('\'', '"'), id));
    }

    @Test
    void aLectureIsOverOnceItsReportIsThere() {
        take(picture, "lecture", "{'running':true,'report':null}", "r-1");
        take(picture, "ready", "{}", "r-1");
        assertThat(picture.isReady()).isTrue();
        assertThat(picture.isOver()).isFalse();

        take(picture, "lecture", "{'running':false,'report':{'frames':3}}", "r-2");
        assertThat(picture.isOver()).isTrue();
        assertThat(picture.counts()).isEqualTo(Map.of("lecture", 2L, "ready", 1L));
    }

    @Test
    void pagesThatOpenedAtDifferentTimesShowTheSameInTheEnd() {
        LivePicture later = new LivePicture();
        take(picture, "mood", "{'from':'10:00','final':false}", "r-1");
        take(picture, "mood", "{'from':'10:00','final':true}", "r-2");
        take(later, "mood", "{'from':'10:00','final':true}", "r-2");
        take(later, "health", "{}", "r-2");

        assertThat(later.state()).isEqualTo(picture.state());
        take(later, "attention", "{'source':'a','track':1,'since':'10:00'}", "r-3");
        assertThat(later.state()).isNotEqualTo(picture.state());
    }

    @Test
    void whatIsNoJsonIsAnError() {
        assertThatThrownBy(() -> take(picture, "mood", "{", "r-1")).isInstanceOf(IllegalArgumentException.class);
    }
}
