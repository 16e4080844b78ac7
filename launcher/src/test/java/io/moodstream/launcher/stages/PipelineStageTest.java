package io.moodstream.launcher.stages;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.classifier.ClassifierMain;
import io.moodstream.detector.DetectorMain;
import io.moodstream.kit.topics.PipelineStage;
import io.moodstream.recommender.RecommenderMain;
import org.junit.jupiter.api.Test;

class PipelineStageTest {
    @Test
    void theStagesRunUnderTheIdsByWhichTheirProgressIsFound() {
        assertThat(PipelineStage.DETECTOR.applicationId()).isEqualTo(DetectorMain.NAME);
        assertThat(PipelineStage.CLASSIFIER.applicationId()).isEqualTo(ClassifierMain.NAME);
        assertThat(PipelineStage.RECOMMENDER.applicationId()).isEqualTo(RecommenderMain.NAME);
    }
}
