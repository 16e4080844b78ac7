package io.moodstream.reports;

import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.util.XRLog;
import io.moodstream.reports.words.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.apache.pdfbox.pdmodel.PDDocument;

/** Renders the page as a PDF: A4, with embedded fonts, without the time at which it was created. */
final class Pdf {
    private static final long ID = 5;

    /** The name of that table in OpenType: GSUB. */
    private static final int SUBSTITUTIONS = 0x47535542;

    private Pdf() {}

    /** Returns whether a language's letters can be set as they must be: Devanagari needs rules that PDFBox lacks. */
    static boolean canSet(Language language) {
        return language != Language.HINDI;
    }

    static byte[] of(String html) {
        // The renderer logs CSS that it does not know but browsers do, which would only confuse.
        XRLog.setLoggingEnabled(false);
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .useSVGDrawer(new BatikSVGDrawer())
                .useUnicodeBidiSplitter(RightToLeft.Splitter::new)
                .useUnicodeBidiReorderer(new RightToLeft.Reorderer())
                .usePdfUaAccessibility(true)
                .withProducer("moodstream")
                .withHtmlContent(described(html).replace("</head>", "<style>" + fonts() + "</style></head>"), null);
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            renderer.layout();
            renderer.createPDFWithoutClosing();
            PDDocument document = renderer.getPdfDocument();
            document.getDocumentInformation().setCreationDate(null);
            document.getDocumentInformation().setModificationDate(null);
            document.setDocumentId(ID);
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("The PDF cannot be written: " + e.getMessage(), e);
        }
    }

    /** Gives charts the attribute from which the renderer takes the description of a figure. */
    private static String described(String html) {
        return html.replaceAll("(<svg [^>]*)aria-label=(\"[^\"]*\")", "$1aria-label=$2 alt=$2");
    }

    /** Returns the fonts as CSS rules of the page, so that text and charts use the same ones. */
    private static String fonts() {
        return font("Inter", 400, "Inter-Regular")
                + font("Inter", 600, "Inter-SemiBold")
                + font("Inter", 700, "Inter-SemiBold")
                + font("DejaVu Sans", 400, "DejaVuSans");
    }

    /**
     * Hides the table of a font that says which glyphs replace others, as in ligatures: reports need none, and PDFBox
     * compiles patterns of it for every piece of text, which took two thirds of the time of a PDF.
     */
    private static byte[] withoutSubstitutions(byte[] font) {
        ByteBuffer tables = ByteBuffer.wrap(font);
        int count = tables.getShort(4);
        for (int at = 12; at < 12 + 16 * count; at += 16) {
            if (tables.getInt(at) == SUBSTITUTIONS) {
                tables.put(at, (byte) '-');
            }
        }
        return font;
    }

    private static String font(String family, int weight, String file) {
        try (InputStream font = Pdf.class.getResourceAsStream("/fonts/" + file + ".ttf")) {
            if (font == null) {
                throw new IllegalStateException("The font " + file + " is missing");
            }
            return "@font-face { font-family: \"" + family + "\"; font-weight: " + weight
                    + "; -fs-font-subset: subset; src: url(data:font/ttf;base64,"
                    + Base64.getEncoder().encodeToString(withoutSubstitutions(font.readAllBytes())) + "); }\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
