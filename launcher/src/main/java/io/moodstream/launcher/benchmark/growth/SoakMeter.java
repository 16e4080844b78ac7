package io.moodstream.launcher.benchmark.growth;

import io.moodstream.broker.BrokerDataDir;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.topics.StageProgress;
import io.moodstream.launcher.benchmark.ProcessMemory;
import io.moodstream.launcher.broker.BrokerProcess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Measures a running pipeline in this process, with its broker in another one. Used by one thread. */
final class SoakMeter implements AutoCloseable {
    private static final double MB = 1 << 20;

    /** A collection stops all threads for some hundred milliseconds. */
    private static final Duration LONGEST_WITHOUT_COLLECTION = Duration.ofMinutes(1);

    private final BrokerProcess broker;
    private final BrokerDataDir folder;
    private final StageProgress progress;
    private final AnswerTally answers;
    private final Duration betweenCollections;
    private final Instant begin = Instant.now();
    private final long beginNanos = System.nanoTime();
    private long lastNanos = beginNanos;
    private long collectedNanos;
    private Duration lastCpu;

    /**
     * Starts to count; the first sample is of the time from now.
     *
     * @param length of the run, which is measured often enough for its length
     */
    SoakMeter(Settings settings, BrokerProcess broker, BrokerDataDir folder, Duration length) {
        this.broker = broker;
        this.folder = folder;
        this.progress = StageProgress.open(settings.bind(StageConfig.class), settings);
        this.answers = AnswerTally.open(settings);
        Duration often = length.dividedBy(30);
        this.betweenCollections = often.compareTo(LONGEST_WITHOUT_COLLECTION) < 0 ? often : LONGEST_WITHOUT_COLLECTION;
        this.collectedNanos = beginNanos - betweenCollections.toNanos();
        this.lastCpu = cpu();
    }

    /** Measures everything, now and then also what takes longer. */
    SoakSample measure() throws IOException, InterruptedException {
        Map<SoakMeasure, Double> values = new EnumMap<>(SoakMeasure.class);
        long now = System.nanoTime();
        load(values, (now - lastNanos) / 1e9);
        lastNanos = now;
        if (now - collectedNanos >= betweenCollections.toNanos()) {
            collectedNanos = now;
            System.gc();
            values.put(SoakMeasure.HEAP, ProcessMemory.heap() / MB);
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
            values.put(SoakMeasure.TEMPORARY, FolderSize.since(begin, temporary, folder.path()) / MB);
        }
        resources(values);
        values.put(SoakMeasure.STATE, FolderSize.of(folder.state(), file -> true) / MB);
        // Indexes are as large as they may become, and mostly holes.
        values.put(SoakMeasure.BROKER_LOGS, FolderSize.of(folder.kafka(), SoakMeter::isLog) / MB);
        return new SoakSample((now - beginNanos) / 1e9, values);
    }

    private void load(Map<SoakMeasure, Double> values, double seconds) throws InterruptedException {
        AnswerTally.Answers since = answers.take();
        values.put(SoakMeasure.RATE, since.frames() / seconds);
        if (since.frames() > 0) {
            values.put(SoakMeasure.P99, (double) since.latencies().percentile(0.99));
        }
        Duration cpu = cpu();
        values.put(SoakMeasure.CORES, cpu.minus(lastCpu).toMillis() / 1e3 / seconds);
        lastCpu = cpu;
        long lag = progress.read().values().stream()
                .mapToLong(StageProgress.Position::unread)
                .sum();
        values.put(SoakMeasure.LAG, (double) lag);
    }

    private Duration cpu() {
        return broker.cpu().plus(ProcessMemory.cpu());
    }

    private void resources(Map<SoakMeasure, Double> values) {
        long own = ProcessHandle.current().pid();
        Long resident = ProcessMemory.status(own, "VmRSS");
        long code = ProcessMemory.code();
        long stores = RocksDbMemory.bytes();
        values.put(SoakMeasure.CODE, code / MB);
        values.put(SoakMeasure.STORES, stores / MB);
        if (resident != null) {
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
            values.put(SoakMeasure.RESIDENT, resident / MB);
            values.put(SoakMeasure.NATIVE, (resident - heap - code - stores) / MB);
        }
        Long brokers = ProcessMemory.status(broker.id(), "VmRSS");
        if (brokers != null) {
            values.put(SoakMeasure.BROKER_RESIDENT, brokers / MB);
        }
        Long threads = ProcessMemory.status(own, "Threads"); // those of native code, too
        if (threads != null) {
            values.put(SoakMeasure.THREADS, (double) threads);
        }
        OpenFiles.of(own).ifPresent(open -> {
            values.put(SoakMeasure.FILES, (double) open.files());
            values.put(SoakMeasure.SOCKETS, (double) open.others());
        });
        OpenFiles.of(broker.id())
                .ifPresent(open -> values.put(SoakMeasure.BROKER_FILES, (double) (open.files() + open.others())));
    }

    private static boolean isLog(Path file) {
        return file.getFileName().toString().contains(".log"); // and those that are about to be deleted
    }

    @Override
    public void close() {
        answers.close();
        progress.close();
    }
}
