package io.moodstream.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.classifier.ClassifierConfig;
import io.moodstream.dashboard.DashboardConfig;
import io.moodstream.detector.DetectorConfig;
import io.moodstream.ingest.IngestConfig;
import io.moodstream.kit.SettingKey;
import io.moodstream.kit.StageConfig;
import io.moodstream.recommender.RecommenderConfig;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import io.moodstream.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps the README's tables true. After a change of settings run with -Dgolden.accept=true to write them anew. */
class ReadmeTest {
    private static final Path README = SharedData.projectRoot().resolve("README.md");

    @Test
    void theTableOfSettingsIsTheRecords() throws IOException {
        StringBuilder table = new StringBuilder("| setting | default | meaning |\n|---|---|---|\n");
        List.of(
                        StageConfig.class,
                        IngestConfig.class,
                        DetectorConfig.class,
                        ClassifierConfig.class,
                        RecommenderConfig.class,
                        DashboardConfig.class)
                .forEach(config -> SettingKey.of(config).forEach(key -> table.append(row(key))));
        assertSection("settings", table.toString());
    }

    @Test
    void theTableOfTopicsIsTheTopics() throws IOException {
        String table = Topics.ALL.stream().map(ReadmeTest::row).collect(Collectors.joining());
        assertSection("topics", "| topic | partitions | kept for | cleanup |\n|---|---|---|---|\n" + table);
    }

    private static String row(SettingKey key) {
        String fallback =
                key.setting().value().isEmpty() ? "" : "`" + key.setting().value() + "`";
        return "| `" + key.key() + "` | " + fallback + " | "
                + key.setting().doc().replace("|", "\\|") + " |\n";
    }

    private static String row(Topic<?, ?> topic) {
        String kept = topic.retention().isNegative()
                ? "ever"
                : topic.retention().toDays() > 0
                        ? topic.retention().toDays() + " days"
                        : topic.retention().toHours() > 0
                                ? topic.retention().toHours() + " hours"
                                : topic.retention().toMinutes() + " minutes";
        return "| `" + topic.name() + "` | " + topic.partitions() + " | " + kept + " | "
                + topic.config().get("cleanup.policy") + " |\n";
    }

    private static void assertSection(String name, String expected) throws IOException {
        String begin = "<!-- " + name + ": begin, checked by ReadmeTest -->\n";
        String end = "<!-- " + name + ": end -->";
        String readme = Files.readString(README);
        int from = readme.indexOf(begin) + begin.length();
        int to = readme.indexOf(end);
        assertThat(to).as("markers of " + name + " in README.md").isGreaterThanOrEqualTo(from);
        if (Boolean.getBoolean("golden.accept")) {
            Files.writeString(README, readme.substring(0, from) + expected + readme.substring(to));
            return;
        }
        assertThat(readme.substring(from, to)).isEqualTo(expected);
    }
}
