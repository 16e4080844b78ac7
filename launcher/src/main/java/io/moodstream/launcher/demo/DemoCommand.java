package io.moodstream.launcher.demo;

import io.moodstream.broker.BrokerDataDir;
import io.moodstream.classifier.deployment.DeploymentConfig;
import io.moodstream.ingest.Ingest;
import io.moodstream.ingest.sources.SourceSpec;
import io.moodstream.kit.MachineFaults;
import io.moodstream.kit.Settings;
import io.moodstream.launcher.cli.CommandLineSecrets;
import io.moodstream.launcher.cli.ConfiguredBy;
import io.moodstream.launcher.cli.SettingsOptions;
import io.moodstream.launcher.stages.DashboardPort;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the whole pipeline in one process. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Run the whole pipeline on a Kafka broker of its own: frames in, lecture moods and recommendations out.",
            "Without --exit and --source the bundled class plays round and round.",
            "The first Ctrl-C stops the sources and finishes what is under way, the second stops at once."
        })
@ConfiguredBy(DeploymentConfig.class)
public final class DemoCommand implements Callable<Integer> {
    private static final DateTimeFormatter NOW = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    @Option(
            names = "--source",
            paramLabel = "[NAME[@USER]=]PLACE",
            description =
                    "What to publish: a folder of pictures, a picture, a video, a recording, an rtsp:// or http:// address, "
                            + "camera:0, or sample, the bundled class (default); repeatable. With @USER, a pseudonym, the "
                            + "source is that person's webcam and gets recommendations.")
    private List<String> sources = new ArrayList<>();

    @Option(names = "--lecture", paramLabel = "ID", description = "The lecture's id (default: demo and the time)")
    private String lecture = "demo-" + NOW.format(LocalDateTime.now());

    @Option(
            names = "--fps",
            paramLabel = "N",
            description =
                    "Pictures a second of each source (default: its own pace); max plays files as fast as it goes")
    private @Nullable String fps;

    @Option(names = "--exit", description = "End when every source has ended and every frame is accounted for")
    private boolean exit;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write each output topic as JSON lines, and summary.json")
    private @Nullable Path out;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep the broker's data there (default: a temporary folder)")
    private @Nullable Path data;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The dashboard's port; 0 takes a free one (default: 8080, or a free one where that is taken)")
    private @Nullable String port;

    @Option(names = "--no-web", description = "Leave the dashboard out")
    private boolean withoutWeb;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws Exception {
        Settings settings = settings();
        check(settings);
        MachineFaults.requireTemporaryFolder();
        Optional<String> replaced = Optional.ofNullable(out).flatMap(OutputFiles::check);
        List<String> places = places(settings);
        List<SourceSpec> specs = (places.isEmpty() ? List.of("sample") : places)
                .stream().map(SourceSpec::parse).toList();
        Ingest.check(specs);
        PrintWriter terminal = spec.commandLine().getOut();
        replaced.ifPresent(terminal::println);
        if (!withoutWeb) {
            settings = DashboardPort.orAnother(settings, line -> {
                if (!exit) { // then nobody is told where it is
                    terminal.println(line);
                    terminal.flush();
                }
            });
        }
        try (BrokerDataDir folder = BrokerDataDir.of(Optional.ofNullable(data))) {
            Demo demo = new Demo(settings, lecture, specs, exit, !withoutWeb, isPurposeAssumed(settings), terminal);
            return demo.run(folder, Optional.ofNullable(out), (own, summary) -> {});
        }
    }

    /** Returns what --source names, or else INGEST_SOURCES in the environment, where addresses may hold passwords. */
    private List<String> places(Settings given) {
        return sources.isEmpty()
                ? given.get("INGEST_SOURCES").map(SourceSpec::split).orElse(List.of())
                : sources;
    }

    /** The demo's own defaults, then what the user set, then this command's flags. */
    Settings settings() {
        Map<String, String> flags = new LinkedHashMap<>();
        flags.put("INGEST_LECTURE", lecture);
        if (fps != null) {
            flags.put("INGEST_FPS", fps);
        }
        if (port != null) {
            flags.put(DashboardPort.KEY, port);
        }
        CommandLineSecrets.requireNone(sources);
        Settings given = options.settings().with(flags);
        Settings own = showsNobodyElse(given) ? asDemonstration(given) : given;
        return withDemoDefaults(isEndless(own) ? own.with("INGEST_LOOP", "true") : own);
    }

    /** The bundled class is made up, and without a token only this machine can send more. */
    private boolean showsNobodyElse(Settings given) {
        return places(given).stream().allMatch(source -> source.equals("sample") || source.endsWith("=sample"))
                && given.get("DASHBOARD_TEACHER_TOKEN").isEmpty()
                && given.get("DASHBOARD_TEACHER_TOKEN_FILE").isEmpty();
    }

    private boolean isPurposeAssumed(Settings settings) {
        return settings.get("DEPLOYMENT_PURPOSE").isPresent()
                && options.settings().get("DEPLOYMENT_PURPOSE").isEmpty();
    }

    /** Returns the settings of a run that shows or measures moodstream itself, unless they state another purpose. */
    public static Settings asDemonstration(Settings given) {
        return given.get("DEPLOYMENT_PURPOSE").isPresent() ? given : given.with("DEPLOYMENT_PURPOSE", "demonstration");
    }

    /** Whoever comes to look should find a class that is live. */
    private boolean isEndless(Settings given) {
        return !exit && places(given).isEmpty() && given.get("INGEST_LOOP").isEmpty() && !isAtFullSpeed(given);
    }

    private static boolean isAtFullSpeed(Settings given) {
        return given.get("INGEST_FPS").filter("max"::equals).isPresent();
    }

    /** Checks the settings of everything that the demo runs, so that all faults are reported at once. */
    public static void check(Settings settings) {
        settings.check(SettingsOptions.RECORDS);
    }

    /**
     * Everything runs in one process here, so no takeover has to be waited for: silence is short, and transactions may take
     * long, which they do on a machine that is busy with something else. At full speed latency is no aim, and fewer, larger
     * transactions leave the cores to the stages. Nothing of a demo serves the network unless it is told to.
     */
    public static Settings withDemoDefaults(Settings given) {
        Map<String, String> defaults = new LinkedHashMap<>(
                Map.of("RECOMMENDER_SILENCE", "8s", "RECOMMENDER_LECTURE_END", "10s", "METRICS_HOST", "127.0.0.1"));
        defaults.put("STAGE_TRANSACTION_TIMEOUT", "1m");
        if (isAtFullSpeed(given)) {
            defaults.put("STAGE_COMMIT_INTERVAL", "500ms");
        }
        defaults.keySet().removeIf(key -> given.get(key).isPresent());
        return given.with(defaults);
    }
}
