package io.moodstream.ingest.sources;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.schemas.Keys;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What to publish and as whose: {@code [SOURCE[@USER]=]PLACE}.
 *
 * <p>SOURCE and USER are 1 to 100 characters out of A-Z a-z 0-9 . _ - and what stands before the first {@code =} is
 * taken for them only if it looks so: {@code anna@u-17=camera:0}, {@code hall=rtsp://camera/1?profile=2},
 * {@code rtsp://camera/1?profile=2}. A file called {@code a=b.mp4} is written {@code ./a=b.mp4}. Without SOURCE the
 * place's own name is taken.
 *
 * @param sourceId the source's id within its lecture
 * @param userId pseudonym of the person it belongs to, if it belongs to one
 * @param place a folder of pictures, a picture, a video, an address of a stream, {@code camera:0} or {@code sample}
 */
public record SourceSpec(String sourceId, Optional<String> userId, String place) {
    private static final Pattern NAMED =
            Pattern.compile("([A-Za-z0-9._-]{1,100})(?:@([A-Za-z0-9._-]{1,100}))?=(.*)", Pattern.DOTALL);

    private static final Pattern EMPTY_USER = Pattern.compile("[A-Za-z0-9._-]{1,100}@=.*", Pattern.DOTALL);

    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*", Pattern.DOTALL);

    /** Up to the last @, since passwords may hold any sign; rather too much is hidden than too little. */
    private static final Pattern CREDENTIALS = Pattern.compile("(?<=://).*@", Pattern.DOTALL);

    private static final Pattern QUERY = Pattern.compile("\\?.*", Pattern.DOTALL);
    private static final int LONGEST_ID = 100;

    /**
     * Reads one.
     *
     * @throws ConfigurationException if it says no place, or an @ without a user
     */
    public static SourceSpec parse(String text) {
        if (EMPTY_USER.matcher(text.strip()).matches()) {
            // Without the place, which may hold a password.
            throw new ConfigurationException("Source '" + text.strip().replaceFirst("(?s)=.*", "")
                    + "' has an empty user after the @; expected [SOURCE[@USER]=]PLACE, such as anna@user-17=camera:0");
        }
        Matcher named = NAMED.matcher(text.strip());
        boolean hasName = named.matches();
        String place = hasName ? named.group(3) : text.strip();
        if (place.isBlank()) {
            throw new ConfigurationException("Source '" + shown(text)
                    + "' says no place; expected [SOURCE[@USER]=]PLACE, such as hall=rtsp://camera/1 or class.mp4");
        }
        return hasName
                ? new SourceSpec(named.group(1), Optional.ofNullable(named.group(2)), place)
                : new SourceSpec(idOf(place), Optional.empty(), place);
    }

    /** Reads several, separated by blanks, as INGEST_SOURCES holds them. */
    public static List<SourceSpec> parseAll(String text) {
        return Arrays.stream(text.strip().split("\\s+"))
                .filter(spec -> !spec.isEmpty())
                .map(SourceSpec::parse)
                .toList();
    }

    /**
     * Checks that no two have the same id.
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
                            + earlier.shownPlace() + " and " + spec.shownPlace() + "; name one, such as "
                            + spec.sourceId + "-2=" + spec.shownPlace()));
        }
        if (!faults.isEmpty()) {
            throw new ConfigurationException(faults);
        }
    }

    /** The place as logs and messages show it: without the user, password and query of an address. */
    public String shownPlace() {
        return shown(place);
    }

    private static String shown(String place) {
        return ADDRESS.matcher(place).matches()
                ? QUERY.matcher(CREDENTIALS.matcher(place).replaceFirst("")).replaceFirst("?...")
                : place;
    }

    /** Without secrets, as {@link #shownPlace()}. */
    @Override
    public String toString() {
        return userId.map(user -> sourceId + "@" + user).orElse(sourceId) + "=" + shownPlace();
    }

    /** Key of its frames in a lecture. */
    public String key(String lectureId) {
        return Keys.source(lectureId, sourceId);
    }

    /** Returns whether the place is the bundled sample class. */
    public boolean isSample() {
        return place.equals(SampleSource.PLACE);
    }

    /** Whether the place is an address such as rtsp://camera/1. */
    public boolean isAddress() {
        return ADDRESS.matcher(place).matches();
    }

    private static String idOf(String place) {
        String name = ADDRESS.matcher(place).matches() ? addressName(shown(place)) : fileName(place);
        String id = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^-+|-+$", "");
        String cut = id.substring(0, Math.min(id.length(), LONGEST_ID));
        if (!Keys.isName(cut)) {
            throw new ConfigurationException(
                    "No name can be made of '" + shown(place) + "'; give it one, such as hall=" + shown(place));
        }
        return cut;
    }

    private static String addressName(String shown) {
        try {
            URI address = new URI(shown);
            String host = Optional.ofNullable(address.getHost()).orElse(address.getAuthority()); // my_cam is no host
            return Objects.toString(host, "") + Objects.toString(address.getPath(), "");
        } catch (URISyntaxException e) {
            throw new ConfigurationException("Source '" + shown + "' is not an address: " + e.getReason());
        }
    }

    private static String fileName(String place) {
        Path name = Path.of(place).toAbsolutePath().normalize().getFileName();
        return name == null ? "" : name.toString().replaceFirst("(?<=.)\\.[A-Za-z0-9]{1,5}$", "");
    }
}
