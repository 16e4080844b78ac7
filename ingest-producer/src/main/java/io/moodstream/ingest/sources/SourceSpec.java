package io.moodstream.ingest.sources;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.schemas.Keys;
import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What to publish, and under whose id: {@code [SOURCE[@USER]=]PLACE}.
 *
 * <p>SOURCE and USER are {@link Keys#NAME_RULE}. What stands before the first {@code =} is taken for them unless it looks
 * like an address or a path: {@code anna@u-17=camera:0}, {@code hall=rtsp://camera/1?profile=2},
 * {@code rtsp://camera/1?profile=2}. A file called {@code a=b.mp4} is written {@code ./a=b.mp4}. Without SOURCE the
 * place's own name is taken.
 *
 * @param sourceId the source's id within its lecture
 * @param userId pseudonym of the person it belongs to, if it belongs to one
 * @param place where its pictures come from
 */
public record SourceSpec(String sourceId, Optional<String> userId, Place place) {
    /**
     * What stands before the first =, unless it looks like the beginning of an address or a path: then there is no name
     * and the = is a part of the place.
     */
    private static final Pattern NAMED = Pattern.compile("([^=@/\\\\:?#]*)(?:@([^=/\\\\:?#]*))?=(.*)", Pattern.DOTALL);

    private static final int LONGEST_ID = 100;

    /**
     * Parses a source.
     *
     * @throws ConfigurationException if the place is missing, or the source's or user's name is no valid one
     */
    public static SourceSpec parse(String text) {
        Matcher named = NAMED.matcher(text.strip());
        boolean hasName = named.matches() && !isFile(text.strip());
        String after = hasName ? named.group(3) : text.strip();
        if (hasName) {
            requireName("source", named.group(1));
            Optional.ofNullable(named.group(2)).ifPresent(user -> requireName("user", user));
        }
        if (after.isBlank()) {
            throw new ConfigurationException("Source '" + text
                    + "' says no place; expected [SOURCE[@USER]=]PLACE, such as hall=rtsp://camera/1 or class.mp4");
        }
        Place place = Place.parse(after);
        return hasName
                ? new SourceSpec(named.group(1), Optional.ofNullable(named.group(2)), place)
                : new SourceSpec(idOf(place), Optional.empty(), place);
    }

    /** A file may have an = in its name, after what is no source's name. */
    private static boolean isFile(String text) {
        return !Keys.isName(text.replaceFirst("(?s)[@=].*", "")) && new File(text).exists();
    }

    /** The message is without the place, which may hold a password. */
    private static void requireName(String what, String name) {
        if (!Keys.isName(name)) {
            throw new ConfigurationException("The " + what + " '" + name + "' in [SOURCE[@USER]=]PLACE: expected "
                    + Keys.NAME_RULE + ", such as in anna@user-17=camera:0");
        }
    }

    /** Parses several sources, separated by blanks as in INGEST_SOURCES. */
    public static List<SourceSpec> parseAll(String text) {
        return split(text).stream().map(SourceSpec::parse).toList();
    }

    /** Returns the texts of several sources, separated by blanks as in INGEST_SOURCES. */
    public static List<String> split(String text) {
        return Arrays.stream(text.strip().split("\\s+"))
                .filter(spec -> !spec.isEmpty())
                .toList();
    }

    /**
     * Checks that no two sources have the same id.
     *
     * @throws ConfigurationException naming each id that occurs twice and its places
     */
    public static void requireDistinct(List<SourceSpec> specs) {
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            SourceSpec spec = specs.get(i);
            specs.subList(0, i).stream()
                    .filter(earlier -> earlier.sourceId.equals(spec.sourceId))
                    .findFirst()
                    .ifPresent(earlier -> faults.add("Two sources are called " + spec.sourceId + ": "
                            + earlier.place + " and " + spec.place + "; name one, such as "
                            + spec.sourceId + "-2=" + spec.place));
        }
        if (!faults.isEmpty()) {
            throw new ConfigurationException(faults);
        }
    }

    /** Returns a sentence for each user who has several sources: a person in several is counted several times. */
    public static List<String> sharedUsers(List<SourceSpec> specs) {
        Map<String, List<String>> sources = new TreeMap<>();
        specs.forEach(spec -> spec.userId.ifPresent(
                user -> sources.computeIfAbsent(user, key -> new ArrayList<>()).add(spec.sourceId)));
        return sources.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> "User " + entry.getKey() + " has the sources " + String.join(", ", entry.getValue())
                        + "; a person in several of them is counted several times")
                .toList();
    }

    /** Returns the source without the secrets of its place. */
    @Override
    public String toString() {
        return userId.map(user -> sourceId + "@" + user).orElse(sourceId) + "=" + place;
    }

    /** Returns the key of its frames in a lecture. */
    public String key(String lectureId) {
        return Keys.source(lectureId, sourceId);
    }

    private static String idOf(Place place) {
        String id = place.name().replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^-+|-+$", "");
        String cut = id.substring(0, Math.min(id.length(), LONGEST_ID));
        if (!Keys.isName(cut)) {
            throw new ConfigurationException(
                    "No name can be made of '" + place + "'; give it one, such as hall=" + place);
        }
        return cut;
    }
}
