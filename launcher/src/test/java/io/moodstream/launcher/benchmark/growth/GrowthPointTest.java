package io.moodstream.launcher.benchmark.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.launcher.benchmark.growth.GrowthPoint.Axis;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthPointTest {
    @Test
    void lecturesGrowToAThousandAndSourcesToTenThousand() {
        assertThat(Axis.LECTURES.points(10_000))
                .extracting(GrowthPoint::lectures)
                .containsExactly(1, 10, 100, 1_000);
        assertThat(Axis.SOURCES.points(10_000)).extracting(GrowthPoint::sources).containsExactly(1, 100, 1_000, 10_000);
        assertThat(Axis.PARTITIONS.points(10_000))
                .extracting(GrowthPoint::partitions)
                .containsExactly(8, 16, 64);
        assertThat(Axis.INSTANCES.points(10_000))
                .extracting(GrowthPoint::instances)
                .containsExactly(1, 2);
    }

    @Test
    void aBoundShortensThem() {
        assertThat(GrowthPoint.of(List.of(Axis.LECTURES, Axis.PARTITIONS), 10))
                .extracting(GrowthPoint::text)
                .containsExactly(
                        "LECTURES,1,1,8,1",
                        "LECTURES,10,10,8,1",
                        "PARTITIONS,1,10,8,1",
                        "PARTITIONS,1,10,16,1",
                        "PARTITIONS,1,10,64,1");
    }

    @Test
    void aChildProcessReadsWhatItIsTold() {
        assertThat(Axis.SOURCES.points(10_000))
                .allSatisfy(point -> assertThat(GrowthPoint.parse(point.text())).isEqualTo(point));
        assertThatThrownBy(() -> GrowthPoint.parse("SOURCES,1"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("--point=SOURCES,1: expected AXIS,LECTURES,SOURCES,PARTITIONS,INSTANCES");
    }

    @Test
    void upToATenthMoreIsFlat() {
        GrowthFigures first = figures(10);

        assertThat(figures(10.9).isFlat(first)).isTrue();
        assertThat(figures(5).isFlat(first)).isTrue();
        assertThat(figures(11.1).isFlat(first)).isFalse();
        assertThat(figures(12).ratio(first)).isEqualTo(1.2);
    }

    private static GrowthFigures figures(double cpuMillisPerFrame) {
        return new GrowthFigures(Axis.LECTURES.points(1).get(0), 100, 50, cpuMillisPerFrame, 0, 0, 0, 0);
    }
}
