package io.moodstream.launcher.lectures;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.KafkaFaults;
import io.moodstream.kit.RefusedRecord;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.kit.TopicRights;
import io.moodstream.launcher.cli.ConfiguredBy;
import io.moodstream.launcher.cli.SettingsOptions;
import io.moodstream.launcher.topics.RecordJson;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.Notes;
import io.moodstream.schemas.SourceStatus;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes events of a lecture: its end, a note on a moment, its title. */
@Command(
        name = "lecture",
        mixinStandardHelpOptions = true,
        description = "List lectures; end one, add a note to it, give it a title (topic lecture-events), or delete it.",
        subcommands = {
            ListLecturesCommand.class,
            LectureCommand.End.class,
            LectureCommand.Mark.class,
            LectureCommand.Title.class,
            DeleteLectureCommand.class
        })
public final class LectureCommand {
    private static final Logger LOG = LoggerFactory.getLogger(LectureCommand.class);

    /** Kafka's producers try for that long. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Command(
            name = "end",
            mixinStandardHelpOptions = true,
            description = "End a lecture: when its sources have stopped, its report comes after RECOMMENDER_SILENCE.")
    @ConfiguredBy(
            value = StageConfig.class,
            only = {"STAGE_BOOTSTRAP", "STAGE_KAFKA_FILE"})
    static final class End extends Event {
        @Override
        LectureEvent event(String lectureId, List<String> faults) {
            return new LectureEvent(lectureId, now(), LectureEventKind.END, "");
        }
    }

    @Command(
            name = "mark",
            mixinStandardHelpOptions = true,
            description = "Add a note, such as the slide that is shown; the report lists it.")
    @ConfiguredBy(
            value = StageConfig.class,
            only = {"STAGE_BOOTSTRAP", "STAGE_KAFKA_FILE"})
    static final class Mark extends Event {

        @Parameters(index = "1", paramLabel = "TEXT", description = "The note, 1 to 200 characters")
        private String text = "";

        @Option(
                names = "--at",
                paramLabel = "INSTANT",
                description = "The moment of the note, such as 2026-03-02T08:10:00Z (default: now)")
        private @Nullable String at;

        @Override
        LectureEvent event(String lectureId, List<String> faults) {
            String note = text.strip();
            if (!Notes.isNote(note)) {
                faults.add("TEXT has " + note.length() + " characters; expected 1 to " + Notes.LONGEST
                        + " in one line, none that cannot be shown");
            }
            return new LectureEvent(lectureId, moment(faults), LectureEventKind.MARK, note);
        }

        private Instant moment(List<String> faults) {
            try {
                Instant moment = at == null ? now() : Instant.parse(at).truncatedTo(ChronoUnit.MILLIS);
                if (!Notes.isMoment(moment, Instant.now())) {
                    faults.add("--at=" + at + ": expected a time after 1970 that has come");
                }
                return moment;
            } catch (DateTimeParseException e) {
                faults.add("--at=" + at + ": expected a time such as 2026-03-02T08:10:00Z");
                return now();
            }
        }
    }

    @Command(
            name = "title",
            mixinStandardHelpOptions = true,
            description = "Set what a lecture is called, in any language, before it, during it or after it.")
    @ConfiguredBy(
            value = StageConfig.class,
            only = {"STAGE_BOOTSTRAP", "STAGE_KAFKA_FILE"})
    static final class Title extends Event {
        @Parameters(
                index = "1",
                paramLabel = "TITLE",
                description = "The title, at most 200 characters; an empty one takes the title away")
        private String title = "";

        @Override
        LectureEvent event(String lectureId, List<String> faults) {
            String text = title.strip();
            if (!Notes.isTitle(text)) {
                faults.add("TITLE has " + text.length() + " characters; expected at most " + Notes.LONGEST
                        + " in one line, none that cannot be shown");
            }
            return new LectureEvent(lectureId, now(), LectureEventKind.TITLE, text);
        }
    }

    /** Shared by these commands: the lecture, a connection, and publishing one event. */
    abstract static class Event implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "ID", description = "The lecture's id")
        private String lecture = "";

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private SettingsOptions options = new SettingsOptions();

        /** Returns the event, and adds what is wrong with it to the faults. */
        abstract LectureEvent event(String lectureId, List<String> faults);

        static Instant now() {
            return Instant.now().truncatedTo(ChronoUnit.MILLIS);
        }

        @Override
        public Integer call() {
            List<String> faults = new ArrayList<>();
            checkLecture(lecture, faults);
            LectureEvent event = event(lecture, faults);
            if (!faults.isEmpty()) {
                throw new ConfigurationException(faults);
            }
            Settings settings = options.settings();
            try (TopicAdmin admin = TopicAdmin.connect(options.stage(), settings)) {
                admin.requirePresent(Topics.LECTURE_EVENTS);
                admin.requireFit(List.of(Topics.LECTURE_EVENTS));
                TopicRights.require(admin, List.of(Topics.LECTURE_EVENTS), topic -> Set.of(AclOperation.WRITE));
            }
            publish(Topics.LECTURE_EVENTS, lecture, event, options.stage(), settings);
            spec.commandLine().getOut().println(RecordJson.of(event));
            spec.commandLine().getOut().flush();
            if (event.getKind() != LectureEventKind.TITLE) {
                tellWhatFollows(event, settings);
            }
            return 0;
        }

        /** Says what comes of an end, or warns of an id that may be mistyped and of a note that may come too late. */
        private void tellWhatFollows(LectureEvent event, Settings settings) {
            try (LectureReportReader shelf = LectureReportReader.open(options.stage(), settings)) {
                List<SourceStatus> sources = SourceStatuses.read(options, SourceStatuses.of(lecture));
                Optional<Instant> reported = shelf.report(lecture).map(LectureReport::getEndedAt);
                if (sources.isEmpty() && reported.isEmpty()) {
                    // Other publishers than ours need not tell of their sources.
                    say("No source of the lecture " + lecture
                            + " is known: is its id right? It is published all the same");
                } else if (event.getKind() == LectureEventKind.MARK) {
                    reported.filter(end -> event.getAt().isAfter(end)).ifPresent(this::sayLate);
                } else if (reported.isPresent() && sources.stream().noneMatch(SourceStatuses::isSending)) {
                    say("It has ended: its latest report ends at " + reported.get()
                            + ". Another report comes only if it goes on");
                } else {
                    say(
                            "Its report comes when its sources have stopped, their last frames are through the pipeline, and"
                                    + " RECOMMENDER_SILENCE, 15 s by default, is over");
                }
            } catch (KafkaException e) {
                LOG.debug("Cannot read sources and reports", e);
            }
        }

        /** Warns of a note after the end; it is kept, because the lecture may continue. */
        private void sayLate(Instant end) {
            say("The latest report of " + lecture + " ends at " + end
                    + ". If this note is more than RECOMMENDER_LECTURE_END later and the lecture does not go on, it will"
                    + " be in no report; --at gives it an earlier moment");
        }

        /** Adds a fault if the text is not the id of a lecture. */
        static void checkLecture(String lecture, List<String> faults) {
            if (!Keys.isName(lecture) || Keys.PHOTOS.equals(lecture)) {
                faults.add("ID=" + lecture + ": expected a lecture, " + Keys.NAME_RULE + ", and not " + Keys.PHOTOS);
            }
        }

        private void say(String line) {
            spec.commandLine().getErr().println(line);
            spec.commandLine().getErr().flush();
        }

        static <V> void publish(Topic<String, V> topic, String key, V value, StageConfig stage, Settings settings) {
            try (var producer = new KafkaProducer<>(
                    KafkaDefaults.producer(stage, settings),
                    topic.keys().serializer(),
                    topic.values().serializer())) {
                KafkaFaults.get(
                        producer.send(new ProducerRecord<>(topic.name(), key, value)), PATIENCE, stage.bootstrap());
            } catch (RecordTooLargeException e) {
                throw RefusedRecord.explained(topic.name(), e) instanceof RecordTooLargeException refused ? refused : e;
            }
        }
    }
}
