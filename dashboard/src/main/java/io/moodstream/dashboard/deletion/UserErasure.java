package io.moodstream.dashboard.deletion;

import io.moodstream.dashboard.consents.Consents;
import io.moodstream.dashboard.deletion.RecordDeletion.Whose;
import io.moodstream.kit.KafkaUnreachableException;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.UsesKafka;
import io.moodstream.kit.topics.DeadLetter;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.schemas.Consent;
import io.moodstream.schemas.Erasure;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import io.moodstream.schemas.Users;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Erases users from the topics. First it marks the user as erased ({@code erasures}), so that nothing shows what was
 * written before. Then it withdraws the user's consent, and {@link RecordDeletion} deletes what Kafka can delete.
 */
@UsesKafka
public final class UserErasure implements AutoCloseable {
    /** Where records of a user may be, in the order of the pipeline: what is still under way is met further on. */
    public static final List<Topic<?, ?>> TOPICS = List.of(
            Topics.FRAMES,
            Topics.FACES,
            Topics.EMOTIONS,
            Topics.PHOTOS,
            Topics.PHOTO_FACES,
            Topics.PHOTO_EMOTIONS,
            Topics.ATTENTION,
            Topics.DEAD_LETTERS,
            Topics.RECOMMENDATIONS,
            Topics.SOURCES);

    /** Pauses between two passes through the topics: longer than stages take to commit what they work on. */
    private static final Duration PAUSE = Duration.ofSeconds(3);

    /** For this long passes are repeated: a stage that is behind may need that. */
    private static final Duration PASSES_WITHIN = Duration.ofMinutes(1);

    private final RecordDeletion records;

    private UserErasure(RecordDeletion records) {
        this.records = records;
    }

    /**
     * Connects to Kafka.
     *
     * @throws KafkaUnreachableException if no broker answers
     */
    public static UserErasure connect(StageConfig stage, Settings settings) {
        return new UserErasure(RecordDeletion.connect(
                stage, settings, Topics.ERASURES, TOPICS, List.of(Topics.CONSENTS, Topics.FRAMES)));
    }

    /**
     * Erases a user, who may begin anew afterwards. Do not erase one who is sending.
     *
     * @throws KafkaUnreachableException if Kafka does not answer
     */
    public Deletion erase(String user) {
        return remove(hide(user), progress -> {});
    }

    /**
     * Marks a user as erased in the topics and withdraws the user's consent, which takes a moment. {@link #remove} then
     * deletes the records.
     *
     * @throws KafkaUnreachableException if Kafka does not answer
     */
    public Hidden hide(String user) {
        RecordMetadata mark = mark(user);
        withdraw(user);
        return new Hidden(user, Instant.ofEpochMilli(mark.timestamp()), TOPICS.size(), -1, -1);
    }

    private RecordMetadata mark(String user) {
        return records.write(Topics.ERASURES, user, new Erasure(user, now()));
    }

    /**
     * Deletes the records of a user as far as Kafka can. It reads whole topics, which may take minutes, and reads them
     * again until nothing new is found, because stages may still write what was under way. If records still come after
     * a minute, the deletion that is returned has failed.
     *
     * @param progress gets what is done after each topic
     * @throws KafkaUnreachableException if Kafka does not answer
     * @throws org.apache.kafka.common.KafkaException if Kafka sends nothing of a topic for a minute
     */
    public Deletion remove(Hidden hidden, Consumer<Deletion> progress) {
        endSources(hidden.name());
        long until = System.nanoTime() + PASSES_WITHIN.toNanos();
        Deletion before = hidden.begun();
        while (true) {
            Deletion soFar = before;
            Deletion pass = pass(hidden, step -> progress.accept(step.after(soFar, Math.max(1, step.left()), false)));
            boolean found = !pass.deleted().isEmpty();
            boolean late = System.nanoTime() > until;
            if (!found || late) {
                mark(hidden.name()); // once more: what came meanwhile does not count, either
                Deletion done = pass.after(soFar, found ? 1 : 0, found);
                progress.accept(done);
                return done;
            }
            before = pass.after(soFar, 1, false);
            pause();
        }
    }

    /** Returns the time as records have it. */
    private static Instant now() {
        return Instant.ofEpochMilli(System.currentTimeMillis());
    }

    /** Whoever is erased has withdrawn the consent, which stays as proof; a user who has not agreed has none. */
    private void withdraw(String user) {
        consent(user)
                .filter(given -> given.getWithdrawnAt() == null)
                .ifPresent(given -> records.write(Topics.CONSENTS, user, Consents.withdrawn(given, now())));
    }

    private Optional<Consent> consent(String user) {
        AtomicReference<@Nullable Consent> latest = new AtomicReference<>();
        records.readIfPresent(Topics.CONSENTS, record -> {
            if (TopicReader.key(record).equals(user)) {
                latest.set(TopicReader.value(Topics.CONSENTS, record));
            }
        });
        return Optional.ofNullable(latest.get());
    }

    /**
     * Returns whether a user has ever agreed to anything, which is proof that there is one.
     *
     * @throws KafkaUnreachableException if Kafka does not answer
     */
    public boolean hasAgreed(String user) {
        return consent(user).isPresent();
    }

    /** Ends the user's sources: when the stages hear that, behind all frames of the user, they delete their state of it. */
    private void endSources(String user) {
        for (String source : sources(user)) {
            String[] names = source.split("/", 2);
            Frame end = Frame.newBuilder()
                    .setLectureId(names[0])
                    .setSourceId(names[1])
                    .setUserId(user)
                    .setSequence(0)
                    .setCapturedAt(now())
                    .setEncoding(ImageEncoding.JPEG)
                    .setImage(ByteBuffer.allocate(0))
                    .setSignal(SourceSignal.END)
                    .build();
            records.write(Topics.FRAMES, source, end, new RecordHeader(Topics.ERASED, new byte[0]));
        }
    }

    /** Returns the keys of the user's sources, as publishers have told them. */
    private Set<String> sources(String user) {
        Set<String> sources = new HashSet<>();
        records.read(Topics.SOURCES, record -> {
            if (value(record).flatMap(Users::of).filter(user::equals).isPresent()) {
                sources.add(source(TopicReader.key(record)));
            }
        });
        return sources;
    }

    private Deletion pass(Hidden hidden, Consumer<Deletion> progress) {
        String user = hidden.name();
        Set<String> sources = sources(user);
        return records.remove(hidden, TOPICS, record -> whose(user, sources, record), progress);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Says whose a record is: by its user, and by its source only if it cannot be read, as dead letters may be. */
    private static Whose whose(String user, Set<String> sources, ConsumerRecord<byte[], byte[]> record) {
        Optional<Object> value = value(record);
        if (value.filter(Users::isProbe).isPresent()) {
            return Whose.NOBODYS;
        }
        boolean own = value.isPresent()
                ? value.flatMap(Users::of).filter(user::equals).isPresent()
                : sources.contains(source(TopicReader.key(record)));
        return own ? Whose.OWN : Whose.OTHERS;
    }

    /** Returns the part of a key that names a source, as it does in all topics with users but recommendations. */
    private static String source(String key) {
        String[] parts = key.split("/", 3);
        return parts.length < 2 ? "" : Keys.source(parts[0], parts[1]);
    }

    private static Optional<Object> value(ConsumerRecord<byte[], byte[]> record) {
        String topic = record.topic().equals(Topics.DEAD_LETTERS.name())
                ? DeadLetter.of(record).topic()
                : record.topic();
        try {
            return Topics.named(topic)
                    .<Object>map(named -> named.values().deserializer().deserialize(named.name(), record.value()));
        } catch (SerializationException e) {
            return Optional.empty(); // nobody can say whose it is
        }
    }

    @Override
    public void close() {
        records.close();
    }
}
