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
 * favours neither. Nothing of the pipeline runs beside the loop. Before anything counts, both have processed some
 * pictures of every kind, so that Java is warm and the first transactions are over.
 */
final class SpeedComparison {
    private static final int WARM_UP_PICTURES = 30;

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

    /** Runs the loop's first half, whose warm-up says how many pictures it takes. */
    private Trial begin(SourceMix kind, PlainLoop loop) throws Exception {
        int sources = pictures.sources(kind);
        List<SourceSpec> warmUp = pictures.layOut(kind, name(kind, "warm-up"), WARM_UP_PICTURES);
        double rate;
        try (OpenSources open = open(warmUp)) {
            rate = loop.run(open, (long) sources * WARM_UP_PICTURES).framesPerSecond();
        }
        int each = Math.max(2, (int) (rate * seconds / sources));
        List<SourceSpec> measured = pictures.layOut(kind, name(kind, ""), each);
        OpenSources open = open(measured);
        long frames = (long) sources * each;
        return new Trial(kind, warmUp, measured, frames, open, loop.run(open, frames / 2));
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
                    long pictures = (long) trial.measured.size() * WARM_UP_PICTURES;
                    pipeline.play(name(trial.kind, "warm-up"), trial.warmUp, "max", pictures, new Latencies());
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
        private final List<SourceSpec> measured;
        private final long frames;
        private final OpenSources open;
        private Side loop;
        private Side pipeline = new Side(0, 0, 0, 0);
        private Latency latency = new Latency(0, 0, 0);

        Trial(
                SourceMix kind,
                List<SourceSpec> warmUp,
                List<SourceSpec> measured,
                long frames,
                OpenSources open,
                Side loop) {
            this.kind = kind;
            this.warmUp = warmUp;
            this.measured = measured;
            this.frames = frames;
            this.open = open;
            this.loop = loop;
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
