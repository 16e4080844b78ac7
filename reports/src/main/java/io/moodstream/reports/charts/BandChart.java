package io.moodstream.reports.charts;

import io.moodstream.schemas.Emotion;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Draws one expression's share slice by slice, with its bands.
 *
 * @param emotion the expression
 * @param from beginning of the time axis
 * @param to end of the time axis
 * @param zone time zone of the axis
 * @param slices the values to draw
 */
public record BandChart(Emotion emotion, Instant from, Instant to, ZoneId zone, List<BandPoint> slices) {
    private static final float SIZE = 11;

    /**
     * Returns the chart as SVG.
     *
     * @param name unique in the page
     * @param label what it shows, for screen readers
     * @param width pixels
     * @param height pixels
     */
    public String svg(String name, String label, int width, int height) {
        JFreeChart chart = new JFreeChart(null, null, plot(), false);
        chart.setBackgroundPaint(ChartTheme.SURFACE);
        chart.setPadding(new RectangleInsets(6, 0, 0, 14));
        return Svg.draw(
                name,
                label,
                width,
                height,
                graphics -> chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height)));
    }

    private XYPlot plot() {
        NumberAxis axis = new NumberAxis();
        axis.setRange(0, 1);
        axis.setTickUnit(new NumberTickUnit(0.5));
        axis.setNumberFormatOverride(new DecimalFormat("0 %", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        ChartTheme.apply(axis, SIZE);
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        axis.setFixedDimension(40);
        XYPlot plot = new XYPlot(lines(), TimeAxis.of(from, to, zone, SIZE), axis, lineRenderer());
        plot.setDataset(1, bands());
        plot.setRenderer(1, bandRenderer());
        ChartTheme.apply(plot);
        return plot;
    }

    private XYIntervalSeriesCollection bands() {
        XYIntervalSeries series = new XYIntervalSeries("band", false, true);
        for (BandPoint slice : slices) {
            double start = slice.from().toEpochMilli();
            double end = slice.to().toEpochMilli();
            series.add((start + end) / 2, start, end, slice.share(), slice.low(), slice.high());
        }
        XYIntervalSeriesCollection bands = new XYIntervalSeriesCollection();
        bands.addSeries(series);
        return bands;
    }

    private XYSeriesCollection lines() {
        XYSeriesCollection lines = new XYSeriesCollection();
        for (BandPoint slice : slices) {
            XYSeries line = new XYSeries(lines.getSeriesCount());
            line.add(slice.from().toEpochMilli(), slice.share());
            line.add(slice.to().toEpochMilli(), slice.share());
            lines.addSeries(line);
        }
        return lines;
    }

    private XYLineAndShapeRenderer lineRenderer() {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setAutoPopulateSeriesPaint(false);
        renderer.setAutoPopulateSeriesStroke(false);
        renderer.setDefaultPaint(emotion == Emotion.neutral ? ChartTheme.SOFT : ChartTheme.of(emotion));
        renderer.setDefaultStroke(ChartTheme.line(2.5f));
        return renderer;
    }

    private XYBarRenderer bandRenderer() {
        XYBarRenderer renderer = new XYBarRenderer();
        renderer.setUseYInterval(true);
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(false);
        renderer.setSeriesPaint(0, ChartTheme.faint(emotion));
        return renderer;
    }
}
