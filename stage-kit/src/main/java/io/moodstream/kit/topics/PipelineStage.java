package io.moodstream.kit.topics;

import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.util.Locale;

/** Lists the stages of the pipeline, in the order in which a frame passes them. */
public enum PipelineStage {
    /** Finds faces in frames. */
    DETECTOR("detector-stream", Topics.FRAMES),
    /** Classifies faces. */
    CLASSIFIER("classifier-stream", Topics.FACES),
    /** Computes moods from emotions. */
    RECOMMENDER("recommender-stream", Topics.EMOTIONS);

    private final String applicationId;
    private final Topic<?, ?> input;

    PipelineStage(String applicationId, Topic<?, ?> input) {
        this.applicationId = applicationId;
        this.input = input;
    }

    /** Returns its application id, which is also the name of its consumer group; public and never changed. */
    public String applicationId() {
        return applicationId;
    }

    /** Returns the topic that it reads. */
    public Topic<?, ?> input() {
        return input;
    }

    /** Returns its name in lower case, as programs see it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
