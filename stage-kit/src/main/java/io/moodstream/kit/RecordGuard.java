package io.moodstream.kit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes in a file of the state folder which records are worked on, so that the next process knows what may have ended
 * the last one. A record that was worked on when a process ended is suspect: the next process works on it alone. If it
 * ends then again, the record is poison, and refused. A process that works on one record for too long is ended. Records
 * are known by their bytes: where they lie is not known where they are deserialized. Thread-safe.
 */
public final class RecordGuard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordGuard.class);

    /** An entry: the record, how many processes ended with it, whether it is worked on. */
    private static final int ENTRY = 16;

    private static final int CRASHES = 8;
    private static final int RUNNING = 12;

    /** Twice as many as there may be workers: the others are suspect or poison. */
    private static final int ENTRIES = 512;

    private static final int MOST_REMEMBERED = ENTRIES / 2;
    private static final int POISON = 2;
    private static final int ALL = 1 << 20;

    /** A limit is over after so many looks, which do not count while the process itself stands still. */
    private static final int LOOKS = 10;

    private final FileChannel file;
    private final MappedByteBuffer entries;
    private final Map<Long, Remembered> remembered = new HashMap<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private final List<Work> running = new ArrayList<>();
    private final Semaphore company = new Semaphore(ALL, true);
    private final Duration limit;
    private final ScheduledExecutorService watchdog;

    private record Remembered(int entry, int crashes) {}

    private RecordGuard(FileChannel file, Duration limit) throws IOException {
        this.file = file;
        // Written, what is there again: so a full disk is an error here, also where an earlier version has left a file
        // with holes, and not the end of the process where a page is first touched.
        ByteBuffer all = ByteBuffer.allocate(ENTRIES * ENTRY);
        while (all.hasRemaining() && file.read(all, all.position()) > 0) {}
        all.clear();
        while (all.hasRemaining()) {
            file.write(all, all.position());
        }
        this.entries = file.map(FileChannel.MapMode.READ_WRITE, 0, (long) ENTRIES * ENTRY);
        this.limit = limit;
        for (int entry = 0; entry < ENTRIES; entry++) {
            remember(entry);
        }
        this.watchdog = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "record-guard");
            thread.setDaemon(true);
            return thread;
        });
        long every = Math.max(1, limit.toMillis() / LOOKS);
        var unused = watchdog.scheduleAtFixedRate(this::look, every, every, TimeUnit.MILLISECONDS);
    }

    /**
     * Opens the notes of a stage.
     *
     * @param properties of the stage, which name its state folder
     * @param limit how long one record may be worked on
     * @throws ConfigurationException if the notes cannot be written, or another instance has this folder
     */
    public static RecordGuard open(Properties properties, Duration limit) {
        return open(
                Path.of(properties.getProperty(StreamsConfig.STATE_DIR_CONFIG)),
                properties.getProperty(StreamsConfig.APPLICATION_ID_CONFIG),
                limit);
    }

    static RecordGuard open(Path folder, String stage, Duration limit) {
        Path notes = folder.resolve(stage + ".records");
        try {
            Files.createDirectories(folder);
            FileChannel file = FileChannel.open(
                    notes, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                requireAlone(file, folder, stage);
                return new RecordGuard(file, limit);
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw new ConfigurationException("STAGE_STATE_DIR=" + folder + ": cannot write " + notes + ": "
                    + MachineFaults.sentence(e).orElse(String.valueOf(e.getMessage())));
        }
    }

    /** Another instance would take what this one works on for what has ended it. The lock goes with the file. */
    private static void requireAlone(FileChannel file, Path folder, String stage) throws IOException {
        boolean alone;
        try {
            alone = file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            alone = false; // in this process
        }
        if (!alone) {
            throw new ConfigurationException("STAGE_STATE_DIR=" + folder + ": another " + stage
                    + " uses this folder; expected a folder of its own for each instance");
        }
    }

    private void remember(int entry) {
        long id = entries.getLong(entry * ENTRY);
        int crashes = entries.getInt(entry * ENTRY + CRASHES) + entries.getInt(entry * ENTRY + RUNNING);
        if (id == 0 || crashes == 0 || remembered.containsKey(id) || remembered.size() == MOST_REMEMBERED) {
            clear(entry);
            return;
        }
        write(entry, id, crashes, 0);
        remembered.put(id, new Remembered(entry, crashes));
    }

    /** Work on a record. */
    final class Work {
        private final long id;
        private final int permits;
        private int entry = -1;
        private int looks;

        private Work(long id, int permits) {
            this.id = id;
            this.permits = permits;
        }

        /** Returns an executor that notes when the work really begins. */
        Executor on(Executor workers) {
            return task -> workers.execute(() -> {
                begin(this);
                task.run();
            });
        }

        /** Notes that the process has survived it. */
        void end() {
            RecordGuard.this.end(this);
            company.release(permits);
        }
    }

    /**
     * Waits until the record may be worked on: a suspect when nothing else is, and nothing else while a suspect is.
     *
     * @param record its bytes
     * @throws PoisonedRecordException if it is not to be worked on again
     */
    Work admit(byte[] record) {
        long id = id(record);
        int crashes = crashes(id);
        if (crashes >= POISON) {
            throw new PoisonedRecordException();
        }
        int permits = crashes > 0 ? ALL : 1;
        company.acquireUninterruptibly(permits);
        return new Work(id, permits);
    }

    private synchronized int crashes(long id) {
        Remembered known = remembered.get(id);
        return known == null ? 0 : known.crashes();
    }

    private synchronized void begin(Work work) {
        if (work.entry >= 0) {
            return; // the work has several parts
        }
        Remembered known = remembered.get(work.id);
        Integer entry = known != null ? Integer.valueOf(known.entry()) : free.poll();
        if (entry != null) {
            work.entry = entry;
            write(entry, work.id, known == null ? 0 : known.crashes(), 1);
            running.add(work);
        }
    }

    private synchronized void end(Work work) {
        running.remove(work);
        if (work.entry >= 0) {
            remembered.remove(work.id);
            clear(work.entry);
        }
    }

    private void clear(int entry) {
        write(entry, 0, 0, 0);
        free.add(entry);
    }

    /** The running mark is last: whatever ends the process in between leaves no wrong suspect. */
    private void write(int entry, long id, int crashes, int runs) {
        entries.putInt(entry * ENTRY + RUNNING, 0);
        entries.putLong(entry * ENTRY, id);
        entries.putInt(entry * ENTRY + CRASHES, crashes);
        entries.putInt(entry * ENTRY + RUNNING, runs);
    }

    private static long id(byte[] record) {
        CRC32C sum = new CRC32C();
        sum.update(record);
        return sum.getValue() << 32 | record.length + 1L;
    }

    /** Ends the process, without its closing, which would wait for the work, if a record takes too long. */
    private synchronized void look() {
        running.forEach(work -> work.looks++);
        if (running.stream().anyMatch(work -> work.looks > LOOKS)) {
            running.stream().filter(work -> work.looks <= LOOKS).forEach(work -> clear(work.entry));
            LOG.error(
                    "A record has been worked on for longer than STAGE_RECORD_LIMIT={}; this process ends, the next one"
                            + " works on the record alone, and if that takes too long again, it becomes a dead letter",
                    limit);
            Runtime.getRuntime().halt(1);
        }
    }

    /** Ends the notes; nothing must be worked on any more. */
    @Override
    public void close() {
        watchdog.shutdownNow();
        try {
            file.close();
        } catch (IOException e) {
            throw new IllegalStateException("The notes on records cannot be closed: " + e.getMessage(), e);
        }
    }
}
