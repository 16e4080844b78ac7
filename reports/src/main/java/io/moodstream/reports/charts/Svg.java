package io.moodstream.reports.charts;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.io.StringWriter;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Renders drawings as SVG elements of a page. */
final class Svg {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";

    private Svg() {}

    /**
     * Returns a drawing as an SVG element.
     *
     * @param name of the chart, unique in the page: its definitions are named after it
     * @param label what the chart shows, for screen readers
     */
    static String draw(String name, String label, int width, int height, Consumer<Graphics2D> drawing) {
        Document document = GenericDOMImplementation.getDOMImplementation().createDocument(NAMESPACE, "svg", null);
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment(null);
        context.setPrecision(2);
        context.setIDGenerator(new Names(name));
        SVGGraphics2D graphics = new SVGGraphics2D(context, false);
        graphics.setSVGCanvasSize(new Dimension(width, height));
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        drawing.accept(graphics);
        Element root = graphics.getRoot();
        root.setAttribute("viewBox", "0 0 " + width + " " + height);
        root.setAttribute("role", "img");
        root.setAttribute("aria-label", label);
        root.setAttribute("class", "chart");
        return text(graphics, root);
    }

    private static String text(SVGGraphics2D graphics, Element root) {
        StringWriter text = new StringWriter();
        try {
            graphics.stream(root, text, true, false);
        } catch (SVGGraphics2DIOException e) {
            throw new IllegalStateException("A chart cannot be written: " + e.getMessage(), e);
        }
        String svg = text.toString();
        return svg.substring(svg.indexOf("<svg")).strip();
    }

    /** Generates ids that are unique in the page. */
    private static final class Names extends SVGIDGenerator {
        private final String chart;
        private int next;

        Names(String chart) {
            this.chart = chart.toLowerCase(Locale.ROOT);
        }

        @Override
        public String generateID(String prefix) {
            return chart + "-" + prefix + next++;
        }
    }
}
