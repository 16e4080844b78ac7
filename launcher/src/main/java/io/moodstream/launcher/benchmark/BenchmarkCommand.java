package io.moodstream.launcher.benchmark;

import io.moodstream.broker.BrokerDataDir;
import io.moodstream.ingest.sources.SourceSpec;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.launcher.cli.SettingsOptions;
import io.moodstream.launcher.demo.Demo;
import io.moodstream.launcher.demo.DemoCommand;
import io.moodstream.launcher.demo.DemoSummary;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the pipeline against a plain loop over the same frames. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        subcommands = {
            WebBenchmarkCommand.class,
            RecordingBenchmarkCommand.class,
            GalleryBenchmarkCommand.class,
            ClassifierBenchmarkCommand.class
        },
        description = {
            "Measure the pipeline against a plain loop that makes the same calls without Kafka.",
            "A source is played through the whole pipeline at full speed, then the same frames through the loop; both"
                    + " rates and their ratio are printed."
        })
public final class BenchmarkCommand implements Callable<Integer> {
    @Option(
            names = "--source",
            paramLabel = "PLACE",
            defaultValue = "sample",
            description = "A file to play (default: ${DEFAULT-VALUE})")
    private String source = "sample";

    @Option(
            names = "--copies",
            paramLabel = "N",
            defaultValue = "4",
            description = "Sources that play it at the same time (default: ${DEFAULT-VALUE})")
    private int copies;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws Exception {
        for (int round = 1; round <= rounds; round++) {
            String lecture = "benchmark-" + round;
            Settings settings = DemoCommand.withDemoDefaults(DemoCommand.asDemonstration(
                    options.settings().with(Map.of("INGEST_FPS", "max", "INGEST_LECTURE", lecture))));
            try (BrokerDataDir folder = BrokerDataDir.of(Optional.empty())) {
                PrintWriter out = spec.commandLine().getOut();
                new Demo(settings, lecture, copies(), true, false, out).run(folder, Optional.empty(), this::compare);
            }
        }
        return 0;
    }

    private List<SourceSpec> copies() {
        return IntStream.rangeClosed(1, copies)
                .mapToObj(copy -> SourceSpec.parse("copy-" + copy + "=" + source))
                .toList();
    }

    private void compare(Settings settings, DemoSummary pipeline) throws Exception {
        List<byte[]> images = frames(settings, pipeline.framesPublished());
        int threads = Runtime.getRuntime().availableProcessors();
        double loop;
        try (PlainLoop plain = new PlainLoop(settings)) {
            loop = plain.framesPerSecond(images, threads);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "pipeline %.2f frames/s, plain loop on %d threads %.2f frames/s, ratio %.2f%n",
                pipeline.framesPerSecond(),
                threads,
                loop,
                pipeline.framesPerSecond() / loop);
        out.flush();
    }

    private static List<byte[]> frames(Settings settings, long count) {
        List<byte[]> images = new ArrayList<>();
        try (TopicReader reader =
                TopicReader.open(settings.bind(StageConfig.class), settings, List.of(Topics.FRAMES), true)) {
            while (images.size() < count) {
                for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofSeconds(1))) {
                    Frame frame = Topics.FRAMES.values().deserializer().deserialize(record.topic(), record.value());
                    if (frame.getSignal() != null) {
                        continue;
                    }
                    byte[] image = new byte[frame.getImage().remaining()];
                    frame.getImage().duplicate().get(image);
                    images.add(image);
                }
            }
        }
        return images;
    }
}
