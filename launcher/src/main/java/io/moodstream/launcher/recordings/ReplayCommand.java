package io.moodstream.launcher.recordings;

import io.moodstream.ingest.replay.Replay;
import io.moodstream.ingest.replay.ReplayPlan;
import io.moodstream.ingest.replay.ReplaySpeed;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.launcher.access.Part;
import io.moodstream.launcher.cli.ConfiguredBy;
import io.moodstream.launcher.cli.ProgressLine;
import io.moodstream.launcher.cli.SettingsOptions;
import io.moodstream.launcher.cli.ShutdownSignals;
import io.moodstream.launcher.cli.StageRunner;
import io.moodstream.schemas.Keys;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes a recording again. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Publish a recording's frames as they were recorded, with their numbers, capture times and signals.",
            "At any speed the pipeline then gives what it gave the first time. At most 1000 frames are under way at a"
                    + " time, and the command ends when every frame has its result."
        })
@ConfiguredBy(
        value = StageConfig.class,
        only = {"STAGE_BOOTSTRAP", "STAGE_KAFKA_FILE", "STAGE_REPLICATION"})
public final class ReplayCommand implements Callable<Integer> {
    private static final int MOST_COPIES = 10_000;

    @Parameters(paramLabel = "FILE", description = "A recording made by `moodstream record`")
    private Path file = Path.of("");

    @Option(
            names = "--speed",
            paramLabel = "X",
            description = "1 as it was (default), 2 twice as fast, any number above 0, or max")
    private String speed = "1";

    @Option(names = "--as", paramLabel = "LECTURE", description = "Publish under this lecture id")
    private @Nullable String as;

    @Option(names = "--loop", paramLabel = "N", description = "Play it N times; times and numbers continue")
    private long loop = 1;

    @Option(
            names = "--shift-time",
            description = "Move all times so that it starts now; at speeds above 1, so that it ends now")
    private boolean shift;

    @Option(
            names = "--copies",
            paramLabel = "N",
            description = "Play N copies at the same time, as LECTURE-1 to LECTURE-N with users of their own")
    private int copies = 1;

    @Option(names = "--only", paramLabel = "LECTURE", description = "The lecture to replay from a file with several")
    private @Nullable String only;

    @Option(
            names = "--no-wait",
            description = "Publish without waiting for results; a fast replay may then fill the topic frames faster"
                    + " than the stages read it")
    private boolean withoutWaiting;

    @Option(names = "--force", description = "Replay even if the topics already hold records of that lecture")
    private boolean force;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SpanOptions part = new SpanOptions();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws Exception {
        ReplayPlan plan = plan();
        Settings settings = options.settings();
        StageRunner.prepareTopics(settings, Part.REPLAY);
        requireNew(plan, settings);
        plan.damages().forEach(damage -> say(file + ": " + damage.sentence() + "; the rest is replayed"));
        ReplayPlan timed = shift ? plan.startingNow(Instant.now()) : plan;
        long begin = System.nanoTime();
        try (Replay replay = Replay.open(timed, options.stage(), settings, !withoutWaiting)) {
            ShutdownSignals.onFirst(replay::stop);
            follow(replay, timed);
            double seconds = (System.nanoTime() - begin) / 1e9;
            say(String.format(
                    Locale.ROOT,
                    "%d frames of lecture %s published%s in %.1f s, %.1f frames/s",
                    replay.published(),
                    lectures(timed),
                    withoutWaiting ? "" : ", " + replay.answered() + " processed,",
                    seconds,
                    replay.published() / seconds));
        }
        return 0;
    }

    private ReplayPlan plan() {
        if (loop < 1) {
            throw new ConfigurationException("--loop=" + loop + ": expected 1 or more");
        }
        if (copies < 1 || copies > MOST_COPIES) {
            throw new ConfigurationException("--copies=" + copies + ": expected 1 to " + MOST_COPIES);
        }
        ReplaySpeed wanted = ReplaySpeed.of(speed);
        ReplayPlan plan = ReplayPlan.of(file, Optional.ofNullable(only), part.span());
        ReplayPlan named =
                (as == null ? plan : plan.as(as)).copies(copies).at(wanted).times(loop);
        List<String> wrong = named.lectures().stream()
                .filter(id -> !Keys.isName(id) || Keys.PHOTOS.equals(id))
                .limit(1)
                .toList();
        if (!wrong.isEmpty()) {
            throw new ConfigurationException((as == null ? "Lecture " : "--as=") + wrong.get(0) + ": expected "
                    + Keys.NAME_RULE + ", and not " + Keys.PHOTOS);
        }
        if (!shift && named.isAheadOfClock(Instant.now())) {
            throw new ConfigurationException(
                    "It would continue until " + named.end()
                            + ", ahead of the clock, where the pipeline refuses frames; --shift-time lets it begin so much earlier");
        }
        return named;
    }

    private void requireNew(ReplayPlan plan, Settings settings) {
        if (force) {
            return;
        }
        Map<String, String> held = ExistingLectures.among(Set.copyOf(plan.lectures()), options.stage(), settings);
        held.forEach((lecture, topic) -> {
            throw new ConfigurationException("The topic " + topic + " already holds records of lecture " + lecture
                    + ", with which the replay's would mix; --as replays it under another id, --force does it all the"
                    + " same");
        });
    }

    private void follow(Replay replay, ReplayPlan plan) throws Exception {
        CompletableFuture<Void> run = CompletableFuture.runAsync(() -> {
            try {
                replay.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try (ProgressLine progress = new ProgressLine(Duration.ofSeconds(10))) {
            while (true) {
                try {
                    run.get(200, TimeUnit.MILLISECONDS);
                    return;
                } catch (TimeoutException e) {
                    progress.show(() -> line(replay, plan));
                }
            }
        } catch (java.util.concurrent.ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private String line(Replay replay, ReplayPlan plan) {
        long all = plan.frames() * plan.loops() * plan.lectures().size();
        return String.format(
                Locale.ROOT,
                "frames: %d of %d published, %s%s",
                replay.published(),
                all,
                withoutWaiting ? "results not read" : replay.answered() + " processed",
                replay.reached().map(at -> "; event time " + at).orElse(""));
    }

    private static String lectures(ReplayPlan plan) {
        List<String> ids = plan.lectures();
        return ids.size() == 1 ? ids.get(0) : ids.get(0) + " to " + ids.get(ids.size() - 1);
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
