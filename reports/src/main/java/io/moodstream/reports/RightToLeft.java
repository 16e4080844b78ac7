package io.moodstream.reports;

import com.ibm.icu.text.ArabicShaping;
import com.ibm.icu.text.ArabicShapingException;
import com.ibm.icu.text.Bidi;
import com.ibm.icu.text.BidiRun;
import com.openhtmltopdf.bidi.BidiReorderer;
import com.openhtmltopdf.bidi.BidiSplitter;
import com.openhtmltopdf.bidi.BidiTextRun;
import java.util.regex.Pattern;

/**
 * Sets right-to-left text in a PDF, whose fonts have no rules for it: splits paragraphs into runs of one direction,
 * joins Arabic letters and puts them in the order in which they are drawn.
 */
final class RightToLeft {
    private RightToLeft() {}

    /** Splits a paragraph into runs of one direction, in the order in which they are drawn. */
    static final class Splitter implements BidiSplitter {
        private final Bidi bidi = new Bidi();

        @Override
        public void setParagraph(String paragraph, byte direction) {
            byte level = direction == RTL ? Bidi.RTL : direction == LTR ? Bidi.LTR : Bidi.LEVEL_DEFAULT_LTR;
            bidi.setPara(paragraph, level, null);
        }

        @Override
        public int countTextRuns() {
            return bidi.countRuns();
        }

        @Override
        public BidiTextRun getVisualRun(int index) {
            BidiRun run = bidi.getVisualRun(index);
            return new BidiTextRun(run.getStart(), run.getLength(), run.isOddRun() ? RTL : LTR);
        }

        @Override
        public byte getBaseDirection(String paragraph) {
            byte direction = Bidi.getBaseDirection(paragraph);
            return direction == Bidi.RTL ? RTL : direction == Bidi.LTR ? LTR : NEUTRAL;
        }
    }

    /** Joins the letters of a right-to-left run, and turns it round. Marks of vowels, which nobody needs, are left out. */
    static final class Reorderer implements BidiReorderer {
        private static final Pattern VOWELS = Pattern.compile("[\\u064B-\\u0652]");

        private final ArabicShaping joined =
                new ArabicShaping(ArabicShaping.LETTERS_SHAPE | ArabicShaping.LENGTH_GROW_SHRINK);
        private final ArabicShaping apart =
                new ArabicShaping(ArabicShaping.LETTERS_UNSHAPE | ArabicShaping.LENGTH_GROW_SHRINK);

        @Override
        public String reorderRTLTextToLTR(String text) {
            return Bidi.writeReverse(text, Bidi.DO_MIRRORING | Bidi.KEEP_BASE_COMBINING);
        }

        @Override
        public String shapeText(String text) {
            return shaped(joined, VOWELS.matcher(text).replaceAll(""));
        }

        @Override
        public String deshapeText(String text) {
            return shaped(apart, text);
        }

        @Override
        public boolean isLiveImplementation() {
            return true;
        }

        private static String shaped(ArabicShaping shaping, String text) {
            try {
                return shaping.shape(text);
            } catch (ArabicShapingException e) {
                return text; // of letters that cannot be joined
            }
        }
    }
}
