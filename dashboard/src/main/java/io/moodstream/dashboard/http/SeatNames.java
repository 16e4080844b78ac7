package io.moodstream.dashboard.http;

import java.security.SecureRandom;
import java.util.List;

/** Pseudonyms. A source's can be said aloud: its owner may tell the teacher "I am calm-otter-27", or not. */
final class SeatNames {
    private static final List<String> ADJECTIVES = List.of(
            "amber", "azure", "bold", "brave", "bright", "brisk", "bronze", "calm", "clear", "clever", "cool", "coral",
            "crisp", "dapper", "eager", "early", "fair", "fleet", "fresh", "gentle", "glad", "golden", "grand", "green",
            "happy", "hazel", "honest", "indigo", "ivory", "jolly", "keen", "kind", "lilac", "lively", "lucky", "lunar",
            "mellow", "merry", "mild", "misty", "noble", "olive", "patient", "pearl", "plucky", "polite", "proud",
            "quick", "quiet", "rapid", "rosy", "royal", "ruby", "silver", "smooth", "snowy", "solar", "steady", "sunny",
            "swift", "teal", "tidy", "violet", "warm");
    private static final List<String> ANIMALS = List.of(
            "badger", "bear", "beaver", "bison", "camel", "cheetah", "cobra", "crane", "deer", "dolphin", "dove",
            "eagle", "falcon", "ferret", "finch", "fox", "gazelle", "gecko", "gull", "hare", "hawk", "heron", "horse",
            "ibis", "jaguar", "jay", "kiwi", "koala", "lark", "lemur", "lion", "llama", "lynx", "magpie", "marten",
            "mole", "moose", "newt", "ocelot", "orca", "otter", "owl", "panda", "panther", "parrot", "pelican",
            "penguin", "puffin", "quail", "rabbit", "raven", "robin", "salmon", "seal", "sparrow", "stork", "swan",
            "tiger", "toucan", "turtle", "walrus", "whale", "wolf", "wren");
    private static final String LETTERS = "abcdefghjkmnpqrstvwxyz23456789";

    private final SecureRandom random = new SecureRandom();

    /** Such as calm-otter-27; one of 368,640. */
    String source() {
        return one(ADJECTIVES) + "-" + one(ANIMALS) + "-" + (10 + random.nextInt(90));
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
}
