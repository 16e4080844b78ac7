package io.moodstream.launcher.stages;

import io.moodstream.ingest.Ingest;
import io.moodstream.ingest.IngestConfig;
import io.moodstream.ingest.publish.PublishListener;
import io.moodstream.ingest.publish.SourceStatistics;
import io.moodstream.ingest.sources.SourceSpec;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageMetrics;
import io.moodstream.launcher.access.Part;
import io.moodstream.launcher.cli.CommandFailedException;
import io.moodstream.launcher.cli.CommandLineSecrets;
import io.moodstream.launcher.cli.ConfiguredBy;
import io.moodstream.launcher.cli.SettingsOptions;
import io.moodstream.launcher.cli.ShutdownSignals;
import io.moodstream.launcher.cli.StageRunner;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Publishes the frames of sources. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Publish frames of cameras, streams, videos or folders (topic frames) until they end or Ctrl-C.")
@ConfiguredBy(
        value = {IngestConfig.class, StageConfig.class},
        streams = false)
public final class IngestCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(IngestCommand.class);

    @Option(
            names = "--source",
            paramLabel = "[NAME[@USER]=]PLACE",
            description = "A source, instead of --sources; repeatable, and its place may contain blanks")
    private List<String> source = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws Exception {
        Settings settings = options.settings();
        CommandLineSecrets.requireNone(source);
        settings.check(List.of(StageConfig.class, IngestConfig.class));
        IngestConfig config = settings.bind(IngestConfig.class);
        List<SourceSpec> specs = source.isEmpty()
                ? SourceSpec.parseAll(config.sources())
                : source.stream().map(SourceSpec::parse).toList();
        if (specs.isEmpty()) {
            throw new ConfigurationException(
                    "No source: give --source, or INGEST_SOURCES in the environment, such as camera:0 or sample");
        }
        Ingest.check(specs); // before Kafka, which may be waited for for minutes
        StageRunner.awaitTopics(settings, Part.INGEST);
        PrintWriter out = spec.commandLine().getOut();
        try (StageMetrics metrics = StageMetrics.of(Ingest.NAME, settings);
                Ingest ingest = Ingest.start(config, options.stage(), settings, specs, PublishListener.NONE, metrics)) {
            ShutdownSignals.onFirst(ingest::stop);
            LOG.info(
                    "Publishing lecture {}: {}",
                    config.lecture(),
                    specs.stream().map(SourceSpec::sourceId).collect(Collectors.joining(", ")));
            try {
                ingest.awaitEnd();
                requireReadable(ingest.statistics());
            } finally {
                ingest.statistics().forEach((name, frames) -> out.println(SourceLine.of(name, frames)));
                out.flush();
            }
        }
        return 0;
    }

    /** Throws if a source had nothing but pictures that are known to become dead letters. */
    private static void requireReadable(Map<String, SourceStatistics> sources) {
        List<String> unreadable = sources.entrySet().stream()
                .filter(source -> source.getValue().published() > 0)
                .filter(source -> source.getValue().broken() + source.getValue().deadLettered()
                        == source.getValue().published())
                .map(Map.Entry::getKey)
                .toList();
        if (!unreadable.isEmpty()) {
            throw new CommandFailedException("No picture of " + String.join(", ", unreadable)
                    + " can be processed; `moodstream tail dead-letters --from-beginning` says why");
        }
    }
}
