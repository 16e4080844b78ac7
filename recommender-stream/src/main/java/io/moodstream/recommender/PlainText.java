package io.moodstream.recommender;

/** Text that a page or a document can show. */
final class PlainText {
    private PlainText() {}

    /**
     * Whether all of it are characters of XML 1.0 and none a control. One other, and no reader takes the page of a report
     * it stands in.
     */
    static boolean is(String text) {
        return text.codePoints().allMatch(PlainText::isPlain);
    }

    private static boolean isPlain(int character) {
        boolean surrogate = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return !Character.isISOControl(character) && !surrogate && character != 0xFFFE && character != 0xFFFF;
    }
}
