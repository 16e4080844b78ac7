package io.moodstream.launcher.access;

import static io.moodstream.schemas.Topics.ATTENTION;
import static io.moodstream.schemas.Topics.AUDIT;
import static io.moodstream.schemas.Topics.CONSENTS;
import static io.moodstream.schemas.Topics.DEAD_LETTERS;
import static io.moodstream.schemas.Topics.EMOTIONS;
import static io.moodstream.schemas.Topics.ERASURES;
import static io.moodstream.schemas.Topics.FACES;
import static io.moodstream.schemas.Topics.FRAMES;
import static io.moodstream.schemas.Topics.LECTURE_EVENTS;
import static io.moodstream.schemas.Topics.LECTURE_REPORTS;
import static io.moodstream.schemas.Topics.LECTURE_SETTINGS;
import static io.moodstream.schemas.Topics.MOODS;
import static io.moodstream.schemas.Topics.PHOTOS;
import static io.moodstream.schemas.Topics.PHOTO_EMOTIONS;
import static io.moodstream.schemas.Topics.PHOTO_FACES;
import static io.moodstream.schemas.Topics.RECOMMENDATIONS;
import static io.moodstream.schemas.Topics.SOURCES;

import io.moodstream.dashboard.deletion.LectureDeletion;
import io.moodstream.dashboard.deletion.UserErasure;
import io.moodstream.kit.topics.PipelineStage;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/** Lists the parts of moodstream that have a user of their own at Kafka, and what each needs: the one table of it. */
public enum Part {
    /** Publishes frames. It reads what it has published itself, to go on after it was killed. */
    INGEST(
            "`ingest`",
            reads(SOURCES),
            writes(FRAMES, SOURCES, LECTURE_EVENTS, DEAD_LETTERS),
            deletes(),
            Optional.empty()),
    /** Publishes a recording again. It reads results, to bound the frames under way, and whether a lecture is new. */
    REPLAY(
            "`replay`",
            reads(FRAMES, FACES, EMOTIONS, MOODS, LECTURE_REPORTS, DEAD_LETTERS),
            writes(FRAMES, SOURCES, LECTURE_EVENTS, DEAD_LETTERS),
            deletes(),
            Optional.empty()),
    /** Finds faces. */
    DETECTOR(
            "`detect`",
            reads(FRAMES, PHOTOS),
            writes(FACES, PHOTO_FACES, DEAD_LETTERS),
            deletes(),
            Optional.of(PipelineStage.DETECTOR)),
    /** Classifies faces. */
    CLASSIFIER(
            "`classify`",
            reads(FACES, PHOTO_FACES),
            writes(EMOTIONS, PHOTO_EMOTIONS, DEAD_LETTERS, AUDIT),
            deletes(),
            Optional.of(PipelineStage.CLASSIFIER)),
    /** Computes moods, attention, reports and recommendations. It writes probes to frames. */
    RECOMMENDER(
            "`recommend`",
            reads(EMOTIONS, PHOTO_EMOTIONS, LECTURE_EVENTS, LECTURE_REPORTS),
            writes(FRAMES, MOODS, ATTENTION, LECTURE_REPORTS, RECOMMENDATIONS, DEAD_LETTERS),
            deletes(),
            Optional.of(PipelineStage.RECOMMENDER)),
    /** Serves the web, takes frames and photos from it, and deletes lectures and users. */
    DASHBOARD(
            "`dashboard`",
            reads(
                    FRAMES,
                    SOURCES,
                    EMOTIONS,
                    PHOTOS,
                    PHOTO_EMOTIONS,
                    MOODS,
                    ATTENTION,
                    LECTURE_EVENTS,
                    LECTURE_SETTINGS,
                    LECTURE_REPORTS,
                    RECOMMENDATIONS,
                    ERASURES,
                    CONSENTS,
                    DEAD_LETTERS),
            writes(FRAMES, SOURCES, PHOTOS, LECTURE_EVENTS, LECTURE_SETTINGS, ERASURES, CONSENTS),
            Part.personal(),
            Optional.empty()),
    /** Reads, and changes nothing. */
    READER(
            "`tail`, `report`, `record`, `compare`, `ledger`, `topics check`",
            Set.copyOf(Topics.ALL),
            writes(),
            deletes(),
            Optional.empty()),
    /** Says what happens in a lecture, and deletes lectures and users. */
    OPERATOR(
            "`lecture`, `erase`",
            reads(SOURCES, LECTURE_REPORTS, CONSENTS),
            writes(FRAMES, LECTURE_EVENTS, LECTURE_SETTINGS, ERASURES, CONSENTS),
            Part.personal(),
            Optional.empty());

    private final String commands;
    private final Set<Topic<?, ?>> reads;
    private final Set<Topic<?, ?>> writes;
    private final Set<Topic<?, ?>> deletes;
    private final Optional<PipelineStage> stage;

    Part(
            String commands,
            Set<Topic<?, ?>> reads,
            Set<Topic<?, ?>> writes,
            Set<Topic<?, ?>> deletes,
            Optional<PipelineStage> stage) {
        this.commands = commands;
        this.reads = reads;
        this.writes = writes;
        this.deletes = deletes;
        this.stage = stage;
    }

    private static Set<Topic<?, ?>> reads(Topic<?, ?>... topics) {
        return Set.of(topics);
    }

    private static Set<Topic<?, ?>> writes(Topic<?, ?>... topics) {
        return Set.of(topics);
    }

    private static Set<Topic<?, ?>> deletes(Topic<?, ?>... topics) {
        return Set.of(topics);
    }

    /** Returns the topics that hold records of a lecture or of a user. */
    private static Set<Topic<?, ?>> personal() {
        return Stream.concat(LectureDeletion.TOPICS.stream(), UserErasure.TOPICS.stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the commands that run it, for the documentation. */
    public String commands() {
        return commands;
    }

    /** Returns the user that it has at Kafka unless the operator chooses another, such as moodstream-detector. */
    public String user() {
        return "moodstream-" + this;
    }

    /** Returns the topics that it has to do with, in the order of the pipeline. */
    List<Topic<?, ?>> topics() {
        return Topics.ALL.stream().filter(topic -> !operations(topic).isEmpty()).toList();
    }

    /**
     * Returns what it has to do with a topic to work at all: read it, write it. What only deletions of lectures and
     * users need is not among them.
     */
    Set<AclOperation> needs(Topic<?, ?> topic) {
        Set<AclOperation> needs = EnumSet.noneOf(AclOperation.class);
        if (reads.contains(topic)) {
            needs.add(AclOperation.READ);
        }
        if (writes.contains(topic)) {
            needs.add(AclOperation.WRITE);
        }
        return needs;
    }

    /** Returns what it may do with a topic; to see a topic is part of each. */
    public Set<AclOperation> operations(Topic<?, ?> topic) {
        Set<AclOperation> operations = needs(topic);
        if (deletes.contains(topic)) {
            operations.add(AclOperation.READ);
            operations.add(topic.compacted() ? AclOperation.WRITE : AclOperation.DELETE); // a tombstone is written
        }
        if (!operations.isEmpty()) {
            operations.add(AclOperation.DESCRIBE_CONFIGS);
        }
        return operations;
    }

    /** Returns all access rules that it needs. */
    public List<Grant> grants() {
        List<Grant> grants = new ArrayList<>();
        Topics.ALL.forEach(topic -> grant(grants, ResourceType.TOPIC, topic.name(), operations(topic)));
        stage.ifPresent(own -> {
            grant(grants, ResourceType.GROUP, own.applicationId(), EnumSet.of(AclOperation.READ));
            // Kafka Streams makes the topics of its state and names its transactions by itself.
            grants.add(new Grant(
                    ResourceType.TOPIC,
                    own.applicationId() + "-",
                    PatternType.PREFIXED,
                    EnumSet.of(
                            AclOperation.CREATE,
                            AclOperation.READ,
                            AclOperation.WRITE,
                            AclOperation.DELETE,
                            AclOperation.DESCRIBE_CONFIGS)));
            grants.add(new Grant(
                    ResourceType.TRANSACTIONAL_ID,
                    own.applicationId() + "-",
                    PatternType.PREFIXED,
                    EnumSet.of(AclOperation.WRITE)));
        });
        if (this == DASHBOARD) { // shows how far the stages are
            Stream.of(PipelineStage.values())
                    .forEach(each ->
                            grant(grants, ResourceType.GROUP, each.applicationId(), EnumSet.of(AclOperation.DESCRIBE)));
        }
        return grants;
    }

    private static void grant(List<Grant> grants, ResourceType type, String name, Set<AclOperation> operations) {
        if (!operations.isEmpty()) {
            grants.add(new Grant(type, name, PatternType.LITERAL, operations));
        }
    }

    /** Returns its name in lower case, as people write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
