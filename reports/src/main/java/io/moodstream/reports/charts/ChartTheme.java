package io.moodstream.reports.charts;

import io.moodstream.schemas.Emotion;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;

/**
 * Defines the fonts, and the colours, which are those of the dashboard's light pages (tokens.css); on dark pages
 * report.css replaces them.
 */
public final class ChartTheme {
    static final Color TEXT = Color.decode("#1b1c22");
    static final Color SOFT = Color.decode("#5a5c66");
    static final Color BORDER = Color.decode("#e4e4df");
    static final Color SUNKEN = Color.decode("#f3f3f0");
    static final Color ACCENT = Color.decode("#4a48c8");
    static final Color SURFACE = Color.WHITE;
    static final Color COVERAGE = Color.decode("#8b8c93");

    private static final Map<Emotion, Color> COLOURS = Map.of(
            Emotion.angry, Color.decode("#cf6326"),
            Emotion.disgust, Color.decode("#005c40"),
            Emotion.fear, Color.decode("#a1539c"),
            Emotion.happy, Color.decode("#f0ad35"),
            Emotion.sad, Color.decode("#3670df"),
            Emotion.surprise, Color.decode("#3fb2e6"),
            Emotion.neutral, Color.decode("#c4c7cf"));

    private static final Font REGULAR = font("Inter-Regular");
    private static final Font BOLD = font("Inter-SemiBold");

    private ChartTheme() {}

    /** Returns the colour of an expression. */
    public static Color of(Emotion emotion) {
        return COLOURS.getOrDefault(emotion, SOFT);
    }

    /** Returns the colour of an expression at one third opacity, which suits light and dark pages. */
    static Color faint(Emotion emotion) {
        Color full = of(emotion);
        return new Color(full.getRed(), full.getGreen(), full.getBlue(), 255 / 3);
    }

    /** Returns the regular font in a size, pixels of the chart. */
    static Font regular(float size) {
        return REGULAR.deriveFont(size);
    }

    static Font bold(float size) {
        return BOLD.deriveFont(size);
    }

    static BasicStroke line(float width) {
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    }

    static BasicStroke dashed() {
        return new BasicStroke(1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {3, 3}, 0);
    }

    static void apply(XYPlot plot) {
        plot.setBackgroundPaint(SUNKEN);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(BORDER);
        plot.setRangeGridlineStroke(line(1));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setInsets(RectangleInsets.ZERO_INSETS);
    }

    static void apply(ValueAxis axis, float size) {
        axis.setTickLabelFont(regular(size));
        axis.setTickLabelPaint(SOFT);
        axis.setLabelFont(regular(size));
        axis.setLabelPaint(SOFT);
        axis.setAxisLinePaint(COVERAGE);
        axis.setTickMarkPaint(COVERAGE);
    }

    private static Font font(String name) {
        try (InputStream file = ChartTheme.class.getResourceAsStream("/fonts/" + name + ".ttf")) {
            return Font.createFont(Font.TRUETYPE_FONT, file);
        } catch (IOException | FontFormatException e) {
            throw new IllegalStateException("The font " + name + " cannot be read: " + e.getMessage(), e);
        }
    }
}
