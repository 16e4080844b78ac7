package io.moodstream.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.ingest.sources.SourceSpec;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.SourceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KilledRunsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant START = NOW.minusSeconds(60);
    private static final SourceSpec A = SourceSpec.parse("a=a.mp4");
    private static final SourceSpec B = SourceSpec.parse("b@u-2=b.mp4");
    private static final SourceSpec CAMERA = SourceSpec.parse("hall=camera:0");

    private final List<SourceStatus> told = new ArrayList<>();

    @Test
    void aRunThatHasNotEndedGoesOn() {
        SourceStatus a = told("a", null, SourceSignal.BEGIN, START, NOW.minusSeconds(10), "file a");

        KilledRuns killed = among(Map.of(A, "file a", B, "file b"));

        assertThat(killed.unfinished()).containsExactly(Map.entry(A, a));
        assertThat(killed.ended()).isEmpty();
    }

    @Test
    void aRunThatHasEndedBeginsAnew() {
        told("a", null, SourceSignal.END, START, NOW.minusSeconds(10), "file a");

        assertThat(among(Map.of(A, "file a"))).isEqualTo(KilledRuns.none());
    }

    @Test
    void anotherFileOrTheSameAtAnotherPaceBeginsAnew() {
        told("a", null, SourceSignal.BEGIN, START, NOW.minusSeconds(10), "another file");

        assertThat(among(Map.of(A, "file a"))).isEqualTo(KilledRuns.none());
    }

    @Test
    void aFileOfAnotherUserBeginsAnew() {
        told("b", "u-1", SourceSignal.BEGIN, START, NOW.minusSeconds(10), "file b");

        assertThat(among(Map.of(B, "file b"))).isEqualTo(KilledRuns.none());
    }

    @Test
    void afterAnHourAFileBeginsAnew() {
        told("a", null, SourceSignal.BEGIN, START, NOW.minus(Duration.ofHours(1)), "file a");

        assertThat(among(Map.of(A, "file a"))).isEqualTo(KilledRuns.none());
    }

    @Test
    void aLiveSourceNeverGoesOn() {
        told("hall", null, SourceSignal.BEGIN, START, NOW.minusSeconds(1), "");

        assertThat(among(Map.of(CAMERA, ""))).isEqualTo(KilledRuns.none());
    }

    @Test
    void aFileThatHadEndedWhenAnotherOneOfTheSameIngestWasKilledIsNotPlayedAgain() {
        told("a", null, SourceSignal.END, START, NOW.minusSeconds(40), "file a");
        told("b", "u-2", SourceSignal.BEGIN, START, NOW.minusSeconds(1), "file b");

        KilledRuns killed = among(Map.of(A, "file a", B, "file b"));

        assertThat(killed.unfinished()).containsOnlyKeys(B);
        assertThat(killed.ended()).containsExactly(A);
    }

    @Test
    void aFileThatHadEndedWhenACameraOfTheSameIngestWasKilledIsNotPlayedAgain() {
        told("a", null, SourceSignal.END, START, NOW.minusSeconds(40), "file a");
        told("hall", null, SourceSignal.PAUSE, START.plusSeconds(1), NOW.minusSeconds(1), "");

        KilledRuns killed = among(Map.of(A, "file a", CAMERA, ""));

        assertThat(killed.unfinished()).isEmpty();
        assertThat(killed.ended()).containsExactly(A);
    }

    @Test
    void aFileIsNotPlayedAgainEitherWhenTheCameraIsKilledAgain() {
        told("a", null, SourceSignal.END, START, NOW.minusSeconds(40), "file a");
        told("hall", null, SourceSignal.BEGIN, START.plusSeconds(1), NOW.minusSeconds(30), "");
        told("hall", null, SourceSignal.BEGIN, NOW.minusSeconds(20), NOW.minusSeconds(1), "");

        assertThat(among(Map.of(A, "file a", CAMERA, "")).ended()).containsExactly(A);
    }

    @Test
    void aFileBeginsAnewWhenTheCameraWasStoppedInTheEnd() {
        told("a", null, SourceSignal.END, START, NOW.minusSeconds(40), "file a");
        told("hall", null, SourceSignal.BEGIN, START.plusSeconds(1), NOW.minusSeconds(30), "");
        told("hall", null, SourceSignal.END, NOW.minusSeconds(20), NOW.minusSeconds(1), "");

        assertThat(among(Map.of(A, "file a", CAMERA, ""))).isEqualTo(KilledRuns.none());
    }

    @Test
    void onlyTheLatestRunOfAFileCounts() {
        told("a", null, SourceSignal.BEGIN, START, NOW.minusSeconds(40), "file a");
        told("a", null, SourceSignal.END, START.plusSeconds(30), NOW.minusSeconds(1), "file a");

        assertThat(among(Map.of(A, "file a"))).isEqualTo(KilledRuns.none());
    }

    @Test
    void aFileThatHadEndedBeforeAnotherIngestWasKilledBeginsAnew() {
        told("a", null, SourceSignal.END, START.minusSeconds(600), NOW.minusSeconds(400), "file a");
        told("b", "u-2", SourceSignal.BEGIN, START, NOW.minusSeconds(1), "file b");
        told("hall", null, SourceSignal.BEGIN, START, NOW.minusSeconds(1), "");

        KilledRuns killed = among(Map.of(A, "file a", B, "file b", CAMERA, ""));

        assertThat(killed.unfinished()).containsOnlyKeys(B);
        assertThat(killed.ended()).isEmpty();
    }

    private KilledRuns among(Map<SourceSpec, String> places) {
        return KilledRuns.among(told, places, "demo", NOW);
    }

    private SourceStatus told(
            String source, @Nullable String user, SourceSignal signal, Instant started, Instant at, String place) {
        SourceStatus status = new SourceStatus(
                "demo", source, user, "0011", at, signal, started, at, 14L, 12L, 12L, 0L, Map.of(), Map.of(), place);
        told.add(status);
        return status;
    }
}
