package io.moodstream.ingest.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.ingest.IngestConfig;
import io.moodstream.kit.Settings;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cameras as makers build them. */
class HttpPicturesTest {
    @TempDir
    private Path folder;

    private static final String MULTIPART = "Content-Type: multipart/x-mixed-replace; boundary=frame";

    /** Type of the answer, what stands before the first picture, before each further one, and at the end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                MULTIPART + "|--frame~Content-Type: image/jpeg~~|~--frame~Content-Type: image/jpeg~~|~--frame--~",
                MULTIPART + "|--frame~Content-Type: image/jpg~~|~--frame~Content-Type: image/jpg~~|~",
                MULTIPART + "|--frame~~|~--frame~~|~",
                MULTIPART + "|--frame~Content-Type: application/octet-stream~~|~--frame~content-type:x~~|",
                MULTIPART + "|Content-Type: image/jpeg~~|~--frame~Content-Type: image/jpeg~~|",
                MULTIPART + "|--frame~Content-Length: 7~~|~--frame~Content-Length: 99999999~~|~",
                MULTIPART + "|--frame\nContent-Type: image/jpeg\n\n|\n--frame\nContent-Type: image/jpeg\n\n|\n",
                MULTIPART + "|This is a preamble.~~--frame~~|~--frame~~|~",
                "Content-Type: multipart/x-mixed-replace; boundary=\"--my frame\"|----my frame~~|~----my frame~~|~",
                "Content-Type: multipart/x-mixed-replace; boundary=--frame|--frame~~|~--frame~~|~",
                "Content-Type: multipart/x-mixed-replace|--a~~|~--b~~|~",
                "Content-Type: video/x-motion-jpeg|||",
                "Content-Type: application/octet-stream|||",
                "Server: cam|--frame~~|~--frame~~|~",
                "Server: cam|Content-Type: image/jpeg~~|~--frame~~|~"
            })
    void aStreamOfJpegsIsReadHoweverItIsWrapped(String form) throws Exception {
        String[] parts = form.replace("~", "\r\n").split("\\|", -1);
        byte[] answer = joined(
                text("HTTP/1.1 200 OK\r\n" + parts[0] + "\r\n\r\n" + parts[1]),
                jpeg(40),
                text(parts[2]),
                jpeg(120),
                text(parts[2]),
                jpeg(200),
                text(parts[3]));
        try (HttpCamera camera = new HttpCamera(answer);
                FrameSource source = open(camera.address("/"), Map.of())) {
            assertThat(source.live()).isTrue();
            for (int grey : new int[] {40, 120, 200}) {
                assertThat(grey(source.next().orElseThrow())).isBetween(grey - 3, grey + 3);
            }
            assertThatThrownBy(source::next).hasMessage(camera.address("/") + " has stopped sending");
        }
    }

    @Test
    void picturesWithoutAnEndMarkerAndPicturesInPicturesDoNotDisturb() throws Exception {
        byte[] first = jpeg(40);
        byte[] thumbnail = joined(
                new byte[] {(byte) 0xFF, (byte) 0xEA, 0, (byte) 8},
                new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xD9});
        byte[] second = jpeg(120);
        byte[] answer = joined(
                text("HTTP/1.1 200 OK\r\n" + MULTIPART + "\r\n\r\n--frame\r\n\r\n"),
                Arrays.copyOf(first, first.length - 2),
                text("\r\n--frame\r\nContent-Type: image/jpeg\r\n\r\n"),
                Arrays.copyOf(second, 2),
                thumbnail,
                Arrays.copyOfRange(second, 2, second.length - 2));
        try (HttpCamera camera = new HttpCamera(answer);
                FrameSource source = open(camera.address("/"), Map.of())) {
            assertThat(source.next().orElseThrow().image()).isEqualTo(Arrays.copyOf(first, first.length - 2));
            assertThat(source.next().orElseThrow().image()).hasSize(second.length + 10 - 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/snapshot.jpg", "/cgi-bin/snapshot.cgi?channel=1"})
    void aCameraOfSinglePicturesIsAskedAgain(String path) throws Exception {
        try (HttpCamera camera = new HttpCamera(single(40), single(120), single(200));
                FrameSource source = open(camera.address(path), Map.of("INGEST_FPS", "100"))) {
            assertThat(source.live()).isTrue();
            for (int grey : new int[] {40, 120, 200, 200}) {
                assertThat(grey(source.next().orElseThrow())).isBetween(grey - 3, grey + 3);
            }
            assertThat(camera.requests()).hasSize(4).allMatch(request -> request.contains("Cache-Control: no-cache"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofAnAnswerWithSmallerCopiesTheFirstPictureIsTaken(boolean length) throws Exception {
        byte[] file = joined(jpeg(40), jpeg(200));
        String head = "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n";
        byte[] answer = joined(text(head + (length ? "Content-Length: " + file.length + "\r\n\r\n" : "\r\n")), file);
        try (HttpCamera camera = new HttpCamera(answer);
                FrameSource source = open(camera.address("/"), Map.of("INGEST_FPS", "100"))) {
            for (int i = 0; i < 2; i++) {
                source.next(); // without a length the end shows what it was
            }
            for (int i = 0; i < 3; i++) {
                assertThat(grey(source.next().orElseThrow())).isBetween(37, 43);
            }
        }
    }

    @Test
    void aStreamThatFollowsASinglePictureIsThinnedOut() throws Exception {
        byte[] head = text("HTTP/1.1 200 OK\r\n\r\n");
        try (HttpCamera camera = new HttpCamera(joined(head, jpeg(40)), joined(head, jpeg(80), jpeg(120), jpeg(160)));
                FrameSource source = open(camera.address("/"), Map.of("INGEST_FPS", "2"))) {
            assertThat(grey(source.next().orElseThrow())).isBetween(37, 43);
            assertThat(grey(source.next().orElseThrow())).isBetween(77, 83);
            assertThatThrownBy(source::next).hasMessage(camera.address("/") + " has stopped sending");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/vnd.trolltech.linguist", "text/plain", "application/xml", "video/mp2t"})
    void aVideoIsReadWhateverTypeItHasAndAskedForOnceWhereItsNameSaysSo(String type) throws Exception {
        byte[] video = Files.readAllBytes(TestVideos.write(folder.resolve("a.ts"), 5, 10, 160, 120));
        byte[] answer = joined(text("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n\r\n"), video);
        try (HttpCamera server = new HttpCamera(answer)) {
            try (FrameSource source = open(server.address("/a.ts?x=1"), Map.of())) {
                assertThat(source.next()).isPresent();
                assertThat(server.requests()).hasSize(1);
            }
            try (FrameSource source = open(server.address("/live"), Map.of())) {
                assertThat(source.next()).isPresent();
            }
        }
    }

    @Test
    void aPlaylistIsNoPage() throws Exception {
        refused(
                "HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n\r\n<?xml version=\"1.0\"?>\n<MPD></MPD>",
                "cannot be opened");
    }

    @Test
    void aKindThatComesInPartsIsTold() throws Exception {
        byte[] jpeg = jpeg(40);
        try (HttpCamera camera = new HttpCamera(joined(text("HTTP/1.1 200 OK\r\n\r\n"), jpeg));
                FrameSource source = open(camera.inParts().address("/"), Map.of())) {
            SourcePicture picture = source.next().orElseThrow();
            assertThat(picture.image()).isEqualTo(jpeg);
            assertThat(picture.state()).as("nobody has read it").isEqualTo(SourcePicture.State.UNREAD);
        }
    }

    @Test
    void aSinglePictureMayBeAPng() throws Exception {
        byte[] png = encoded(77, "png");
        try (HttpCamera camera =
                        new HttpCamera(joined(text("HTTP/1.0 200 OK\r\nContent-Type: image/png\r\n\r\n"), png));
                FrameSource source = open(camera.address("/"), Map.of("INGEST_FPS", "100"))) {
            assertThat(source.next().orElseThrow().image()).isEqualTo(png);
            assertThat(source.next().orElseThrow().image()).isEqualTo(png);
        }
    }

    @Test
    void picturesThatAreTooWideAreScaledDown() throws Exception {
        try (HttpCamera camera = new HttpCamera(single(40));
                FrameSource source = open(camera.address("/"), Map.of("INGEST_MAX_WIDTH", "32"))) {
            SourcePicture narrowed = source.next().orElseThrow();
            assertThat(image(narrowed).getWidth()).isEqualTo(32);
            assertThat(narrowed.state()).isEqualTo(SourcePicture.State.WHOLE);
        }
    }

    @Test
    void whatYieldsNothingSaysWhy() throws Exception {
        refused("HTTP/1.1 401 Unauthorized\r\n\r\n", "cannot be opened: Server returned 401 Unauthorized");
        refused("HTTP/1.1 404 Not Found\r\n\r\n", "cannot be opened: Server returned 404 Not Found");
        refused("HTTP/1.1 500 Oh\r\n\r\n", "cannot be opened: Server returned 5XX Server Error reply");
        refused(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html>",
                "answers with text/html, which is neither a video nor a picture; expected the address of the stream itself");
        refused("HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n", "answers with nothing");
        assertThatThrownBy(() -> open("http://nobody.invalid/", Map.of()))
                .hasMessage("http://nobody.invalid/ cannot be opened: there is no host nobody.invalid");
        assertThatThrownBy(() -> open("rtsp://me:secret@nobody.invalid:554/1", Map.of()))
                .hasMessage("rtsp://nobody.invalid:554/1 cannot be opened: there is no host nobody.invalid");
    }

    @Test
    void aStreamWithoutPicturesSaysSo() throws Exception {
        byte[] answer =
                text("HTTP/1.1 200 OK\r\n" + MULTIPART + "\r\n\r\n--frame\r\nContent-Type: text/plain\r\n\r\nno");
        try (HttpCamera camera = new HttpCamera(answer);
                FrameSource source = open(camera.address("/"), Map.of())) {
            assertThatThrownBy(source::next)
                    .hasMessage(
                            camera.address("/") + " sends no picture; it says that it sends multipart/x-mixed-replace");
        }
    }

    private static void refused(String answer, String reason) throws IOException {
        try (HttpCamera camera = new HttpCamera(text(answer))) {
            assertThatThrownBy(() -> open(camera.address("/"), Map.of())).hasMessageContaining(reason);
        }
    }

    private static FrameSource open(String address, Map<String, String> settings) throws IOException {
        return Place.parse(address)
                .open(new Settings(settings).bind(IngestConfig.class).sourceOptions());
    }

    private static byte[] single(int grey) {
        byte[] jpeg = jpeg(grey);
        String head = "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n";
        return joined(text(head), jpeg);
    }

    private static byte[] jpeg(int grey) {
        return encoded(grey, "jpg");
    }

    private static byte[] encoded(int grey, String format) {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(grey, grey, grey));
        pen.fillRect(0, 0, 64, 48);
        pen.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static int grey(SourcePicture picture) throws IOException {
        return image(picture).getRGB(32, 24) & 0xFF;
    }

    private static BufferedImage image(SourcePicture picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(picture.image()));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
