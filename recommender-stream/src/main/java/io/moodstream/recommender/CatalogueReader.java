package io.moodstream.recommender;

import com.fasterxml.jackson.databind.JsonNode;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.text.InvalidJsonException;
import io.moodstream.kit.text.StrictJson;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.Medium;
import io.moodstream.schemas.RecommendedItem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a catalogue: a JSON object with the seven emotions, each with {@code why}, {@code genres} (texts) and
 * {@code songs}, {@code movies}, {@code books}, {@code games} (objects with {@code title}, {@code link} and, if known,
 * {@code by}; a song may have {@code audio}, which pages play). Everything that is wrong is said at once.
 */
final class CatalogueReader {
    /** Fewest genres, and fewest titles of each medium, for an emotion. */
    static final int FEWEST = 5;

    private static final String BUNDLED = "catalogue.json";
    private static final Set<String> SELECTION_KEYS = Set.of("why", "genres", "songs", "movies", "books", "games");
    private static final Set<String> TITLE_KEYS = Set.of("title", "by", "link");
    private static final Set<String> SONG_KEYS = Set.of("title", "by", "link", "audio");

    /** The name of an audio file. */
    private static final Pattern AUDIO =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*\\.(?:mp3|m4a|ogg|opus|flac|wav)");

    private final String source;
    private final List<String> faults = new ArrayList<>();

    private CatalogueReader(String source) {
        this.source = source;
    }

    /**
     * Returns the user's catalogue, or else the bundled one.
     *
     * @throws ConfigurationException saying what is wrong with it, and where
     */
    static Catalogue read(Optional<Path> file) {
        return file.map(CatalogueReader::readFile).orElseGet(CatalogueReader::readBundled);
    }

    private static Catalogue readFile(Path file) {
        String source = "RECOMMENDER_CATALOGUE=" + file;
        try {
            return new CatalogueReader(source).parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new ConfigurationException(source + ": expected a readable file (" + e + ")");
        }
    }

    private static Catalogue readBundled() {
        try (InputStream in = CatalogueReader.class.getResourceAsStream("/" + BUNDLED)) {
            if (in == null) {
                throw new IllegalStateException("The bundled " + BUNDLED + " is not on the class path");
            }
            return new CatalogueReader(BUNDLED).parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the bundled " + BUNDLED, e);
        }
    }

    private Catalogue parse(byte[] json) {
        JsonNode root = object(json);
        List<String> emotions = Stream.of(Emotion.values()).map(Emotion::name).toList();
        unknownKeys("", root, Set.copyOf(emotions));
        Map<Emotion, Catalogue.Selection> selections = new EnumMap<>(Emotion.class);
        for (Emotion emotion : Emotion.values()) {
            selections.put(emotion, selection(emotion.name(), root.path(emotion.name())));
        }
        if (!faults.isEmpty()) {
            throw new ConfigurationException(faults);
        }
        return new Catalogue(selections);
    }

    private JsonNode object(byte[] json) {
        try {
            return StrictJson.object(json);
        } catch (InvalidJsonException e) {
            throw new ConfigurationException(source + ": expected JSON with the seven emotions; " + e.getMessage());
        }
    }

    private Catalogue.Selection selection(String emotion, JsonNode selection) {
        if (!selection.isObject()) {
            fault(
                    emotion,
                    "expected an object with "
                            + String.join(", ", SELECTION_KEYS.stream().sorted().toList()));
            return new Catalogue.Selection("", List.of(), List.of());
        }
        unknownKeys(emotion, selection, SELECTION_KEYS);
        String why = text(emotion + ".why", selection.path("why"));
        List<String> genres = new ArrayList<>();
        entries(emotion + ".genres", selection.path("genres"), (where, node) -> genres.add(text(where, node)));
        return new Catalogue.Selection(
                why,
                List.copyOf(genres),
                List.of(
                        titles(Medium.song, emotion + ".songs", selection.path("songs")),
                        titles(Medium.movie, emotion + ".movies", selection.path("movies")),
                        titles(Medium.book, emotion + ".books", selection.path("books")),
                        titles(Medium.game, emotion + ".games", selection.path("games"))));
    }

    private List<RecommendedItem> titles(Medium medium, String where, JsonNode list) {
        List<RecommendedItem> titles = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        entries(where, list, (entry, node) -> {
            RecommendedItem title = title(medium, entry, node);
            if (!seen.add(title.getTitle() + "\n" + title.getBy())) {
                fault(entry, "\"" + title.getTitle() + "\" is there twice");
            }
            titles.add(title);
        });
        return List.copyOf(titles);
    }

    private RecommendedItem title(Medium medium, String where, JsonNode node) {
        unknownKeys(where, node, medium == Medium.song ? SONG_KEYS : TITLE_KEYS);
        String by = node.hasNonNull("by") ? text(where + ".by", node.path("by")) : null;
        return new RecommendedItem(
                medium,
                text(where + ".title", node.path("title")),
                by,
                link(where + ".link", node.path("link")),
                node.hasNonNull("audio") ? audio(where + ".audio", node.path("audio")) : null);
    }

    private void entries(String where, JsonNode list, Entry entry) {
        if (!list.isArray() || list.size() < FEWEST) {
            fault(where, "expected a list of at least " + FEWEST + (list.isArray() ? ", found " + list.size() : ""));
        }
        for (int i = 0; i < list.size(); i++) {
            entry.read(where + "[" + i + "]", list.path(i));
        }
    }

    private String text(String where, JsonNode node) {
        if (!node.isTextual() || node.asText().isBlank()) {
            fault(where, "expected a text" + (node.isMissingNode() ? "" : ", found " + node));
        }
        return node.asText();
    }

    private String link(String where, JsonNode node) {
        String link = text(where, node);
        try {
            URI uri = new URI(link);
            if (!node.isTextual() || ("https".equals(uri.getScheme()) && uri.getHost() != null)) {
                return link;
            }
        } catch (URISyntaxException e) {
            fault(where, "expected an https address, found \"" + link + "\": " + e.getReason());
            return link;
        }
        fault(where, "expected an https address, found \"" + link + "\"");
        return link;
    }

    /** Returns where the sound of a song is: an address, or a file of the dashboard. */
    private String audio(String where, JsonNode node) {
        String audio = text(where, node);
        if (node.isTextual() && !AUDIO.matcher(audio).matches() && !isHttps(audio)) {
            fault(
                    where,
                    "expected an https address, or an mp3, m4a, ogg, opus, flac or wav file of DASHBOARD_AUDIO such as"
                            + " rain.ogg, found \"" + audio + "\"");
        }
        return audio;
    }

    private static boolean isHttps(String address) {
        try {
            URI uri = new URI(address);
            return "https".equals(uri.getScheme()) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private void unknownKeys(String where, JsonNode node, Set<String> known) {
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                fault(
                        where.isEmpty() ? key : where + "." + key,
                        "no such key; expected one of "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        });
    }

    private void fault(String where, String what) {
        faults.add(source + ": " + where + ": " + what);
    }

    /** What to do with an entry of a list, given where it stands. */
    private interface Entry {
        void read(String where, JsonNode node);
    }
}
