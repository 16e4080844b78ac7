package io.moodstream.launcher.benchmark;

import io.moodstream.broker.BrokerDataDir;
import io.moodstream.broker.Ports;
import io.moodstream.ingest.IngestConfig;
import io.moodstream.ingest.sources.SourceSpec;
import io.moodstream.kit.Latencies;
import io.moodstream.kit.Settings;
import io.moodstream.kit.Stage;
import io.moodstream.launcher.benchmark.SpeedScores.Latency;
import io.moodstream.launcher.benchmark.SpeedScores.Run;
import io.moodstream.launcher.benchmark.SpeedScores.Side;
import io.moodstream.launcher.broker.BrokerProcess;
import io.moodstream.launcher.cli.StageRunner;
import io.moodstream.launcher.demo.DemoStages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Measures one model's pipeline between the two halves of the plain loop, so that a machine that grows slower or faster
 * favours neither. Nothing of the pipeline runs beside the loop. Before anything counts, both have processed pictures of
 * every kind for a quarter of that time at least, so that Java is warm and the first transactions are over.
 */
final class SpeedComparison {
    /** Of each source; what they take says how many pictures the rest of the run has. */
    private static final int FIRST_PICTURES = 30;

    /** The warm-up's share of the time that a side runs. */
    private static final double WARM_UP = 0.25;

    private final String model;
    private final Settings settings;
    private final PictureFolders pictures;
    private final int cores;
    private final int seconds;

    /**
     * @param seconds how long each side runs about
     */
    SpeedComparison(String model, Settings settings, PictureFolders pictures, int cores, int seconds) {
        this.model = model;
        this.settings = settings.with(Map.of("CLASSIFIER_MODEL", model, "INGEST_FPS", "max"));
        this.pictures = pictures;
        this.cores = cores;
        this.seconds = seconds;
    }

    /** Measures every kind. */
    List<Run> run(List<SourceMix> kinds) throws Exception {
        List<Trial> trials = new ArrayList<>();
        try (PlainLoop loop = new PlainLoop(settings, cores)) {
            for (SourceMix kind : kinds) {
                trials.add(begin(kind, loop));
            }
            playAll(trials);
            for (Trial trial : trials) {
                trial.loop = trial.loop.plus(loop.run(trial.open, trial.frames - trial.loop.frames()));
            }
        } finally {
            trials.forEach(trial -> trial.open.close());
        }
        return trials.stream().map(Trial::scores).toList();
    }

    /** Warms the loop up and runs its first half. */
    private Trial begin(SourceMix kind, PlainLoop loop) throws Exception {
        int sources = pictures.sources(kind);
        double rate = play(loop, pictures.layOut(kind, name(kind, "first"), FIRST_PICTURES), FIRST_PICTURES);
        int each = Math.max(2, (int) (rate * seconds / sources));
        int before = Math.max(FIRST_PICTURES, (int) (WARM_UP * each));
        List<SourceSpec> warmUp = pictures.layOut(kind, name(kind, "warm-up"), before);
        play(loop, warmUp, before);
        List<SourceSpec> measured = pictures.layOut(kind, name(kind, ""), each);
        OpenSources open = open(measured);
        return new Trial(kind, warmUp, before, measured, each, open, loop.run(open, (long) sources * each / 2));
    }

    /** Returns how many pictures a second the loop takes of the sources, which have so many each. */
    private double play(PlainLoop loop, List<SourceSpec> sources, int each) throws Exception {
        try (OpenSources open = open(sources)) {
            return loop.run(open, (long) sources.size() * each).framesPerSecond();
        }
    }

    private OpenSources open(List<SourceSpec> sources) throws Exception {
        return new OpenSources(sources, settings.bind(IngestConfig.class).sourceOptions());
    }

    private String name(SourceMix kind, String part) {
        return kind.label() + "-" + model + (part.isEmpty() ? "" : "-" + part);
    }

    private void playAll(List<Trial> trials) throws Exception {
        int port = Ports.free();
        try (BrokerDataDir folder = BrokerDataDir.of(Optional.empty());
                BrokerProcess broker = BrokerProcess.start(folder, port)) {
            Settings own = settings.with(Map.of(
                    "STAGE_BOOTSTRAP",
                    "localhost:" + port,
                    "STAGE_STATE_DIR",
                    folder.state().toString()));
            List<Stage> made = DemoStages.make(own);
            broker.awaitReady();
            StageRunner.createTopics(own);
            try (DemoStages stages = DemoStages.start(made)) {
                BenchmarkPipeline pipeline = new BenchmarkPipeline(own, broker, stages);
                for (Trial trial : trials) {
                    trial.warmUp(pipeline);
                }
                for (Trial trial : trials) {
                    trial.play(pipeline);
                }
            }
        }
    }

    /** One kind of sources. */
    private final class Trial {
        private final SourceMix kind;
        private final List<SourceSpec> warmUp;
        private final int warmUpEach;
        private final List<SourceSpec> measured;
        private final long frames;
        private final OpenSources open;
        private Side loop;
        private Side pipeline = new Side(0, 0, 0, 0);
        private Latency latency = new Latency(0, 0, 0);

        Trial(
                SourceMix kind,
                List<SourceSpec> warmUp,
                int warmUpEach,
                List<SourceSpec> measured,
                int each,
                OpenSources open,
                Side loop) {
            this.kind = kind;
            this.warmUp = warmUp;
            this.warmUpEach = warmUpEach;
            this.measured = measured;
            this.frames = (long) measured.size() * each;
            this.open = open;
            this.loop = loop;
        }

        void warmUp(BenchmarkPipeline running) throws Exception {
            long pictures = (long) warmUp.size() * warmUpEach;
            running.play(name(kind, "warm-up"), warmUp, "max", pictures, new Latencies());
        }

        /** Plays the sources at full speed, then some pictures at half of that speed. */
        void play(BenchmarkPipeline running) throws Exception {
            pipeline = running.play(name(kind, "full"), measured, "max", frames, new Latencies());
            int sources = measured.size();
            double half = pipeline.framesPerSecond() / 2;
            int each = Math.max(1, (int) (half * seconds / 2 / sources));
            List<SourceSpec> paced = pictures.layOut(kind, name(kind, "half"), each);
            Latencies latencies = new Latencies();
            String fps = String.format(Locale.ROOT, "%.3f", half / sources);
            running.play(name(kind, "half"), paced, fps, (long) sources * each, latencies);
            latency = new Latency(half, latencies.percentile(0.5), latencies.percentile(0.99));
        }

        Run scores() {
            return new Run(kind.label(), model, measured.size(), pipeline, loop, latency);
        }
    }
}
