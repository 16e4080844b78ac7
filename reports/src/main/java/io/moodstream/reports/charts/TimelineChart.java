package io.moodstream.reports.charts;

import io.moodstream.schemas.Emotion;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/**
 * Draws the shares of visible expressions as stacked areas, with the coverage below them, over one time axis. Times
 * without a mood stay empty.
 *
 * @param from beginning of the axis
 * @param to end of the axis
 * @param zone time zone of the axis
 * @param segments the values to draw
 * @param lines moments to mark
 */
public record TimelineChart(Instant from, Instant to, ZoneId zone, List<WindowSegment> segments, List<Line> lines) {
    private static final int LEFT = 42;
    private static final int RIGHT = 8;

    /** Half the height of a label of the axis. */
    private static final int TOP = 8;

    private static final float SIZE = 11.5f;

    /** Returns the colour of an expression in CSS notation. */
    public static String colour(Emotion emotion) {
        return String.format(Locale.ROOT, "#%06x", ChartTheme.of(emotion).getRGB() & 0xffffff);
    }

    /**
     * Returns the chart as SVG.
     *
     * @param name unique in the page
     * @param label what it shows, for screen readers
     * @param width pixels
     * @param height pixels, without the rows of labels
     */
    public String svg(String name, String label, int width, int height) {
        Lines labels = new Lines(lines);
        int[] rows = new int[1];
        // Measured first: the labels' rows are part of the height.
        Svg.draw(name, "", width, height, graphics -> rows[0] = labels.rows(graphics, x(width), LEFT, width - RIGHT));
        int top = rows[0] * Lines.ROW + TOP;
        return Svg.draw(name, label, width, height + top, graphics -> draw(graphics, labels, top, width, height));
    }

    private ToDoubleFunction<Line> x(int width) {
        double start = from.toEpochMilli();
        double length = Math.max(1, to.toEpochMilli() - start);
        return line -> LEFT + (width - LEFT - RIGHT) * (line.at().toEpochMilli() - start) / length;
    }

    private void draw(Graphics2D graphics, Lines labels, int top, int width, int height) {
        XYPlot shares = shares(width < 600 ? 0.3f : 0.8f);
        CombinedDomainXYPlot both = new CombinedDomainXYPlot(TimeAxis.of(from, to, zone, SIZE));
        both.add(shares, 5);
        both.add(coverage(), 1);
        both.setGap(14);
        both.setInsets(new RectangleInsets(TOP, 0, 0, RIGHT));
        both.setAxisOffset(RectangleInsets.ZERO_INSETS);
        JFreeChart chart = new JFreeChart(null, null, both, false);
        chart.setBackgroundPaint(ChartTheme.SURFACE);
        chart.setPadding(RectangleInsets.ZERO_INSETS);
        ChartRenderingInfo info = new ChartRenderingInfo();
        chart.draw(graphics, new Rectangle2D.Double(0, top - TOP, width, height + TOP), info);
        labels.draw(graphics, x(width), info.getPlotInfo().getSubplotInfo(0).getDataArea());
    }

    private XYPlot shares(float edge) {
        XYPlot plot = plot(0.25);
        for (WindowSegment segment : segments) {
            DeviationRenderer renderer = renderer(edge);
            XYIntervalSeriesCollection areas = new XYIntervalSeriesCollection();
            for (Emotion emotion : Emotion.values()) {
                int index = emotion.ordinal();
                renderer.setSeriesFillPaint(index, ChartTheme.of(emotion));
                areas.addSeries(area(segment, point -> below(point, index), point -> below(point, index + 1)));
            }
            add(plot, areas, renderer);
        }
        return plot;
    }

    /** Returns the sum of the shares of the expressions before this one. */
    private static double below(WindowSegment.Point point, int index) {
        return Math.min(1, Arrays.stream(point.shares()).limit(index).sum());
    }

    private XYPlot coverage() {
        XYPlot plot = plot(1);
        for (WindowSegment segment : segments) {
            DeviationRenderer renderer = renderer(0.3f);
            renderer.setSeriesFillPaint(0, ChartTheme.COVERAGE);
            XYIntervalSeriesCollection areas = new XYIntervalSeriesCollection();
            areas.addSeries(area(segment, point -> 0, WindowSegment.Point::coverage));
            add(plot, areas, renderer);
        }
        return plot;
    }

    /** Returns a renderer of filled areas with an edge that separates each one from the next. */
    private static DeviationRenderer renderer(float edge) {
        DeviationRenderer renderer = new DeviationRenderer(true, false);
        renderer.setAlpha(1);
        renderer.setAutoPopulateSeriesPaint(false);
        renderer.setAutoPopulateSeriesStroke(false);
        renderer.setDefaultPaint(ChartTheme.SURFACE);
        renderer.setDefaultStroke(ChartTheme.line(edge));
        return renderer;
    }

    private static void add(XYPlot plot, XYIntervalSeriesCollection areas, DeviationRenderer renderer) {
        int index = plot.getDataset(0) == null ? 0 : plot.getDatasetCount();
        plot.setDataset(index, areas);
        plot.setRenderer(index, renderer);
    }

    private static XYPlot plot(double unit) {
        NumberAxis axis = new NumberAxis();
        axis.setRange(0, 1);
        axis.setTickUnit(new NumberTickUnit(unit));
        axis.setNumberFormatOverride(new DecimalFormat("0 %", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        ChartTheme.apply(axis, SIZE);
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        axis.setFixedDimension(LEFT);
        XYPlot plot = new XYPlot(null, null, axis, null);
        ChartTheme.apply(plot);
        return plot;
    }

    /**
     * Returns the values at the middle of each window, extended to the outer edges of the first and the last window.
     */
    private static XYIntervalSeries area(
            WindowSegment segment,
            ToDoubleFunction<WindowSegment.Point> low,
            ToDoubleFunction<WindowSegment.Point> high) {
        XYIntervalSeries area = new XYIntervalSeries("area", false, true);
        List<WindowSegment.Point> points = segment.points();
        add(area, segment.from().toEpochMilli(), points.get(0), low, high);
        points.forEach(point -> add(area, point.middle(), point, low, high));
        add(area, segment.to().toEpochMilli(), points.get(points.size() - 1), low, high);
        return area;
    }

    private static void add(
            XYIntervalSeries area,
            double x,
            WindowSegment.Point point,
            ToDoubleFunction<WindowSegment.Point> low,
            ToDoubleFunction<WindowSegment.Point> high) {
        double top = high.applyAsDouble(point);
        area.add(x, x, x, top, low.applyAsDouble(point), top);
    }
}
