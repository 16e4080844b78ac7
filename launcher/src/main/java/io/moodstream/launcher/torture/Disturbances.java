package io.moodstream.launcher.torture;

import io.moodstream.kit.topics.PipelineStage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Makes scheduled faults happen. */
final class Disturbances {
    /** The number of an instance that is there for a while only. */
    private static final int ADDED = 3;

    private final ChildProcesses children;
    private final TortureCluster cluster;
    private final TortureSources sources;
    private final Optional<FullDisk> disk;

    /** @param disk a full one, if this machine can have one; it is needed by {@link Fault#FULL_DISK} only */
    Disturbances(ChildProcesses children, TortureCluster cluster, TortureSources sources, Optional<FullDisk> disk) {
        this.children = children;
        this.cluster = cluster;
        this.sources = sources;
        this.disk = disk;
    }

    /**
     * Waits for what a fault needs: one of two instances is killed when both work. Otherwise a whole stage would be away,
     * because on a busy machine an instance takes longer to start than the next fault to come.
     */
    void prepare(ScheduledFault next) throws IOException, InterruptedException {
        if (next.fault() == Fault.KILL_STAGE) {
            cluster.awaitInstances(next.stage());
        }
    }

    /** Makes a fault happen, and returns when it is over. */
    void run(ScheduledFault next) throws IOException, InterruptedException {
        PipelineStage stage = next.stage();
        int instance = next.instance();
        switch (next.fault()) {
            case KILL_STAGE -> {
                cluster.stage(stage, instance).kill();
                sleep(next);
                cluster.startStage(stage, instance);
            }
            case KILL_WHOLE_STAGE -> {
                cluster.stage(stage, 1).kill();
                cluster.stage(stage, 2).kill();
                sleep(next);
                cluster.startStage(stage, 1);
                cluster.startStage(stage, 2);
            }
            case FREEZE_STAGE -> cluster.stage(stage, instance).freeze(next.lasts());
            case RESTART_STAGE -> {
                cluster.stage(stage, instance).stop();
                sleep(next);
                cluster.startStage(stage, instance);
            }
            case ROLLING_RESTART -> cluster.upgrade();
            case FULL_DISK -> {
                cluster.stage(stage, instance).kill();
                cluster.startStage(stage, instance, disk.orElseThrow());
                sleep(next);
                cluster.startStage(stage, instance);
            }
            case ADD_INSTANCE -> {
                cluster.startStage(stage, ADDED);
                sleep(next);
                cluster.stage(stage, ADDED).stop();
            }
            case KILL_BROKER -> killBrokers(List.of(broker(next)), next);
            case KILL_CONTROLLER -> killBrokers(List.of(cluster.controller()), next);
            case FREEZE_BROKER -> cluster.broker(broker(next)).freeze(next.lasts());
            case RESTART_BROKER -> {
                int id = broker(next);
                cluster.broker(id).closeInput();
                sleep(next);
                cluster.startBroker(id);
            }
            case KILL_ALL_BROKERS ->
                killBrokers(IntStream.rangeClosed(1, cluster.brokers()).boxed().toList(), next);
            case KILL_INGEST -> {
                sources.file(children).kill();
                sleep(next);
                sources.startFile(cluster);
            }
        }
    }

    private void killBrokers(List<Integer> ids, ScheduledFault next) throws IOException, InterruptedException {
        ids.forEach(id -> cluster.broker(id).kill());
        sleep(next);
        for (int id : ids) {
            cluster.startBroker(id);
        }
    }

    /** Returns one of the brokers that are not the controller. */
    private int broker(ScheduledFault next) throws IOException, InterruptedException {
        int controller = cluster.controller();
        return IntStream.rangeClosed(1, cluster.brokers())
                .filter(id -> id != controller)
                .skip(next.instance() - 1L)
                .findFirst()
                .orElseThrow();
    }

    private static void sleep(ScheduledFault next) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(next.lasts().toNanos());
    }
}
