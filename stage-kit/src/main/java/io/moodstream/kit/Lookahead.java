package io.moodstream.kit;

import io.moodstream.kit.clients.MainConsumers;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * Works on records before it is their turn, on as many threads as there are cores, whatever their partitions are.
 *
 * <p>Kafka Streams deserializes the next record of a partition when it takes the one before, so what a deserializer
 * starts goes on while the processor is busy with that one. It also starts the work on the records behind, as far as they
 * have been polled: of each partition sixteen records are under way at a time. The partitions take turns, so what comes to
 * one where nothing waits goes before the others' backlogs. The processor takes the results in the records' order, on its
 * own thread, and waits for one that is
 * not there yet. Order, commits and dead letters are thus what they would be if the processor did the work itself. One
 * that is read again after a failure or a rebalance is worked on again, so the result must depend on its record only, or
 * the processor must be able to tell that it does not fit.
 *
 * @param <V> type of the records
 * @param <R> type of the results
 */
public final class Lookahead<V, R> implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final BiFunction<V, Executor, CompletableFuture<@Nullable R>> work;
    private final ExecutorService workers;
    private final Places places = new Places();
    private final RecordGuard guard;
    private final MainConsumers<Started<V, R>> clients = new MainConsumers<>();
    private long pauseNanos;

    /** A stream thread deserializes its records, processes them and commits on its own. */
    private final ThreadLocal<Waiting> waiting = ThreadLocal.withInitial(() -> new Waiting(pauseNanos, clients));

    /**
     * Starts no thread before there is work.
     *
     * @param name begins the threads' names
     * @param threads records worked on at a time
     * @param guard refuses the records that have ended or blocked the process
     * @param work called on any of the threads; what it throws is thrown again where the result is taken
     */
    public Lookahead(String name, int threads, RecordGuard guard, Function<V, @Nullable R> work) {
        this(name, threads, guard, (value, workers) -> CompletableFuture.supplyAsync(() -> work.apply(value), workers));
    }

    /**
     * Starts no thread before there is work.
     *
     * @param name begins the threads' names
     * @param threads records worked on at a time
     * @param guard refuses the records that have ended or blocked the process
     * @param work starts the work on a record on these threads; what that throws is thrown again where the result is
     *     taken
     */
    public Lookahead(
            String name, int threads, RecordGuard guard, BiFunction<V, Executor, CompletableFuture<@Nullable R>> work) {
        this.guard = guard;
        this.work = work;
        this.workers =
                new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, name + "-worker");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Has a thread's commits ask for this much time between them, for the sake of the brokers; none by default. To be
     * called before the first record.
     *
     * @param pause least time between two records of which {@link Started#finish} says that they may be committed
     */
    public Lookahead<V, R> withCommitPause(Duration pause) {
        pauseNanos = pause.toNanos();
        return this;
    }

    /**
     * A record and the work on it.
     *
     * @param <V> type of the record
     * @param <R> type of the result
     */
    public static final class Started<V, R> {
        private final V value;
        private final Future<@Nullable R> result;
        private final Waiting waiting;

        private Started(V value, Future<@Nullable R> result, Waiting waiting) {
            this.value = value;
            this.result = result;
            this.waiting = waiting;
        }

        /** Returns the record. */
        public V value() {
            return value;
        }

        /** Waits for the result and returns it, or throws what the work threw. */
        @NullUnmarked
        public R result() {
            try {
                return result.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                if (e.getCause() instanceof RuntimeException fault) {
                    throw fault;
                }
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                // An exception would make a dead letter of a record that may be good.
                throw new Error("interrupted while a record was worked on", e);
            }
        }

        /**
         * Notes that the processor is done with the record; called once for each, by the thread that deserialized it.
         *
         * @return whether no other record of the thread waits, is worked on or is known to be in Kafka, and the pause since
         *     the last such answer is over; nothing could share a commit with this one then, so it may be committed at once
         */
        public boolean finish() {
            return waiting.finished();
        }
    }

    /**
     * Counts a thread's records between their deserializer and their processor. Those of a partition that was taken away or
     * is read again never reach it, so the count begins anew then, and after a second without a record; it may miss some of
     * other partitions, which are then committed at once.
     */
    private static final class Waiting {
        private static final long FORGET_AFTER_NANOS = Duration.ofSeconds(1).toNanos();

        private final long pauseNanos;
        private final MainConsumers<?> clients;
        private int records;
        private int losses;
        private long last = System.nanoTime();
        private long committed;

        Waiting(long pauseNanos, MainConsumers<?> clients) {
            this.pauseNanos = pauseNanos;
            this.clients = clients;
            this.committed = last - pauseNanos;
        }

        void started() {
            long now = System.nanoTime();
            int lost = clients.losses();
            records = now - last > FORGET_AFTER_NANOS || lost != losses ? 1 : records + 1;
            losses = lost;
            last = now;
        }

        boolean finished() {
            last = System.nanoTime();
            records = Math.max(0, records - 1);
            if (records > 0 || last - committed < pauseNanos || clients.haveMore()) {
                return false;
            }
            committed = last;
            return true;
        }
    }

    /** Returns Kafka's clients for the stage whose records are read: its consumers tell what still waits in Kafka. */
    public KafkaClientSupplier clients() {
        return clients;
    }

    /** Returns a serde that reads records with the given deserializer and starts the work on each; it writes none. */
    public Serde<Started<V, R>> reading(Deserializer<V> deserializer) {
        Deserializer<Started<V, R>> starting = new Deserializer<>() {
            @Override
            @NullUnmarked
            public Started<V, R> deserialize(String topic, byte[] bytes) {
                return read(bytes, () -> deserializer.deserialize(topic, bytes));
            }

            @Override
            @NullUnmarked
            public Started<V, R> deserialize(String topic, Headers headers, byte[] bytes) {
                return read(bytes, () -> deserializer.deserialize(topic, headers, bytes));
            }

            private @Nullable Started<V, R> read(byte @Nullable [] bytes, Supplier<V> value) {
                if (bytes == null) {
                    return null;
                }
                Started<V, R> started =
                        clients.begin(bytes, this::begin).orElseGet(() -> start(value.get(), bytes, places.now()));
                waiting.get().started();
                return started;
            }

            private Started<V, R> begin(ConsumerRecord<byte[], byte[]> record) {
                V value = deserializer.deserialize(record.topic(), record.headers(), record.value());
                long place = places.next(new TopicPartition(record.topic(), record.partition()));
                return start(value, record.value(), place);
            }
        };
        Serializer<Started<V, R>> none = (topic, value) -> {
            throw new UnsupportedOperationException("records with work on them are not written");
        };
        return Serdes.serdeFrom(none, starting);
    }

    private Started<V, R> start(V value, byte[] bytes, long place) {
        return new Started<>(value, guarded(value, bytes, place), waiting.get());
    }

    private CompletableFuture<@Nullable R> guarded(V value, byte[] bytes, long place) {
        RecordGuard.Work guarded;
        try {
            guarded = guard.admit(bytes);
        } catch (PoisonedRecordException e) {
            return CompletableFuture.failedFuture(e);
        }
        Executor inTurn = task -> workers.execute(places.turn(place, task));
        try {
            return work.apply(value, guarded.on(inTurn)).whenComplete((result, fault) -> guarded.end());
        } catch (RuntimeException | Error e) {
            guarded.end();
            throw e;
        }
    }

    /**
     * Gives records their places in the queue, so that partitions take turns: start-time fair queueing (Goyal, Vin and Cheng
     * 1996) of records that count as one each. Stream threads take results from all their partitions in turn and commit in
     * between, so that none waits for the backlog of another one.
     */
    private static final class Places {
        private final Map<TopicPartition, Long> last = new ConcurrentHashMap<>();
        private final AtomicLong now = new AtomicLong();
        private final AtomicLong tasks = new AtomicLong();

        /** Returns the furthest place of which work has begun. */
        long now() {
            return now.get();
        }

        /** Returns the place of a partition's next record: behind the one before, but not before the work that goes on. */
        long next(TopicPartition partition) {
            return last.merge(partition, now(), (before, least) -> Math.max(before + 1, least));
        }

        Turn turn(long place, Runnable task) {
            return new Turn(place, tasks.getAndIncrement(), () -> {
                now.accumulateAndGet(place, Math::max);
                task.run();
            });
        }
    }

    /**
     * Work that waits for a thread.
     *
     * @param place in the queue
     * @param number among those of the same place, the oldest first
     */
    private record Turn(long place, long number, Runnable task) implements Runnable, Comparable<Turn> {
        private static final Comparator<Turn> ORDER =
                Comparator.comparingLong(Turn::place).thenComparingLong(Turn::number);

        @Override
        public void run() {
            task.run();
        }

        @Override
        public int compareTo(Turn other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * Waits until no work is under way. What has not begun is dropped.
     *
     * @throws IllegalStateException if work still goes on after 10 s; what it uses must not be closed then
     */
    @Override
    public void close() {
        workers.shutdownNow();
        boolean idle = false;
        try {
            idle = workers.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!idle) {
            throw new IllegalStateException(
                    "work on a record has not ended within " + CLOSE_TIMEOUT.toSeconds() + " s");
        }
    }
}
