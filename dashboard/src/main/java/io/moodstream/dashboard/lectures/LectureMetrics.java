package io.moodstream.dashboard.lectures;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.moodstream.dashboard.progress.FrameCounts;
import io.moodstream.dashboard.progress.LectureState;
import io.moodstream.dashboard.progress.PipelineWatch;
import io.moodstream.kit.topics.PipelineStage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Gauges of what the pages say: the age of what waits in each lecture, its state, what became of its frames, and the lag
 * of each stage.
 */
public final class LectureMetrics {
    private final Lectures lectures;
    private final MultiGauge age;
    private final MultiGauge state;
    private final MultiGauge frames;
    private final MultiGauge unread;

    /** Registers the gauges; they have no values before {@link #update}. */
    public LectureMetrics(MeterRegistry registry, Lectures lectures) {
        this.lectures = lectures;
        this.age = MultiGauge.builder("moodstream.lecture.oldest.unanswered")
                .baseUnit("seconds")
                .description("Age of the oldest picture without a result, of each running lecture")
                .register(registry);
        this.state = MultiGauge.builder("moodstream.lecture.state")
                .description("1 for the state that a running lecture is in")
                .register(registry);
        this.frames = MultiGauge.builder("moodstream.lecture.frames")
                .description("Frames of a running lecture since its start, by what became of them")
                .register(registry);
        this.unread = MultiGauge.builder("moodstream.stage.lag")
                .baseUnit("records")
                .description("Records that a stage has not read of its input")
                .register(registry);
    }

    /** Sets the gauges to what is known now; lectures that no longer run lose theirs. */
    public void update() {
        PipelineWatch watch = lectures.watch();
        List<Row<?>> ages = new ArrayList<>();
        List<Row<?>> states = new ArrayList<>();
        List<Row<?>> counts = new ArrayList<>();
        for (Map.Entry<String, LectureState> entry : lectures.states().entrySet()) {
            LectureState now = entry.getValue();
            Tags lecture = Tags.of("lecture", entry.getKey());
            ages.add(Row.of(lecture, now.age() / 1000.0));
            states.add(Row.of(lecture.and("state", now.kind().name().toLowerCase(Locale.ROOT)), 1));
            lectures.frames(entry.getKey()).ifPresent(known -> counts.addAll(rows(lecture, known)));
        }
        age.register(ages, true);
        state.register(states, true);
        frames.register(counts, true);
        unread.register(
                Arrays.stream(PipelineStage.values())
                        .<Row<?>>mapMulti((stage, rows) -> watch.stages()
                                .unread(stage, watch.now())
                                .ifPresent(lag -> rows.accept(Row.of(Tags.of("reader", stage.toString()), lag))))
                        .toList(),
                true);
    }

    private static List<Row<?>> rows(Tags lecture, FrameCounts frames) {
        return List.of(
                Row.of(lecture.and("state", "published"), frames.published()),
                Row.of(lecture.and("state", "with_result"), frames.withResult()),
                Row.of(lecture.and("state", "dead_lettered"), frames.deadLettered()),
                Row.of(lecture.and("state", "lost"), frames.lost()),
                Row.of(lecture.and("state", "under_way"), frames.underWay()),
                Row.of(lecture.and("state", "dropped"), frames.dropped()));
    }
}
