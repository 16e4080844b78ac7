package io.moodstream.ingest;

import io.moodstream.ingest.publish.Backoff;
import io.moodstream.ingest.publish.EventTimeAligner;
import io.moodstream.ingest.publish.FilePlayer;
import io.moodstream.ingest.publish.FramePublisher;
import io.moodstream.ingest.publish.LivePlayer;
import io.moodstream.ingest.publish.Player;
import io.moodstream.ingest.publish.PublishListener;
import io.moodstream.ingest.publish.PublishTally;
import io.moodstream.ingest.publish.SourceIdentity;
import io.moodstream.ingest.publish.SourceStatistics;
import io.moodstream.ingest.publish.StartPoint;
import io.moodstream.ingest.publish.Timing;
import io.moodstream.ingest.replay.PublishGate;
import io.moodstream.ingest.replay.RecordingPlayer;
import io.moodstream.ingest.replay.ReplayPlan;
import io.moodstream.ingest.replay.ReplayPublisher;
import io.moodstream.ingest.replay.ReplaySpeed;
import io.moodstream.ingest.sources.FileFingerprint;
import io.moodstream.ingest.sources.FrameSource;
import io.moodstream.ingest.sources.SourceSpec;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageFailedException;
import io.moodstream.kit.StageMetrics;
import io.moodstream.kit.UsesKafka;
import io.moodstream.kit.topics.SourceRun;
import io.moodstream.kit.topics.SourceRuns;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.SourceStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays sources, each on a thread of its own, all with one producer. The topics must exist. A file that cannot be read
 * ends there, and the others go on; what goes wrong with Kafka stops all. {@link #awaitEnd} throws either in the end.
 */
@UsesKafka
public final class Ingest implements AutoCloseable {
    /** The name of the module and of the metrics tag. */
    public static final String NAME = "ingest-producer";

    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final IngestConfig config;
    private final Producer<byte[], byte[]> producer;
    private final SourceRuns runs;
    private final PublishTally tally;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Timing timing = Timing.wallClock(stop);
    private final CountDownLatch playing;
    private final Set<String> keys = new LinkedHashSet<>();
    private final List<Player> players = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<@Nullable StageFailedException> failure = new AtomicReference<>();
    private final Map<String, IOException> brokenSources = Collections.synchronizedMap(new LinkedHashMap<>());

    private Ingest(IngestConfig config, Producer<byte[], byte[]> producer, PublishTally tally, int sources) {
        this.config = config;
        this.producer = producer;
        this.runs = SourceRuns.start(producer);
        this.tally = tally;
        this.playing = new CountDownLatch(sources);
    }

    /**
     * Opens all sources, then starts to play them. A file that cannot be opened ends there, and a camera or stream is
     * opened again until it is there, as long as there is another source.
     *
     * @param specs what to play, at least one
     * @param listener is called for every frame
     * @param metrics counts the frames; stays open
     * @throws ConfigurationException if there is no source, two have one id, a folder cannot be read, or no file can;
     *     nothing has been published then
     * @throws StageFailedException if no source can be opened, and a camera or stream is among them
     */
    public static Ingest start(
            IngestConfig config,
            StageConfig stage,
            Settings settings,
            List<SourceSpec> specs,
            PublishListener listener,
            StageMetrics metrics) {
        SourceSpec.requireDistinct(specs);
        SourceSpec.sharedUsers(specs).forEach(sentence -> LOG.warn("{}", sentence));
        if (specs.isEmpty()) {
            throw new ConfigurationException("INGEST_SOURCES: nothing to publish; expected [SOURCE[@USER]=]PLACE");
        }
        Map<SourceSpec, IOException> broken = new LinkedHashMap<>();
        Recordings recordings = Recordings.among(specs, config, broken);
        Map<SourceSpec, FrameSource> sources = OpenSources.open(
                recordings.others(Recordings.without(broken, specs)),
                !recordings.plans().isEmpty(),
                config.sourceOptions(),
                broken);
        KilledRuns killed = KilledRuns.read(config, stage, settings, sources);
        killed.ended().forEach(spec -> closePlayed(spec, Objects.requireNonNull(sources.remove(spec))));
        Ingest ingest = play(
                config,
                FramePublisher.producer(stage, settings),
                sources,
                recordings,
                killed.unfinished(),
                new PublishTally(metrics, listener));
        broken.forEach((spec, fault) -> ingest.failSource(spec.key(config.lecture()), fault));
        return ingest;
    }

    /**
     * Plays opened sources.
     *
     * @param unfinished the last status of runs of files that go on
     */
    static Ingest play(
            IngestConfig config,
            Producer<byte[], byte[]> producer,
            Map<SourceSpec, FrameSource> sources,
            Map<SourceSpec, SourceStatus> unfinished,
            PublishTally tally) {
        return play(config, producer, sources, new Recordings(Map.of()), unfinished, tally);
    }

    private static Ingest play(
            IngestConfig config,
            Producer<byte[], byte[]> producer,
            Map<SourceSpec, FrameSource> sources,
            Recordings recordings,
            Map<SourceSpec, SourceStatus> unfinished,
            PublishTally tally) {
        Ingest ingest = new Ingest(
                config, producer, tally, sources.size() + recordings.plans().size());
        Instant begin = ingest.timing.now();
        Instant start = start(config, begin, Stream.concat(recordings.lengths(), lengths(sources)));
        Map<SourceSpec, StartPoint> from = new HashMap<>();
        sources.keySet().forEach(spec -> from.put(spec, StartPoint.beginning(start)));
        unfinished.forEach((spec, status) -> from.put(spec, StartPoint.after(status)));
        EventTimeAligner aligner = ingest.aligner(sources, from, recordings, start);
        sources.forEach((spec, source) -> {
            SourceRun run = ingest.run(spec, source, unfinished.get(spec));
            ingest.add(spec, source, run, aligner, begin, Objects.requireNonNull(from.get(spec)));
        });
        recordings.plans().forEach((spec, plan) -> ingest.add(spec, plan, aligner, begin, start));
        ingest.threads.forEach(Thread::start);
        return ingest;
    }

    /**
     * Checks what can be known of sources before Kafka is there: that their ids differ, and their files and folders exist.
     *
     * @throws ConfigurationException naming the ids, or all sources whose file or folder is missing
     */
    public static void check(List<SourceSpec> specs) {
        SourceSpec.requireDistinct(specs);
        List<String> faults = specs.stream()
                .flatMap(spec -> spec.place().missing().stream().map(fault -> fault(spec, fault)))
                .toList();
        if (!faults.isEmpty()) {
            throw new ConfigurationException(faults);
        }
    }

    /** Returns a sentence that names the source. */
    static String fault(SourceSpec spec, String fault) {
        return "Source " + spec.sourceId() + ": " + fault;
    }

    private static void closePlayed(SourceSpec spec, FrameSource source) {
        LOG.info("{} has been played to its end by an ingest that was killed later; it is not played again", spec);
        source.close();
    }

    /**
     * Returns the start that is set; otherwise whole ten seconds, where windows begin, and never ahead of the clock.
     */
    private static Instant start(IngestConfig config, Instant begin, Stream<Duration> lengths) {
        Duration longest = lengths.max(Duration::compareTo).orElse(Duration.ZERO);
        Instant latest = config.pace().max() ? begin.minus(longest) : begin;
        return config.startsAt()
                .orElseGet(() -> Instant.ofEpochSecond(10 * Math.floorDiv(latest.getEpochSecond(), 10L)));
    }

    private static Stream<Duration> lengths(Map<SourceSpec, FrameSource> sources) {
        return sources.values().stream().flatMap(source -> source.length().stream());
    }

    private EventTimeAligner aligner(
            Map<SourceSpec, FrameSource> sources,
            Map<SourceSpec, StartPoint> from,
            Recordings recordings,
            Instant start) {
        Map<String, Instant> together = new HashMap<>();
        if (config.pace().max()) {
            sources.forEach((spec, source) -> {
                if (!source.live()) {
                    together.put(
                            spec.key(config.lecture()),
                            Objects.requireNonNull(from.get(spec)).reached());
                }
            });
            recordings.plans().keySet().forEach(spec -> together.put(spec.key(config.lecture()), start));
        }
        return new EventTimeAligner(together);
    }

    /** Returns a new run, or the one with this status if there is one. */
    private SourceRun run(SourceSpec spec, FrameSource source, @Nullable SourceStatus unfinished) {
        SourceRun run = runs.add(
                config.lecture(),
                spec.sourceId(),
                spec.userId().orElse(null),
                unfinished == null ? SourceRuns.newId() : unfinished.getRun(),
                FileFingerprint.of(spec.place(), source, config.sourceOptions()));
        if (unfinished != null) {
            run.continueFrom(unfinished);
            LOG.info(
                    "{} goes on at picture {}, where its frames ended when ingest was killed",
                    run.key(),
                    unfinished.getNextSequence());
        }
        return run;
    }

    private void add(
            SourceSpec spec,
            FrameSource source,
            SourceRun run,
            EventTimeAligner aligner,
            Instant begin,
            StartPoint from) {
        SourceIdentity identity = new SourceIdentity(config.lecture(), spec.sourceId(), spec.userId());
        String key = identity.key();
        FramePublisher publisher =
                new FramePublisher(producer, identity, run, config.inFlight(), tally, cause -> fail(key, cause));
        if (config.loop() && !source.live() && !config.pace().max()) {
            publisher.leavingOutWhile(tally::isBehind);
        }
        FilePlayer.Opener opener = () -> spec.place().open(config.sourceOptions());
        Backoff backoff = new Backoff(config.backoffMax(), new Random());
        Player player = source.live()
                ? new LivePlayer(
                        source,
                        opener,
                        publisher,
                        timing,
                        backoff,
                        config.pace().pauseAfter(),
                        tally,
                        cause -> fail(key, cause))
                : new FilePlayer(source, opener, config.pace(), config.loop(), publisher, timing, aligner, begin, from);
        keys.add(key);
        add(key, player, () -> List.of(publisher));
    }

    private void add(SourceSpec spec, ReplayPlan recorded, EventTimeAligner aligner, Instant begin, Instant start) {
        String name = spec.key(config.lecture());
        ReplayPublisher publisher =
                new ReplayPublisher(producer, runs, config.inFlight(), tally, this::fail, () -> false);
        ReplayPlan plan = recorded.as(config.lecture())
                .at(config.pace().max() ? ReplaySpeed.MAX : ReplaySpeed.ORIGINAL)
                .times(config.loop() ? Long.MAX_VALUE : 1)
                .startingAt(start);
        plan.sources().keySet().forEach(source -> keys.add(Keys.source(config.lecture(), source)));
        PublishGate gate = PublishGate.aligned(name, aligner);
        add(name, new RecordingPlayer(plan, timing, publisher, gate, begin), publisher::sources);
    }

    private void add(String name, Player player, Supplier<Collection<FramePublisher>> publishers) {
        players.add(player);
        threads.add(new Thread(() -> run(name, player, publishers), "ingest-" + name));
    }

    private void run(String name, Player player, Supplier<Collection<FramePublisher>> publishers) {
        try {
            boolean whole = playToEnd(name, player);
            for (FramePublisher publisher : publishers.get()) {
                if (failure.get() == null) { // or it goes on when ingest is started again
                    publisher.run().end();
                }
                awaitAcknowledged(publisher);
                if (whole && failure.get() == null) {
                    tally.ended(publisher.key(), publisher.published());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) { // an Error too: frames are missing then, and that must not look like the end
            fail(name, e);
        } finally {
            playing.countDown();
        }
    }

    /** Returns whether the source could be read to its end. */
    private boolean playToEnd(String name, Player player) throws InterruptedException {
        try {
            player.play();
            return true;
        } catch (IOException e) {
            failSource(name, e);
            return false;
        }
    }

    private void failSource(String source, IOException fault) {
        brokenSources.put(source, fault);
        tally.sourceFailed(source, String.valueOf(fault.getMessage()));
    }

    /** Waits for Kafka; after a stop at most as long as draining may take. */
    private void awaitAcknowledged(FramePublisher publisher) throws InterruptedException {
        while (failure.get() == null && !publisher.awaitAcknowledged(DRAIN)) {
            if (stop.getCount() == 0) {
                fail(
                        publisher.key(),
                        new IOException("Kafka did not accept all frames within " + DRAIN.toSeconds() + " s"));
            }
        }
    }

    private void fail(String source, Throwable cause) {
        StageFailedException failed = new StageFailedException("Ingest of " + source, cause);
        if (failure.compareAndSet(null, failed)) {
            tally.failed(source, String.valueOf(cause.getMessage()));
            letGo();
            threads.forEach(Thread::interrupt); // some may wait for room that will not come
        }
    }

    /**
     * Waits until every source has ended, or ingest was stopped, and Kafka has all that was published.
     *
     * @throws StageFailedException if a source or Kafka failed
     */
    public void awaitEnd() throws InterruptedException {
        playing.await();
        StageFailedException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        synchronized (brokenSources) {
            if (!brokenSources.isEmpty()) {
                throw new StageFailedException(
                        "Ingest of " + String.join(", ", brokenSources.keySet()),
                        brokenSources.values().iterator().next());
            }
        }
    }

    /** Returns whether {@link #awaitEnd} would return or throw at once. */
    public boolean hasEnded() {
        return playing.getCount() == 0;
    }

    /** Returns the keys of all sources, {@code lectureId/sourceId}, including those in recordings. */
    public Set<String> keys() {
        return Set.copyOf(keys);
    }

    /** Returns what became of each source by key, {@code lectureId/sourceId}. */
    public Map<String, SourceStatistics> statistics() {
        return tally.snapshot();
    }

    /** Stops capturing, publishes what is captured and waits for Kafka, at most about ten seconds. */
    public void stop() {
        letGo();
        try {
            if (!playing.await(DRAIN.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS)) {
                threads.forEach(Thread::interrupt);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void letGo() {
        stop.countDown();
        players.forEach(Player::stop);
    }

    /** Stops, unless it has stopped already, and closes the producer. */
    @Override
    public void close() {
        stop();
        runs.close();
        producer.close(failure.get() == null ? DRAIN : Duration.ZERO);
    }
}
