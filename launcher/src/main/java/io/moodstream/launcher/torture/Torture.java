package io.moodstream.launcher.torture;

import io.moodstream.broker.Folders;
import io.moodstream.kit.KafkaUnreachableException;
import io.moodstream.kit.StageFailedException;
import io.moodstream.launcher.cli.DurationText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;

/** Plays the sources twice: through a cluster that is disturbed, then its recorded frames through one that is not. */
final class Torture {
    /** Folder of the disturbed cluster's data. */
    static final String DISTURBED = "disturbed";

    /** Folder of the other cluster's data. */
    static final String UNDISTURBED = "undisturbed";

    private static final int BROKERS = 3;
    private static final int INSTANCES = 2;
    private static final int MOST_DIFFERENCES = 10;

    /** The least time between the end of a fault and the next one. */
    private static final Duration PAUSE = Duration.ofSeconds(4);

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String moodstream;
    private final Path folder;
    private final Duration length;
    private final List<ScheduledFault> drawn;
    private final Set<Fault> required;
    private final List<ScheduledFault> happened = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private final PrintWriter out;
    private final StallClock stalls = new StallClock(System::nanoTime);
    private final Outcomes disturbed = new Outcomes(stalls);
    private final Outcomes calm = new Outcomes(new StallClock(System::nanoTime));
    private final List<String> complaints = new ArrayList<>();
    private final long begin = System.nanoTime();

    /**
     * @param moodstream the class that runs the commands
     * @param folder of all data
     * @param length how long the sources play
     * @param drawn what is to happen meanwhile
     * @param required kinds that have to happen
     */
    Torture(
            String moodstream,
            Path folder,
            Duration length,
            List<ScheduledFault> drawn,
            Set<Fault> required,
            PrintWriter out) {
        this.moodstream = moodstream;
        this.folder = folder;
        this.length = length;
        this.drawn = drawn;
        this.required = required;
        this.out = out;
    }

    /** Runs all and returns a sentence for everything that was promised and not kept. */
    List<String> run() throws InterruptedException {
        try {
            disturb();
            Folders.delete(folder.resolve(DISTURBED)); // room for the other one
            replay();
            compare();
        } catch (IOException | KafkaException | KafkaUnreachableException | StageFailedException e) {
            complaints.add(String.valueOf(e.getMessage()));
        }
        complaints.addAll(disturbed.complaints());
        complaints.addAll(calm.complaints());
        complaints.addAll(missing(required, happened));
        return complaints;
    }

    /** Returns a sentence for each kind of fault that was required and has not happened, or if none has at all. */
    static List<String> missing(Set<Fault> required, List<ScheduledFault> happened) {
        if (happened.isEmpty()) {
            return List.of("no fault has happened, so nothing was tested; expected more --minutes");
        }
        return required.stream()
                .filter(kind -> happened.stream().noneMatch(fault -> fault.fault() == kind))
                .map(kind -> kind + " of --only has not happened; expected more --minutes, or a machine that allows it")
                .toList();
    }

    private void compare() {
        say("%d frames were answered, and %d undisturbed", disturbed.results(), calm.results());
        List<String> differences = disturbed.differences(calm);
        complaints.addAll(differences.subList(0, Math.min(MOST_DIFFERENCES, differences.size())));
        if (differences.size() > MOST_DIFFERENCES) {
            complaints.add((differences.size() - MOST_DIFFERENCES) + " more keys differ");
        }
        say("Compared: %s", disturbed.sizes());
        complaints.addAll(disturbed.lacks());
    }

    private void disturb() throws IOException, InterruptedException {
        say("Starting %d brokers and %d instances of each stage", BROKERS, INSTANCES);
        try (TortureSources sources = TortureSources.prepare(folder, length);
                ChildProcesses children = new ChildProcesses(moodstream, folder, "logs")) {
            try (TortureCluster cluster =
                            TortureCluster.start(children, folder.resolve(DISTURBED), BROKERS, INSTANCES);
                    OutcomeReader reader = OutcomeReader.start(cluster.settings(), disturbed)) {
                sources.start(cluster);
                reader.awaitResults(TortureSources.LECTURES);
                Optional<FullDisk> disk = FullDisk.find(folder);
                if (disk.isEmpty()) {
                    leftOut.add(Fault.FULL_DISK.title()
                            + ": left out, because no process gets a file system of its own here (unshare --mount)");
                }
                List<ScheduledFault> faults = drawn.stream()
                        .filter(fault -> fault.fault() != Fault.FULL_DISK || disk.isPresent())
                        .toList();
                say("Playing for %s, with up to %d faults", DurationText.of(length), faults.size());
                play(faults, new Disturbances(children, cluster, sources, disk));
                say("Stopping the sources, and waiting for the rest");
                sources.stop(children);
                endAndRecord(new ClusterLectures(cluster.settings()), reader);
            } finally {
                say(FaultTable.head());
                FaultTable.lines(happened, stalls.longest()).forEach(this::say);
                leftOut.forEach(this::say);
                complaints.addAll(children.failures());
            }
        }
    }

    private void endAndRecord(ClusterLectures lectures, OutcomeReader reader) throws IOException, InterruptedException {
        awaitAnswers(lectures);
        say("All frames are answered; ending the lectures");
        long ended = System.nanoTime();
        lectures.end(TortureSources.LECTURES);
        finish(lectures, reader, ended);
        for (String lecture : TortureSources.LECTURES) {
            lectures.record(lecture, recording(lecture));
        }
    }

    /** Makes faults happen at their times; later, where those before took longer, and not at all after the end. */
    private void play(List<ScheduledFault> faults, Disturbances disturbances) throws IOException, InterruptedException {
        long playing = System.nanoTime();
        for (ScheduledFault fault : faults) {
            if (!fits(fault.notBefore(since(playing).plus(PAUSE)))) {
                break;
            }
            disturbances.prepare(fault);
            ScheduledFault next = fault.notBefore(since(playing).plus(PAUSE));
            if (!fits(next)) {
                break;
            }
            sleepUntil(playing, next.at());
            say(
                    "%s, after %,d answered frames",
                    String.join(" ", next.fault().title(), FaultTable.of(next)).strip(), disturbed.results());
            stalls.fault();
            happened.add(next);
            disturbances.run(next);
            happened.set(happened.size() - 1, next.lasting(since(playing).minus(next.at())));
        }
        sleepUntil(playing, length);
    }

    private boolean fits(ScheduledFault fault) {
        return fault.at().plus(fault.lasts()).compareTo(length) <= 0;
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static void sleepUntil(long begin, Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.minus(since(begin)).toNanos());
    }

    private void replay() throws IOException, InterruptedException {
        say("Playing the same frames undisturbed");
        try (ChildProcesses children = new ChildProcesses(moodstream, folder, "logs-undisturbed");
                TortureCluster cluster = TortureCluster.start(children, folder.resolve(UNDISTURBED), 1, 1);
                OutcomeReader reader = OutcomeReader.start(cluster.settings(), calm)) {
            ClusterLectures lectures = new ClusterLectures(cluster.settings());
            long begun = System.nanoTime();
            for (String lecture : TortureSources.LECTURES) {
                lectures.replay(recording(lecture)); // and the lecture's end
            }
            finish(lectures, reader, begun);
            complaints.addAll(children.failures());
        }
    }

    /** Waits until everything has come out of a cluster. */
    private void finish(ClusterLectures lectures, OutcomeReader reader, long since)
            throws IOException, InterruptedException {
        try {
            reader.awaitReports(TortureSources.LECTURES, since);
        } catch (IOException e) {
            complaints.addAll(UnreadRecords.look(lectures.settings()));
            throw e;
        }
        say("All reports have come");
        complaints.addAll(UnreadRecords.await(lectures.settings()));
        reader.readToEnd();
        complaints.addAll(lectures.discrepancies());
    }

    private static void awaitAnswers(ClusterLectures lectures) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        long least = Long.MAX_VALUE;
        for (long open = lectures.underWay(); open > 0; open = lectures.underWay()) {
            if (open < least) {
                least = open;
                until = System.nanoTime() + PATIENCE.toNanos();
            }
            if (System.nanoTime() > until) {
                throw new IOException(
                        open + " frames have no result " + PATIENCE.toMinutes() + " minutes after the latest answer");
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private Path recording(String lecture) {
        return folder.resolve(lecture + ".moodrec");
    }

    private void say(String line, Object... values) {
        long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
        String text = values.length == 0 ? line : String.format(Locale.ROOT, line, values);
        out.printf("%3d:%02d  %s%n", seconds / 60, seconds % 60, text);
        out.flush();
    }
}
