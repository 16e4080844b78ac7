package io.moodstream.launcher.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.moodstream.reports.charts.ChartTheme;
import io.moodstream.reports.words.Language;
import io.moodstream.reports.words.Messages;
import io.moodstream.schemas.Emotion;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Draws moments of the class in two columns, each with the faces that the web's API found, as the pages show them. */
final class SampleClassPicture {
    private static final int WIDTH = 876;
    private static final int HEIGHT = WIDTH * 9 / 16;
    private static final int GAP = 8;
    private static final int COLUMNS = 2;
    private static final int LABEL_HEIGHT = 19;
    private static final int LABEL_EDGE = 4;
    private static final float JPEG_QUALITY = 0.85F;

    private static final Messages WORDS = Messages.in(Language.ENGLISH);
    private static final Color OVER_PICTURE = new Color(17, 17, 22, 214);

    private final BufferedImage picture;
    private final Graphics2D graphics;
    private int moments;

    /** @param moments how many there will be */
    SampleClassPicture(int moments) {
        int rows = (moments + COLUMNS - 1) / COLUMNS;
        this.picture = new BufferedImage(
                COLUMNS * (WIDTH + GAP) - GAP, rows * (HEIGHT + GAP) - GAP, BufferedImage.TYPE_3BYTE_BGR);
        this.graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
    }

    /**
     * Draws the next moment.
     *
     * @param jpeg the class
     * @param faces of the API's answer about it
     */
    void add(byte[] jpeg, JsonNode faces) throws IOException {
        Graphics2D moment = (Graphics2D)
                graphics.create(moments % COLUMNS * (WIDTH + GAP), moments / COLUMNS * (HEIGHT + GAP), WIDTH, HEIGHT);
        moments++;
        moment.drawImage(ImageIO.read(new ByteArrayInputStream(jpeg)), 0, 0, WIDTH, HEIGHT, null);
        for (JsonNode face : faces) {
            Rectangle box = box(face.path("box"));
            drawBox(moment, box, face);
            if (face.path("readable").asBoolean()) {
                drawLabel(moment, box, face);
            }
        }
        moment.dispose();
    }

    /** Writes what has been drawn. */
    void write(Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(JPEG_QUALITY);
        Files.deleteIfExists(file);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), settings);
        } finally {
            writer.dispose();
        }
    }

    private static Rectangle box(JsonNode box) {
        return new Rectangle(
                (int) (box.path("x").asDouble() * WIDTH),
                (int) (box.path("y").asDouble() * HEIGHT),
                (int) (box.path("width").asDouble() * WIDTH),
                (int) (box.path("height").asDouble() * HEIGHT));
    }

    /** A face on which the classifier abstains has a dashed box. */
    private static void drawBox(Graphics2D moment, Rectangle box, JsonNode face) {
        boolean readable = face.path("readable").asBoolean();
        moment.setColor(readable ? ChartTheme.of(emotion(face)) : Color.WHITE);
        moment.setStroke(
                readable
                        ? new BasicStroke(3)
                        : new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 5}, 0));
        moment.draw(new RoundRectangle2D.Double(box.x, box.y, box.width, box.height, 14, 14));
    }

    /** Draws the label over the lower edge of its box. */
    private static void drawLabel(Graphics2D moment, Rectangle box, JsonNode face) {
        Emotion emotion = emotion(face);
        String text = WORDS.looks(emotion) + " "
                + WORDS.percent(face.path("confidence").asDouble());
        int width = moment.getFontMetrics().stringWidth(text) + LABEL_EDGE + 10;
        int x = Math.max(0, Math.min(box.x + (box.width - width) / 2, WIDTH - width));
        int y = Math.min(box.y + box.height - LABEL_HEIGHT / 3, HEIGHT - LABEL_HEIGHT);
        moment.setColor(OVER_PICTURE);
        moment.fill(new RoundRectangle2D.Double(x, y, width, LABEL_HEIGHT, 8, 8));
        moment.setColor(ChartTheme.of(emotion));
        moment.fillRect(x, y + 2, LABEL_EDGE, LABEL_HEIGHT - 4);
        moment.setColor(Color.WHITE);
        moment.drawString(text, x + LABEL_EDGE + 5, y + LABEL_HEIGHT - 5);
    }

    private static Emotion emotion(JsonNode face) {
        return Emotion.valueOf(face.path("emotion").asText());
    }
}
