package io.moodstream.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StageFailedExceptionTest {
    @Test
    void aStageThatNeedsTooMuchMemorySaysWhatToDo() {
        Throwable cause = new IllegalStateException(new OutOfMemoryError(
                "Physical memory usage is too high: physicalBytes (3073M) > maxPhysicalBytes (3072M)"));

        assertThat(new StageFailedException("detector", cause))
                .hasMessageStartingWith(
                        "detector stopped: it needs more memory than it may have (Physical memory usage is")
                .hasMessageContaining("STAGE_WORKERS");
    }
}
