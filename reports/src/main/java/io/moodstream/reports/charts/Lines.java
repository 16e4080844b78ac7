package io.moodstream.reports.charts;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Draws moments as lines over a chart, with their labels above it in as many rows as necessary. */
final class Lines {
    static final int ROW = 17;
    private static final float SIZE = 11;
    private static final int PAD = 4;
    private static final int MOST = 30;

    private final List<Line> lines;

    Lines(List<Line> lines) {
        this.lines = lines.stream().sorted(Comparator.comparing(Line::at)).toList();
    }

    /** Returns the number of rows that the labels need between the bounds, pixels. */
    int rows(Graphics2D graphics, ToDoubleFunction<Line> x, double left, double right) {
        return placed(graphics, x, left, right).stream()
                .mapToInt(label -> label.row + 1)
                .max()
                .orElse(0);
    }

    void draw(Graphics2D graphics, ToDoubleFunction<Line> x, Rectangle2D area) {
        List<Label> labels = placed(graphics, x, area.getMinX(), area.getMaxX());
        for (Label label : labels) {
            double top = area.getMinY() - (label.row + 1) * ROW;
            graphics.setPaint(label.line.change() ? ChartTheme.ACCENT : ChartTheme.TEXT);
            graphics.setStroke(label.line.change() ? ChartTheme.line(2) : ChartTheme.dashed());
            graphics.draw(new Line2D.Double(label.at, top + 4, label.at, area.getMaxY()));
        }
        for (Label label : labels) {
            double top = area.getMinY() - (label.row + 1) * ROW;
            graphics.setPaint(label.line.change() ? ChartTheme.ACCENT : ChartTheme.SURFACE);
            graphics.fill(new Rectangle2D.Double(label.left, top + 1, label.width, ROW - 2));
            graphics.setPaint(label.line.change() ? ChartTheme.SURFACE : ChartTheme.TEXT);
            graphics.setFont(font(label.line));
            graphics.drawString(label.text, (float) label.left + PAD, (float) top + 12.5f);
        }
    }

    private List<Label> placed(Graphics2D graphics, ToDoubleFunction<Line> x, double left, double right) {
        List<Label> labels = new ArrayList<>();
        for (Line line : lines) {
            String text = shortened(line.label());
            double width = graphics.getFontMetrics(font(line)).stringWidth(text) + 2 * PAD;
            double at = x.applyAsDouble(line);
            double from = Math.max(left, Math.min(at - (line.change() ? width / 2 : 1), right - width));
            int row = 0;
            while (isTaken(labels, row, from, from + width)) {
                row++;
            }
            labels.add(new Label(line, text, at, from, width, row));
        }
        return labels;
    }

    private static boolean isTaken(List<Label> labels, int row, double from, double to) {
        return labels.stream()
                .anyMatch(label -> label.row == row && from < label.left + label.width + 2 && label.left < to + 2);
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= MOST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST - 1)) + "\u2026";
    }

    private static Font font(Line line) {
        return line.change() ? ChartTheme.bold(SIZE) : ChartTheme.regular(SIZE);
    }

    private record Label(Line line, String text, double at, double left, double width, int row) {}
}
