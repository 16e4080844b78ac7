package io.moodstream.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalStateTest {
    /** Makes a folder, and ends before a stage has used it. */
    static final class Unused {
        private Unused() {}

        public static void main(String[] words) {
            System.exit(LocalState.temporary().toFile().isDirectory() ? 7 : 1);
        }
    }

    /** Ends while a thread of the stage still uses its folder. */
    static final class Stuck {
        private Stuck() {}

        public static void main(String[] words) throws IOException {
            Path folder = LocalState.temporary();
            LocalState state = new LocalState(properties(folder));
            state.begin();
            Path stored = store(folder);
            state.discard();
            System.exit(Files.exists(stored) ? 7 : 1);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Unused.class, Stuck.class})
    void aTemporaryFolderIsDeletedWhenTheProcessEnds(Class<?> main, @TempDir Path temporary) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName())
                .inheritIO()
                .start();

        assertThat(process.waitFor()).isEqualTo(7);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void whatAStageLeavesBehindThatEndsInOrderIsUsedAgain(@TempDir Path folder) throws Exception {
        use(folder, state -> state.end(true));
        Path stored = store(folder);

        use(folder, state -> {});

        assertThat(stored).exists();
    }

    @Test
    void whatAStageLeavesBehindThatIsKilledIsDeleted(@TempDir Path folder) throws Exception {
        use(folder, killed -> {});
        Path stored = store(folder);

        use(folder, next -> next.end(true));

        assertThat(stored).doesNotExist();
    }

    @Test
    void whatAnEarlierVersionHasLeftBehindIsDeleted(@TempDir Path folder) throws Exception {
        Path stored = store(folder);

        use(folder, next -> {});

        assertThat(stored).doesNotExist();
    }

    /** It was there in between, and knows nothing of the mark. */
    @Test
    void whatAnEarlierVersionHasLeftBehindAfterThisOneIsDeleted(@TempDir Path folder) throws Exception {
        use(folder, state -> state.end(true));
        Path stored = store(folder);
        Files.createFile(folder.resolve("counting.in-use"));

        use(folder, next -> {});

        assertThat(stored).doesNotExist();
    }

    @Test
    void whatAnotherKafkaHasLeftBehindIsDeleted(@TempDir Path folder) throws Exception {
        use(folder, state -> state.end(true));
        Path stored = store(folder);
        Files.writeString(folder.resolve("counting.in-order"), "4.3.1");

        use(folder, next -> {});

        assertThat(stored).doesNotExist();
    }

    @Test
    void whatAStageLeavesBehindThatFailsIsDeleted(@TempDir Path folder) throws Exception {
        use(folder, failed -> failed.end(false));
        Path stored = store(folder);

        use(folder, next -> next.end(true));

        assertThat(stored).doesNotExist();
    }

    @Test
    void aStageThatDoesNotGetToStartLeavesThingsAsTheyAre(@TempDir Path folder) throws Exception {
        use(folder, killed -> {});
        Path stored = store(folder);

        new LocalState(properties(folder)).end(true);
        assertThat(stored).exists();

        use(folder, next -> next.end(true));
        assertThat(stored).doesNotExist();
    }

    @Test
    void aTemporaryFolderIsDeletedAtTheEnd() throws Exception {
        Path folder = LocalState.temporary();
        Path stored = store(folder);

        use(folder, state -> state.end(true));

        assertThat(stored).doesNotExist();
        assertThat(folder).doesNotExist();
    }

    /** As Kafka Streams stores it. */
    private static Path store(Path folder) throws IOException {
        Path store = Files.createDirectories(folder.resolve("counting/0_0/rocksdb/counts"));
        return Files.writeString(store.resolve("000012.sst"), "counts");
    }

    private static void use(Path folder, Consumer<LocalState> end) {
        LocalState state = new LocalState(properties(folder));
        state.begin();
        end.accept(state);
    }

    private static Properties properties(Path folder) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "counting");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        return properties;
    }
}
