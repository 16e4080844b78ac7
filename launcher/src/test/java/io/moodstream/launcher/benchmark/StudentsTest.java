package io.moodstream.launcher.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class StudentsTest {
    @Test
    void everyStudentOfTheClassHasPicturesOfItsOwn() throws Exception {
        List<List<byte[]>> students = Students.ofTheSample();

        assertThat(students)
                .hasSize(25)
                .allSatisfy(pictures -> assertThat(pictures).hasSize(6));
        assertThat(students.stream().flatMap(List::stream)).doesNotHaveDuplicates();
        BufferedImage picture =
                ImageIO.read(new ByteArrayInputStream(students.get(24).get(0)));
        assertThat(picture.getWidth()).isEqualTo(640);
        assertThat(picture.getHeight()).isEqualTo(480);
    }
}
