package io.moodstream.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.Medium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void theBundledCatalogueHasFiveTitlesOfEachMediumForEachEmotion() {
        Catalogue catalogue = CatalogueReader.read(Optional.empty());

        for (Emotion emotion : Emotion.values()) {
            Catalogue.Selection selection = catalogue.selection(emotion);
            assertThat(selection.genres()).hasSizeGreaterThanOrEqualTo(5);
            assertThat(selection.why()).endsWith(".");
            assertThat(selection.media()).hasSize(Medium.values().length);
            for (Medium medium : Medium.values()) {
                assertThat(selection.media().get(medium.ordinal()))
                        .hasSizeGreaterThanOrEqualTo(5)
                        .allSatisfy(title -> {
                            assertThat(title.getMedium()).isEqualTo(medium);
                            assertThat(title.getLink()).startsWith("https://");
                            assertThat(title.getBy()).isNotBlank();
                        });
            }
        }
    }

    @Test
    void aUsersFileReplacesTheBundledOne() throws IOException {
        Path file = changed(all -> title(all).put("title", "Ode to Joy"));

        Catalogue catalogue = CatalogueReader.read(Optional.of(file));

        assertThat(catalogue.selection(Emotion.happy).media().get(0).get(0).getTitle())
                .isEqualTo("Ode to Joy");
    }

    @Test
    void aSongMayHaveASoundThatPagesPlay() throws IOException {
        for (String audio : List.of("rain.ogg", "https://music.example/rain.mp3")) {
            Path file = changed(all -> title(all).put("audio", audio));
            assertThat(CatalogueReader.read(Optional.of(file))
                            .selection(Emotion.happy)
                            .media()
                            .get(0)
                            .get(0)
                            .getAudio())
                    .isEqualTo(audio);
        }
        for (String audio : List.of("../rain.ogg", "calm/rain.ogg", "rain.txt", "http://music.example/rain.mp3", "")) {
            Path file = changed(all -> title(all).put("audio", audio));
            assertThatThrownBy(() -> CatalogueReader.read(Optional.of(file)))
                    .hasMessageContaining("happy.songs[0].audio: expected");
        }
        Path film = changed(all -> ((ObjectNode) all.at("/happy/movies/0")).put("audio", "rain.ogg"));
        assertThatThrownBy(() -> CatalogueReader.read(Optional.of(film)))
                .hasMessageContaining("happy.movies[0].audio: no such key; expected one of by, link, title");
    }

    @Test
    void aMissingFileIsNamed() {
        Path file = folder.resolve("nowhere.json");

        assertThatThrownBy(() -> CatalogueReader.read(Optional.of(file)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("RECOMMENDER_CATALOGUE=" + file + ": expected a readable file");
    }

    @Test
    void brokenJsonIsNamedWithItsLine() throws IOException {
        Path file = Files.writeString(folder.resolve("catalogue.json"), "{\n \"happy\": [,]\n}");

        assertThatThrownBy(() -> CatalogueReader.read(Optional.of(file)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("expected JSON")
                .hasMessageContaining("line 2");
    }

    @Test
    void aMissingEmotionIsNamed() throws IOException {
        refuses(all -> all.remove("sad"), "sad: expected an object with books, games, genres, movies, songs, why");
    }

    @Test
    void anUnknownEmotionIsNamed() throws IOException {
        refuses(all -> all.putObject("joy"), "joy: no such key; expected one of angry, disgust");
    }

    @Test
    void anUnknownKeyIsNamedWithItsPlace() throws IOException {
        refuses(
                all -> title(all).put("url", "x"),
                "happy.songs[0].url: no such key; expected one of audio, by, link, title");
    }

    @Test
    void aLinkThatIsNotHttpsIsNamed() throws IOException {
        refuses(
                all -> title(all).put("link", "http://example.org"),
                "happy.songs[0].link: expected an https address, found \"http://example.org\"");
        refuses(all -> title(all).put("link", "https://a b"), "happy.songs[0].link: expected an https address");
    }

    @Test
    void aMissingTitleIsNamed() throws IOException {
        refuses(all -> title(all).remove("title"), "happy.songs[0].title: expected a text");
        refuses(all -> title(all).put("title", 7), "happy.songs[0].title: expected a text, found 7");
    }

    @Test
    void tooFewTitlesAreCounted() throws IOException {
        refuses(
                all -> {
                    ArrayNode games = (ArrayNode) all.get("fear").get("games");
                    games.remove(0);
                    games.remove(0);
                },
                "fear.games: expected a list of at least 5, found 4");
    }

    @Test
    void aTitleThatIsThereTwiceIsNamed() throws IOException {
        refuses(
                all -> {
                    ArrayNode songs = (ArrayNode) all.get("happy").get("songs");
                    songs.add(songs.get(0).deepCopy());
                },
                "is there twice");
    }

    @Test
    void allFaultsAreReportedAtOnce() throws IOException {
        Path file = changed(all -> {
            title(all).remove("link");
            all.remove("angry");
        });

        assertThatThrownBy(() -> CatalogueReader.read(Optional.of(file)))
                .hasMessageContaining("angry: ")
                .hasMessageContaining("happy.songs[0].link: ");
    }

    private void refuses(Consumer<ObjectNode> change, String sentence) throws IOException {
        Path file = changed(change);

        assertThatThrownBy(() -> CatalogueReader.read(Optional.of(file)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("RECOMMENDER_CATALOGUE=" + file + ": ")
                .hasMessageContaining(sentence);
    }

    private Path changed(Consumer<ObjectNode> change) throws IOException {
        ObjectNode all = (ObjectNode) JSON.readTree(CatalogueReader.class.getResourceAsStream("/catalogue.json"));
        change.accept(all);
        return Files.writeString(folder.resolve("catalogue.json"), all.toString());
    }

    private static ObjectNode title(ObjectNode all) {
        return (ObjectNode) all.get("happy").get("songs").get(0);
    }
}
