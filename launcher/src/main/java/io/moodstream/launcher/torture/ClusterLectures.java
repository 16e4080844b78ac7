package io.moodstream.launcher.torture;

import io.moodstream.ingest.replay.Replay;
import io.moodstream.ingest.replay.ReplayPlan;
import io.moodstream.ingest.replay.ReplaySpeed;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.ledger.LectureAccount;
import io.moodstream.launcher.cli.Version;
import io.moodstream.launcher.ledger.LedgerReader;
import io.moodstream.launcher.ledger.LedgerTable;
import io.moodstream.recordings.LectureReader;
import io.moodstream.recordings.Recorder;
import io.moodstream.recordings.RecordingPlan;
import io.moodstream.recordings.RecordingWriter;
import io.moodstream.recordings.Span;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Does to the lectures of a cluster what the commands of moodstream do: ends, records, replays and accounts for them. */
final class ClusterLectures {
    private final Settings settings;
    private final StageConfig stage;

    /** @param settings lead to the cluster */
    ClusterLectures(Settings settings) {
        this.settings = settings;
        this.stage = settings.bind(StageConfig.class);
    }

    /** Returns what leads to the cluster. */
    Settings settings() {
        return settings;
    }

    /** Ends lectures, so that their reports come soon. */
    void end(List<String> lectures) throws IOException, InterruptedException {
        try (var producer = new KafkaProducer<>(
                KafkaDefaults.producer(stage, settings),
                Topics.LECTURE_EVENTS.keys().serializer(),
                Topics.LECTURE_EVENTS.values().serializer())) {
            for (String lecture : lectures) {
                Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
                LectureEvent end = new LectureEvent(lecture, now, LectureEventKind.END, "");
                producer.send(new ProducerRecord<>(Topics.LECTURE_EVENTS.name(), lecture, end))
                        .get();
            }
        } catch (ExecutionException e) {
            throw new IOException("Kafka does not accept the end of a lecture: " + e.getMessage(), e);
        }
    }

    /** Writes the frames of a lecture to a file. */
    void record(String lecture, Path file) throws IOException {
        Span all = new Span(Optional.of(Instant.EPOCH), Optional.empty());
        RecordingPlan plan = new RecordingPlan(lecture, true, all, Duration.ofMinutes(1), Version.current());
        try (RecordingWriter writer = RecordingWriter.create(file, true, true);
                LectureReader reader = LectureReader.open(stage, settings, lecture, true)) {
            new Recorder(writer, plan).record(reader, () -> {});
        }
    }

    /** Plays a recording as fast as the stages can, and waits until every frame has its result. */
    void replay(Path file) throws InterruptedException {
        ReplayPlan plan = ReplayPlan.of(file, Optional.empty(), Span.ALL).at(ReplaySpeed.MAX);
        try (Replay replay = Replay.open(plan, stage, settings, true)) {
            replay.run();
        }
    }

    /** Returns how many frames may still get a result. */
    long underWay() {
        return accounts().stream()
                .mapToLong(lecture -> lecture.total().underWay())
                .sum();
    }

    private List<LectureAccount> accounts() {
        return LedgerReader.read(stage, settings, Optional.empty());
    }

    /** Returns a sentence for every frame that is missing, lost, under way or has two results. */
    List<String> discrepancies() {
        StringWriter sentences = new StringWriter();
        List<String> wrong = new ArrayList<>();
        for (LectureAccount lecture : accounts()) {
            LedgerTable.printDiscrepancies(lecture, new PrintWriter(sentences, true));
            long open = lecture.total().lost() + lecture.total().underWay();
            if (open > 0) {
                wrong.add(open + " frames of lecture " + lecture.lecture() + " are lost or under way");
            }
        }
        sentences
                .toString()
                .lines()
                .map(line -> line.replaceFirst("^moodstream: ", ""))
                .forEach(wrong::add);
        return wrong;
    }
}
