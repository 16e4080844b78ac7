package io.moodstream.ingest.sources;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.schemas.Keys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What to publish, and under whose id: {@code [SOURCE[@USER]=]PLACE}.
 *
 * <p>SOURCE and USER are 1 to 100 characters out of A-Z a-z 0-9 . _ - and what stands before the first {@code =} is
 * taken for them only if it looks so: {@code anna@u-17=camera:0}, {@code hall=rtsp://camera/1?profile=2},
 * {@code rtsp://camera/1?profile=2}. A file called {@code a=b.mp4} is written {@code ./a=b.mp4}. Without SOURCE the
 * place's own name is taken.
 *
 * @param sourceId the source's id within its lecture
 * @param userId pseudonym of the person it belongs to, if it belongs to one
 * @param place where its pictures come from
 */
public record SourceSpec(String sourceId, Optional<String> userId, Place place) {
    private static final Pattern NAMED =
            Pattern.compile("([A-Za-z0-9._-]{1,100})(?:@([A-Za-z0-9._-]{1,100}))?=(.*)", Pattern.DOTALL);

    private static final Pattern EMPTY_USER = Pattern.compile("[A-Za-z0-9._-]{1,100}@=.*", Pattern.DOTALL);

    private static final int LONGEST_ID = 100;

    /**
     * Parses a source.
     *
     * @throws ConfigurationException if the place is missing, or the user after an @
     */
    public static SourceSpec parse(String text) {
        if (EMPTY_USER.matcher(text.strip()).matches()) {
            // Without the place, which may hold a password.
            throw new ConfigurationException("Source '" + text.strip().replaceFirst("(?s)=.*", "")
                    + "' has an empty user after the @; expected [SOURCE[@USER]=]PLACE, such as anna@user-17=camera:0");
        }
        Matcher named = NAMED.matcher(text.strip());
        boolean hasName = named.matches();
        String after = hasName ? named.group(3) : text.strip();
        if (after.isBlank()) {
            throw new ConfigurationException("Source '" + text
                    + "' says no place; expected [SOURCE[@USER]=]PLACE, such as hall=rtsp://camera/1 or class.mp4");
        }
        Place place = Place.parse(after);
        return hasName
                ? new SourceSpec(named.group(1), Optional.ofNullable(named.group(2)), place)
                : new SourceSpec(idOf(place), Optional.empty(), place);
    }

    /** Parses several sources, separated by blanks as in INGEST_SOURCES. */
    public static List<SourceSpec> parseAll(String text) {
        return Arrays.stream(text.strip().split("\\s+"))
                .filter(spec -> !spec.isEmpty())
                .map(SourceSpec::parse)
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
