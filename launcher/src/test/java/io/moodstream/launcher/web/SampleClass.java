package io.moodstream.launcher.web;

import io.moodstream.launcher.SampleFrames;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The bundled class of composite students as single pictures: the whole room, and one student from near. */
final class SampleClass {
    private static final int FPS = SampleFrames.FPS;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    /** The student's seat: the fifth of the first row, with a face of 114 pixels in the middle. */
    private static final int[] SEAT = {1163, 72};

    private static final int SEAT_WIDTH = 184;
    private static final int SEAT_HEIGHT = 138;

    /** Seconds of the class at which that student begins to look happy, surprised, sad and neutral. */
    static final List<Integer> HAPPY_SURPRISED_SAD_NEUTRAL = List.of(13, 43, 33, 3);

    private static final int SECONDS = 4;

    /** Chromium shows 30 pictures of a Motion JPEG file a second. */
    private static final int REPEAT = 30 / FPS;

    private final List<byte[]> room = new ArrayList<>();
    private final Map<Integer, byte[]> student = new HashMap<>();

    private SampleClass() {}

    /** Takes the bundled video apart. */
    static SampleClass read() throws IOException {
        SampleClass sample = new SampleClass();
        SampleFrames.read(SampleFrames.ALL, (index, picture) -> {
            if (isRoom(index) || isShown(index)) {
                sample.add(index, picture.get());
            }
        });
        return sample;
    }

    private void add(int index, BufferedImage picture) throws IOException {
        if (isRoom(index)) {
            room.add(SampleFrames.jpeg(picture));
        }
        student.put(index, SampleFrames.jpeg(fromNear(picture)));
    }

    /** Whether the whole room is kept: one picture a second. */
    private static boolean isRoom(int index) {
        return index % FPS == 0;
    }

    /** Whether the camera shows it. */
    private static boolean isShown(int index) {
        return HAPPY_SURPRISED_SAD_NEUTRAL.stream()
                .anyMatch(begin -> index >= begin * FPS && index < (begin + SECONDS) * FPS);
    }

    /** Writes some seconds of the class as a folder of pictures, one a second. */
    Path room(Path folder, int begin, int end) throws IOException {
        Files.createDirectories(folder);
        for (int second = begin; second < end; second++) {
            Files.write(folder.resolve(String.format("second-%02d.jpg", second)), room.get(second));
        }
        return folder;
    }

    /** The whole class at one second, as a JPEG. */
    byte[] room(int second) {
        return room.get(second);
    }

    /** The student at one second, as a JPEG. */
    byte[] student(int second) {
        return Objects.requireNonNull(student.get(second * FPS));
    }

    /**
     * Writes what Chromium's camera shows: the student looking happy, surprised, sad and neutral for four seconds each,
     * as Motion JPEG, which is JPEGs one after another.
     */
    Path camera(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int begin : HAPPY_SURPRISED_SAD_NEUTRAL) {
                for (int index = begin * FPS; index < (begin + SECONDS) * FPS; index++) {
                    for (int i = 0; i < REPEAT; i++) {
                        out.write(Objects.requireNonNull(student.get(index)));
                    }
                }
            }
        }
        return file;
    }

    private static BufferedImage fromNear(BufferedImage classroom) {
        BufferedImage seat = classroom.getSubimage(
                Math.min(SEAT[0] - SEAT_WIDTH / 2, classroom.getWidth() - SEAT_WIDTH),
                Math.max(SEAT[1] - SEAT_HEIGHT / 2, 0),
                SEAT_WIDTH,
                SEAT_HEIGHT);
        BufferedImage near = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = near.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(seat, 0, 0, WIDTH, HEIGHT, null);
        graphics.dispose();
        return near;
    }
}
