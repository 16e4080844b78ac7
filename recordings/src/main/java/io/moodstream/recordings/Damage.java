package io.moodstream.recordings;

/**
 * A part of a recording that cannot be read.
 *
 * @param at where it begins, bytes from the beginning of the file
 * @param bytes how long it is
 * @param reason what is wrong
 * @param truncated whether the file ends within it
 */
public record Damage(long at, long bytes, String reason, boolean truncated) {
    /** One sentence, without the file's name. */
    public String sentence() {
        return truncated
                ? "it ends in the middle of a block, as when the recorder was killed: its last " + bytes
                        + " bytes are lost"
                : bytes + " bytes from byte " + at + " on cannot be read (" + reason + ")";
    }
}
