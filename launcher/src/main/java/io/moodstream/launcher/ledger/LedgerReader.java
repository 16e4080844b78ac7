package io.moodstream.launcher.ledger;

import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.kit.ledger.LectureAccount;
import io.moodstream.kit.ledger.Ledger;
import io.moodstream.kit.topics.DeadLetter;
import io.moodstream.kit.topics.FrameKey;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.schemas.FaceCrops;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Reads the topics once from their beginnings to their ends, and adds up their frames. */
public final class LedgerReader {
    private static final Pattern SOURCE = Pattern.compile("[^/]+/[^/]+");

    private final Ledger ledger;
    private final Optional<String> lecture;

    private LedgerReader(Ledger ledger, Optional<String> lecture) {
        this.ledger = ledger;
        this.lecture = lecture;
    }

    /**
     * Returns the accounts of all lectures, or of one. Single pictures belong to none.
     *
     * @throws io.moodstream.kit.ConfigurationException if a topic does not exist
     */
    public static List<LectureAccount> read(StageConfig stage, Settings settings, Optional<String> lecture) {
        Instant now = Instant.now();
        Ledger ledger = new Ledger(now, keptSince(now, stage, settings));
        LedgerReader reader = new LedgerReader(ledger, lecture);
        read(stage, settings, Topics.SOURCES, reader::status);
        read(stage, settings, Topics.LECTURE_REPORTS, reader::report);
        read(stage, settings, Topics.FRAMES, reader::frame);
        try (TopicReader emotions = TopicReader.open(stage, settings, List.of(Topics.EMOTIONS), true);
                TopicReader letters = TopicReader.open(stage, settings, List.of(Topics.DEAD_LETTERS), true)) {
            emotions.readToEnd(reader::emotions);
            letters.readToEnd(reader::deadLetter);
            List<LectureAccount> accounts = ledger.accounts();
            if (accounts.stream().allMatch(LectureAccount::addsUp)) {
                return accounts;
            }
            // A dead letter can become visible a moment later than the results of the frames behind its own.
            letters.readToEnd(reader::deadLetter);
            return ledger.accounts();
        }
    }

    private static Instant keptSince(Instant now, StageConfig stage, Settings settings) {
        try (TopicAdmin admin = TopicAdmin.connect(stage, settings)) {
            List.of(Topics.SOURCES, Topics.LECTURE_REPORTS, Topics.FRAMES, Topics.EMOTIONS, Topics.DEAD_LETTERS)
                    .forEach(admin::requirePresent);
            Duration kept = admin.retention(Topics.EMOTIONS);
            return kept.isNegative() ? Instant.EPOCH : now.minus(kept);
        }
    }

    private static void read(
            StageConfig stage, Settings settings, Topic<?, ?> topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        try (TopicReader reader = TopicReader.open(stage, settings, List.of(topic), true)) {
            reader.readToEnd(each);
        }
    }

    private void status(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            ledger.deleted(TopicReader.key(record));
        }
        decode(Topics.SOURCES, record).ifPresent(ledger::status);
    }

    private void report(ConsumerRecord<byte[], byte[]> record) {
        decode(Topics.LECTURE_REPORTS, record)
                .ifPresent(report -> ledger.late(report.getLectureId(), report.getLateFrames()));
    }

    private void frame(ConsumerRecord<byte[], byte[]> record) {
        decode(Topics.FRAMES, record).ifPresent(frame -> ledger.frame(frame, record.partition(), record.offset()));
    }

    private void emotions(ConsumerRecord<byte[], byte[]> record) {
        decode(Topics.EMOTIONS, record).ifPresent(ledger::emotions);
    }

    private void deadLetter(ConsumerRecord<byte[], byte[]> record) {
        DeadLetter letter = DeadLetter.of(record);
        if (!isWanted(letter.key())) {
            return;
        }
        if (letter.topic().equals(Topics.FRAMES.name())) {
            value(Topics.FRAMES, record).ifPresentOrElse(frame -> deadFrame(frame, letter), () -> undecodable(letter));
        } else if (letter.isFaces()) {
            value(Topics.FACES, record).ifPresentOrElse(faces -> deadFaces(faces, letter), () -> undecodable(letter));
        }
    }

    private void deadFrame(Frame frame, DeadLetter letter) {
        if (frame.getSignal() == null) {
            boolean refused = letter.offset() < 0;
            if (refused) {
                ledger.refused(FrameKey.of(frame), letter.reason());
            } else {
                ledger.deadLetter(FrameKey.of(frame), letter.reason());
            }
        }
    }

    private void deadFaces(FaceCrops faces, DeadLetter letter) {
        if (faces.getSignal() == null) {
            ledger.deadLetter(FrameKey.of(faces), letter.reason());
        }
    }

    private void undecodable(DeadLetter letter) {
        if (SOURCE.matcher(letter.key()).matches()) {
            ledger.undecodable(letter.key(), letter.reason());
        }
    }

    /** Returns the value of a record of a wanted lecture, if it can be decoded; if not, the stages refuse it, too. */
    private <V> Optional<V> decode(Topic<String, V> topic, ConsumerRecord<byte[], byte[]> record) {
        return isWanted(TopicReader.key(record)) ? value(topic, record) : Optional.empty();
    }

    private static <V> Optional<V> value(Topic<String, V> topic, ConsumerRecord<byte[], byte[]> record) {
        try {
            return record.value() == null ? Optional.empty() : Optional.of(TopicReader.value(topic, record));
        } catch (SerializationException e) {
            return Optional.empty();
        }
    }

    private boolean isWanted(String key) {
        String of = Keys.lecture(key);
        return !of.equals(Keys.PHOTOS) && lecture.map(of::equals).orElse(true);
    }
}
