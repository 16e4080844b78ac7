package io.moodstream.recordings;

/**
 * Describes a part of a recording that cannot be read.
 *
 * @param at where it begins, bytes from the beginning of the file
 * @param bytes how long it is
 * @param reason what is wrong
 * @param truncated whether the file ends in it
 */
public record Damage(long at, long bytes, String reason, boolean truncated) {
    /** Describes the damage in one sentence, without the file's name. */
    public String sentence() {
        return truncated
                ? "it ends in the middle of a block, because it is still being recorded or the recorder was killed: the last "
                        + bytes + " bytes cannot be read"
                : bytes + " bytes from byte " + at + " on cannot be read (" + reason + ")";
    }
}
