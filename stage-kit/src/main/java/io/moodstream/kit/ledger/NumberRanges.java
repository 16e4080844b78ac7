package io.moodstream.kit.ledger;

import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Holds a set of numbers as ranges without gaps, so that an hour of frames takes the room of a few numbers. */
final class NumberRanges {
    /** The last number of each range by its first one. Ranges neither touch nor overlap. */
    private final TreeMap<Long, Long> ranges = new TreeMap<>();

    private long size;

    /**
     * Adds a number.
     *
     * @return whether it was not there before
     */
    boolean add(long number) {
        if (contains(number)) {
            return false;
        }
        long first = number;
        long last = number;
        Map.Entry<Long, Long> before = ranges.lowerEntry(number);
        if (before != null && before.getValue() == number - 1) {
            first = before.getKey();
        }
        Long after = ranges.remove(number + 1);
        if (after != null) {
            last = after;
        }
        ranges.put(first, last);
        size++;
        return true;
    }

    boolean contains(long number) {
        Map.Entry<Long, Long> range = ranges.floorEntry(number);
        return range != null && number <= range.getValue();
    }

    /** Adds the numbers from 0 to below the end that none of these sets contains. */
    void addGaps(long end, NumberRanges... others) {
        for (long number = 0; number < end; number++) {
            long next = number;
            for (NumberRanges other : others) {
                next = Math.max(next, other.afterRangeOf(number));
            }
            if (next > number) {
                number = next - 1;
            } else {
                add(number);
            }
        }
    }

    /** Returns the number after the range that contains this number, or the number if none does. */
    private long afterRangeOf(long number) {
        Map.Entry<Long, Long> range = ranges.floorEntry(number);
        return range != null && number <= range.getValue() ? range.getValue() + 1 : number;
    }

    long size() {
        return size;
    }

    /** Returns the numbers as text, such as {@code 17, 20-25}. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ");
        ranges.forEach((first, last) -> text.add(first.equals(last) ? first.toString() : first + "-" + last));
        return text.toString();
    }
}
