package io.moodstream.dashboard.http;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;

/**
 * Pseudonyms. A source's can be said aloud: its owner may tell the teacher "I am calm-otter-2718", or not. The words
 * lie in {@code names/}, one a line.
 */
final class SeatNames {
    private static final List<String> ADJECTIVES = words("adjectives");
    private static final List<String> ANIMALS = words("animals");
    private static final String LETTERS = "abcdefghjkmnpqrstvwxyz23456789";

    private final SecureRandom random = new SecureRandom();

    /**
     * Such as calm-otter-2718; one of 147 million, so that 500 students are 500 names but for one time in a thousand.
     */
    String source() {
        return one(ADJECTIVES) + "-" + one(ANIMALS) + "-" + (1000 + random.nextInt(9000));
    }

    /** 16 random characters, some 78 bits. */
    String user() {
        StringBuilder name = new StringBuilder("u-");
        for (int i = 0; i < 16; i++) {
            name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return name.toString();
    }

    private String one(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    private static List<String> words(String kind) {
        return new String(Resources.read("/names/" + kind + ".txt"), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
