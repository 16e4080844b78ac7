package io.moodstream.launcher.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moodstream.schemas.Counting;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceBox;
import io.moodstream.schemas.FaceEmotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.SourceSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunComparerTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final FaceEmotion HAPPY = face(0.1f, Emotion.happy, true);
    private static final FaceEmotion SAD = face(0.1f, Emotion.sad, true);
    private static final FaceEmotion UNREADABLE = face(0.1f, Emotion.fear, false);

    @Test
    void findsNothingBetweenARunAndItself() {
        ComparedRun run = run(frame(0, HAPPY), frame(1, SAD));
        RunComparison comparison = compare(run, run);
        assertThat(comparison.framesEqual()).isEqualTo(2);
        assertThat(comparison.agreement()).isEqualTo(1.0);
        assertThat(comparison.kappa()).isEqualTo(1.0);
        assertThat(comparison.windows())
                .allSatisfy(window -> assertThat(window.difference()).isZero());
    }

    @Test
    void knowsAFrameAgainWhoseTimesWereShifted() {
        RunComparison comparison = compare(run(frame(0, HAPPY)), run(frame(0, 3_600, HAPPY)));
        assertThat(comparison.framesInBoth()).isEqualTo(1);
    }

    @Test
    void matchesTheSecondRoundOfASourceWithTheSecondRound() {
        ComparedRun a = run(frame(0, HAPPY), frame(0, SAD));
        assertThat(compare(a, a).framesInBoth()).isEqualTo(2);
        assertThat(compare(a, a).agreement()).isEqualTo(1.0);
    }

    @Test
    void matchesARestartedPublishersFramesByPositionWhateverTheRunsAreCalled() {
        ComparedRun live = run(of("a", 0, 0), of("a", 1, 1), of("b", 0, 10), of("b", 1, 11));
        ComparedRun replayWithoutOne = run(of("x-0", 0, 0), of("x-1", 0, 10), of("x-1", 1, 11));
        ComparedRun older = run(of("", 0, 0), of("", 1, 1), of("", 0, 10), of("", 1, 11));

        assertThat(compare(live, replayWithoutOne).framesInBoth()).isEqualTo(3);
        assertThat(compare(live, replayWithoutOne).framesEqual()).isEqualTo(3);
        assertThat(compare(live, older).framesEqual()).isEqualTo(4);
    }

    @Test
    void aSignalIsNoFrame() {
        FaceEmotions begin =
                FaceEmotions.newBuilder(frame(0)).setSignal(SourceSignal.BEGIN).build();

        assertThat(run(begin, frame(0, HAPPY)).frames()).hasSize(1);
        assertThat(run(begin).lectures()).isEmpty();
    }

    @Test
    void countsWhatOnlyOneHas() {
        FaceEmotion elsewhere = face(0.8f, Emotion.happy, true);
        ComparedRun a = run(frame(0, HAPPY), frame(1, HAPPY));
        ComparedRun b = run(frame(0, elsewhere));
        RunComparison comparison = compare(a, b);
        assertThat(comparison.a().framesOnly()).isEqualTo(1);
        assertThat(comparison.a().facesOnly()).isEqualTo(1);
        assertThat(comparison.b().facesOnly()).isEqualTo(1);
        assertThat(comparison.agreement()).isNull();
    }

    @Test
    void leavesOutWhatOneOfThemDoesNotCallReadable() {
        RunComparison comparison = compare(run(frame(0, UNREADABLE)), run(frame(0, SAD)));
        assertThat(comparison.facesInBoth()).isEqualTo(1);
        assertThat(comparison.readableInBoth()).isZero();
    }

    @Test
    void saysAgreementPerExpressionAndBeyondChance() {
        // Cohen's table of four: both happy 2, both sad 1, happy then sad 1.
        ComparedRun a = run(frame(0, HAPPY), frame(1, HAPPY), frame(2, SAD), frame(3, HAPPY));
        ComparedRun b = run(frame(0, HAPPY), frame(1, HAPPY), frame(2, SAD), frame(3, SAD));
        RunComparison comparison = compare(a, b);
        assertThat(comparison.agreement()).isEqualTo(0.75);
        assertThat(comparison.kappa()).isCloseTo(0.5, within(1e-12));
        assertThat(comparison.emotions().get(Emotion.happy)).isEqualTo(new RunComparison.PerEmotion(3, 2, 2, 2 / 3.0));
        assertThat(comparison.table().get(Emotion.happy)).containsEntry(Emotion.sad, 1L);
    }

    @Test
    void putsTheWindowThatDiffersMostFirst() {
        ComparedRun a = run(frame(0, HAPPY), frame(10, HAPPY), frame(70, HAPPY));
        ComparedRun b = run(frame(0, HAPPY), frame(10, SAD), frame(70, HAPPY));
        RunComparison comparison = compare(a, b);
        RunComparison.Span first = comparison.windows().get(0);
        assertThat(first.fromSeconds()).isEqualTo(10);
        assertThat(first.difference()).isEqualTo(1.0);
        assertThat(comparison.minutes())
                .extracting(RunComparison.Span::agreement)
                .containsExactly(0.5, 1.0);
    }

    private static RunComparison compare(ComparedRun a, ComparedRun b) {
        return RunComparer.compare("a", a, "b", b, Duration.ofSeconds(10));
    }

    private static ComparedRun run(FaceEmotions... frames) {
        ComparedRun run = new ComparedRun();
        Arrays.stream(frames).forEach(run::add);
        return run;
    }

    /** A frame of a run, with as many faces as its second says. */
    private static FaceEmotions of(String run, long sequence, int second) {
        FaceEmotion[] faces = new FaceEmotion[second];
        Arrays.fill(faces, HAPPY);
        return FaceEmotions.newBuilder(frame(sequence, second, faces))
                .setRun(run)
                .build();
    }

    private static FaceEmotions frame(long second, FaceEmotion... faces) {
        return frame(second, second, faces);
    }

    private static FaceEmotions frame(long sequence, long second, FaceEmotion... faces) {
        return new FaceEmotions(
                "l",
                "cam",
                null,
                sequence,
                AT.plusSeconds(second),
                "model",
                Arrays.asList(faces),
                "detector",
                "",
                null,
                Counting.ALL,
                null,
                null,
                false);
    }

    private static FaceEmotion face(float x, Emotion emotion, boolean readable) {
        return new FaceEmotion(
                1L, new FaceBox(x, 0.1f, 0.1f, 0.2f), List.of(0f, 0f, 0f, 0f, 0f, 0f, 1f), emotion, 0.9f, readable);
    }
}
