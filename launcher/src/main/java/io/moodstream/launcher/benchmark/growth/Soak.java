package io.moodstream.launcher.benchmark.growth;

import io.moodstream.broker.BrokerDataDir;
import io.moodstream.broker.Ports;
import io.moodstream.ingest.sources.SourceSpec;
import io.moodstream.kit.Latencies;
import io.moodstream.kit.Settings;
import io.moodstream.kit.Stage;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.launcher.benchmark.BenchmarkPipeline;
import io.moodstream.launcher.benchmark.PictureFolders;
import io.moodstream.launcher.benchmark.SourceMix;
import io.moodstream.launcher.benchmark.Students;
import io.moodstream.launcher.broker.BrokerProcess;
import io.moodstream.launcher.cli.ShutdownSignals;
import io.moodstream.launcher.cli.StageRunner;
import io.moodstream.launcher.demo.DemoDashboard;
import io.moodstream.launcher.demo.DemoStages;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Runs the demo's pipeline with its dashboard under a steady load for a long time, and measures what it uses. Everything
 * that fills up by nature is small here, so that it is full when the warm-up is over: topics keep two minutes, ended
 * lectures are remembered for two minutes, and the dashboard holds half of the lectures there are.
 */
final class Soak {
    /** The default load, as a share of the most that the machine does. */
    static final double SHARE = 0.6;

    private static final Duration KEPT = Duration.ofMinutes(2);
    private static final String SEGMENT_MILLIS = "60000";

    /** Share of a log that has changed from which it is compacted: at the usual half, marks of old transactions pile up. */
    private static final String DIRTY = "0.01";

    /** The broker's heap is resident from the start: what its process gains later is outside it. */
    private static final List<String> WHOLE_HEAP = List.of("-Xms256m", "-XX:+AlwaysPreTouch");

    private static final int LECTURES = 3;
    private static final int SOURCES = 6;
    private static final int CAMERAS = 1;
    private static final int LISTENERS = 2;
    private static final int WARM_UP_PICTURES = 30;
    private static final int PROBE_SECONDS = 20;
    private static final double LEAST_RATE = 2.0 * LECTURES * CAMERAS;

    /**
     * How long.
     *
     * @param rate frames a second of all sources, or 0 for {@link #SHARE} of the most
     * @param length of the run with its warm-up
     * @param warmUp what is not judged
     * @param lecture length of a lecture
     * @param every time between two samples
     */
    record Plan(double rate, Duration length, Duration warmUp, Duration lecture, Duration every) {}

    private final Plan plan;
    private final Settings given;
    private final PrintWriter out;
    private final CountDownLatch stop = new CountDownLatch(1);

    Soak(Plan plan, Settings given, PrintWriter out) {
        this.plan = plan;
        this.given = given;
        this.out = out;
    }

    /** Returns the settings of a run, without those of its broker. */
    static Settings withSoakDefaults(Settings given) {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("DETECTOR_FORGET", "60s");
        defaults.put("RECOMMENDER_RESUME", KEPT.toSeconds() + "s");
        defaults.put("RECOMMENDER_CORRECTION", "60s");
        defaults.put("RECOMMENDER_FORGET", "60s");
        defaults.put("KAFKA_ROCKSDB_CONFIG_SETTER", SmallStores.class.getName());
        defaults.put("DASHBOARD_LECTURES", Integer.toString(SoakLectures.IDS * LECTURES / 2));
        defaults.put("DASHBOARD_STUDENTS", "100000");
        defaults.keySet().removeIf(key -> given.get(key).isPresent());
        return given.with(defaults);
    }

    /** Runs until the time is over, or the program is told to end, and returns what was measured until then. */
    SoakResult run(BrokerDataDir folder, SoakFile file) throws Exception {
        ShutdownSignals.onFirst(stop::countDown);
        PictureFolders pictures =
                PictureFolders.draw(folder.path(), Runtime.getRuntime().availableProcessors());
        int port = Ports.free();
        Settings settings = given.with(Map.of(
                "STAGE_BOOTSTRAP",
                "localhost:" + port,
                "STAGE_STATE_DIR",
                folder.state().toString()));
        try (BrokerProcess broker = BrokerProcess.start(folder, port, WHOLE_HEAP)) {
            List<Stage> made = DemoStages.make(settings);
            broker.awaitReady();
            StageRunner.createTopics(settings, topics());
            try (DemoDashboard dashboard = DemoDashboard.start(settings, true);
                    DemoStages stages = DemoStages.start(made)) {
                compactOften(settings);
                URI url = URI.create(dashboard.awaitUrl().orElseThrow());
                double rate = plan.rate() > 0
                        ? plan.rate()
                        : share(new BenchmarkPipeline(settings, broker, stages), pictures);
                return drive(load(rate), settings, url, pictures, new Parts(broker, stages, folder), file);
            }
        }
    }

    /** What runs beside the lectures. */
    private record Parts(BrokerProcess broker, DemoStages stages, BrokerDataDir folder) {
        void requireHealthy() {
            stages.requireHealthy();
            broker.requireHealthy();
        }
    }

    private static List<Topic<?, ?>> topics() {
        return Topics.ALL.stream()
                .<Topic<?, ?>>map(topic -> topic.retention().isNegative() ? topic : topic.keptFor(KEPT))
                .toList();
    }

    /** Lets Kafka compact what stages and Kafka itself remember every minute, and forget what was deleted. */
    private static void compactOften(Settings settings) {
        List<AlterConfigOp> often = Map.of(
                        "segment.ms",
                        SEGMENT_MILLIS,
                        "delete.retention.ms",
                        SEGMENT_MILLIS,
                        "min.cleanable.dirty.ratio",
                        DIRTY)
                .entrySet()
                .stream()
                .map(entry ->
                        new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        try (TopicAdmin admin = TopicAdmin.connect(settings.bind(StageConfig.class), settings)) {
            var all = new ListTopicsOptions().listInternal(true);
            admin.get(admin.admin()
                    .incrementalAlterConfigs(admin
                            .get(admin.admin().listTopics(all).names())
                            .stream()
                            .collect(Collectors.toMap(
                                    topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic), topic -> often)))
                    .all());
        }
    }

    /** Measures how many frames a second the machine does, and returns a share of it. */
    private double share(BenchmarkPipeline pipeline, PictureFolders pictures) throws Exception {
        SourceMix kind = SourceMix.WEBCAM;
        int sources = pictures.sources(kind);
        double rate = 0;
        for (int pass = 0; pass < 2; pass++) {
            String name = "probe-" + pass;
            int each = pass == 0 ? WARM_UP_PICTURES : (int) Math.max(1, rate * PROBE_SECONDS / sources);
            long frames = (long) sources * each;
            List<SourceSpec> specs = pictures.layOut(kind, name, each);
            long begin = System.nanoTime();
            pipeline.play(name, specs, "max", frames, new Latencies());
            rate = frames / ((System.nanoTime() - begin) / 1e9);
        }
        double share = Math.max(LEAST_RATE, Math.floor(SHARE * rate));
        say("The machine does %.0f frames/s; the load is %.0f", rate, share);
        return share;
    }

    private SoakLoad load(double rate) {
        return new SoakLoad(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Runtime.getRuntime().availableProcessors(),
                Math.max(LEAST_RATE, rate),
                LECTURES,
                SOURCES,
                CAMERAS,
                LISTENERS,
                (int) plan.lecture().toSeconds(),
                plan.warmUp().toSeconds());
    }

    private SoakResult drive(
            SoakLoad load, Settings settings, URI url, PictureFolders pictures, Parts parts, SoakFile file)
            throws Exception {
        file.write(load);
        List<SoakSample> samples = new ArrayList<>();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try (SoakLectures lectures =
                new SoakLectures(load, settings, url, client, pictures.students(), Students.ofTheSample())) {
            lectures.start();
            say(
                    "%d lectures at a time, each of %d s with %d webcams, %d browser(s) that send and %d live pages;"
                            + " %.0f frames/s in all; the first %s are warm-up",
                    load.lectures(),
                    load.lectureSeconds(),
                    load.sources(),
                    load.cameras(),
                    load.listeners(),
                    load.framesPerSecond(),
                    SoakResult.minutes(load.warmUpSeconds()));
            try (SoakMeter meter = new SoakMeter(settings, parts.broker(), parts.folder(), plan.length())) {
                sample(meter, parts, lectures, samples, file);
            }
            lectures.errors().forEach((kind, count) -> say("%d times, %s", count, kind));
        }
        return SoakResult.of(load, samples);
    }

    private void sample(SoakMeter meter, Parts parts, SoakLectures lectures, List<SoakSample> samples, SoakFile file)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long every = plan.every().toNanos();
        for (long number = 1; number * every <= plan.length().toNanos(); number++) {
            if (stop.await(begin + number * every - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return;
            }
            parts.requireHealthy();
            lectures.requireHealthy();
            SoakSample sample = meter.measure();
            samples.add(sample);
            file.write(sample);
            if (sample.values().containsKey(SoakMeasure.HEAP)) {
                say(sample, lectures);
            }
        }
    }

    private void say(SoakSample sample, SoakLectures lectures) {
        say(
                "%6.1f min: %s; %d lectures ended",
                sample.seconds() / 60,
                List.of(
                                SoakMeasure.HEAP,
                                SoakMeasure.RESIDENT,
                                SoakMeasure.THREADS,
                                SoakMeasure.STATE,
                                SoakMeasure.RATE,
                                SoakMeasure.P99)
                        .stream()
                        .filter(sample.values()::containsKey)
                        .map(measure -> measure.label() + " "
                                + measure.text(sample.values().getOrDefault(measure, 0.0)))
                        .collect(Collectors.joining(", ")),
                lectures.ended());
    }

    private void say(String line, Object... values) {
        out.println(String.format(Locale.ROOT, line, values));
        out.flush();
    }
}
