package io.moodstream.reports.charts;

import io.moodstream.schemas.Emotion;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/**
 * Draws one share of the whole lecture on a scale from 0 to 1: the estimate as a dot, its band as a bar, the share as
 * the model classified it as a tick.
 *
 * @param emotion the expression
 * @param read share as the model classified it
 * @param share the estimate
 * @param low lower end of the band
 * @param high upper end of the band
 */
public record ShareChart(Emotion emotion, double read, double share, double low, double high) {
    private static final int PAD = 8;

    /**
     * Returns the chart as SVG.
     *
     * @param name unique in the page
     * @param label what it shows, for screen readers
     * @param width pixels
     * @param height pixels
     */
    public String svg(String name, String label, int width, int height) {
        return Svg.draw(name, label, width, height, graphics -> draw(graphics, width, height));
    }

    private void draw(Graphics2D graphics, int width, int height) {
        double middle = height / 2.0;
        graphics.setPaint(ChartTheme.SUNKEN);
        graphics.fill(new Rectangle2D.Double(PAD, middle - 6, width - 2.0 * PAD, 12));
        graphics.setPaint(ChartTheme.BORDER);
        for (int quarter = 0; quarter <= 4; quarter++) {
            // Filled, not stroked: the PDF renderer strokes such a line in black.
            graphics.fill(new Rectangle2D.Double(x(quarter / 4.0, width) - 0.5, 1, 1, height - 2.0));
        }
        graphics.setPaint(ChartTheme.faint(emotion));
        double left = x(low, width);
        graphics.fill(new RoundRectangle2D.Double(left, middle - 6, Math.max(2, x(high, width) - left), 12, 6, 6));
        graphics.setPaint(ChartTheme.TEXT);
        graphics.fill(new Rectangle2D.Double(x(read, width) - 1, middle - 8, 2, 16));
        graphics.setPaint(ChartTheme.SURFACE);
        graphics.fill(dot(middle, width, 6));
        graphics.setPaint(emotion == Emotion.neutral ? ChartTheme.SOFT : ChartTheme.of(emotion));
        graphics.fill(dot(middle, width, 4.5));
    }

    private Ellipse2D dot(double middle, int width, double radius) {
        return new Ellipse2D.Double(x(share, width) - radius, middle - radius, 2 * radius, 2 * radius);
    }

    private static double x(double value, int width) {
        return PAD + (width - 2.0 * PAD) * value;
    }
}
