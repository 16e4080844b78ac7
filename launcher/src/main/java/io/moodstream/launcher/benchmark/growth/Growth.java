package io.moodstream.launcher.benchmark.growth;

import io.moodstream.broker.BrokerDataDir;
import io.moodstream.broker.Ports;
import io.moodstream.kit.Settings;
import io.moodstream.kit.Stage;
import io.moodstream.launcher.benchmark.ProcessMemory;
import io.moodstream.launcher.broker.BrokerProcess;
import io.moodstream.launcher.cli.StageRunner;
import io.moodstream.launcher.demo.DemoStages;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Measures one point in this process, with a broker of its own. */
final class Growth {
    private static final double MB = 1 << 20;
    private static final int UNDER_WAY = 256;
    private static final int WARM_UP = 1_000;
    private static final Duration STALLED = Duration.ofMinutes(2);

    private final GrowthPoint point;
    private final Settings given;
    private final double rate;
    private final long frames;

    /**
     * @param rate frames a second, the same for all points: stages commit by the clock, which costs less for each frame
     *     the more there are
     * @param frames how many are measured, at least one of each source
     */
    Growth(GrowthPoint point, Settings given, double rate, long frames) {
        this.point = point;
        this.given = given;
        this.rate = rate;
        this.frames = Math.max(frames, point.sources());
    }

    /**
     * What depends on the clock, and not on frames, waits until the end: a source of ten thousand sends so rarely that it
     * would be taken for dead.
     */
    static Settings withGrowthDefaults(Settings settings) {
        Map<String, String> defaults = new LinkedHashMap<>(Map.of(
                "CLASSIFIER_MODEL", "fast",
                "RECOMMENDER_SILENCE", "50m",
                "RECOMMENDER_LECTURE_END", "1h",
                "RECOMMENDER_RESUME", "10h"));
        defaults.keySet().removeIf(key -> settings.get(key).isPresent());
        return settings.with(defaults);
    }

    /**
     * Runs it.
     *
     * @throws IllegalStateException if no result comes for two minutes
     */
    GrowthFigures run(byte[] picture, BrokerDataDir folder) throws Exception {
        int port = Ports.free();
        Settings settings = given.with("STAGE_BOOTSTRAP", "localhost:" + port);
        Deque<DemoStages> running = new ArrayDeque<>();
        try (BrokerProcess broker = BrokerProcess.start(folder, port)) {
            List<List<Stage>> made = new ArrayList<>();
            for (int instance = 0; instance < point.instances(); instance++) {
                Path state = folder.state().resolve(Integer.toString(instance));
                made.add(DemoStages.make(settings.with("STAGE_STATE_DIR", state.toString())));
            }
            broker.awaitReady();
            StageRunner.createTopics(settings, topics());
            try {
                for (List<Stage> stages : made) {
                    running.push(DemoStages.start(stages));
                }
                return drive(picture, settings, broker, running, folder);
            } finally { // before the broker
                running.forEach(DemoStages::close);
            }
        }
    }

    private List<Topic<?, ?>> topics() {
        return Topics.ALL.stream()
                .<Topic<?, ?>>map(topic -> Topics.isOfSources(topic) ? topic.inPartitions(point.partitions()) : topic)
                .toList();
    }

    private GrowthFigures drive(
            byte[] picture, Settings settings, BrokerProcess broker, Deque<DemoStages> running, BrokerDataDir folder)
            throws Exception {
        long warmUp = Math.max(Math.min(WARM_UP, frames), point.sources());
        Duration eventTime = Duration.ofSeconds((warmUp + frames) / point.sources() + 1);
        try (AnswerTally answers = AnswerTally.open(settings);
                GrowthSources sources = new GrowthSources(point, picture, eventTime, settings)) {
            play(sources, answers, warmUp, running);
            Duration cpu = broker.cpu().plus(ProcessMemory.cpu());
            long begin = System.nanoTime();
            play(sources, answers, frames, running);
            double seconds = (System.nanoTime() - begin) / 1e9;
            double millis = broker.cpu().plus(ProcessMemory.cpu()).minus(cpu).toMillis();
            System.gc();
            return new GrowthFigures(
                    point,
                    frames,
                    frames / seconds,
                    millis / frames,
                    ProcessMemory.heap() / MB,
                    memory(ProcessHandle.current().pid()),
                    memory(broker.id()),
                    FolderSize.of(folder.state(), file -> true) / MB);
        }
    }

    /** Returns a process's resident memory; 0 where the system does not know. */
    private static double memory(long process) {
        return Objects.requireNonNullElse(ProcessMemory.status(process, "VmRSS"), 0L) / MB;
    }

    /** Publishes frames at the rate, or as fast as they are answered, and waits for all answers. */
    private void play(GrowthSources sources, AnswerTally answers, long count, Deque<DemoStages> running)
            throws InterruptedException {
        long begin = System.nanoTime();
        long heard = begin;
        long answered = 0;
        for (long published = 0; answered < count; ) {
            long due = Math.min(count, (long) ((System.nanoTime() - begin) / 1e9 * rate) + 1);
            while (published < Math.min(due, answered + UNDER_WAY)) {
                sources.publish();
                published++;
            }
            Thread.sleep(5);
            long more = answers.take().frames();
            answered += more;
            heard = more > 0 ? System.nanoTime() : heard;
            running.forEach(DemoStages::requireHealthy);
            if (System.nanoTime() - heard > STALLED.toNanos()) {
                throw new IllegalStateException("Only " + answered + " of " + count + " frames have a result");
            }
        }
    }
}
