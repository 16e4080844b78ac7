package io.moodstream.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.testing.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;

/** One version for everything: the POM's. The command prints the one in the jar's manifest. */
class VersionIT {
    private static final String VERSION = all("pom.xml", "<artifactId>moodstream</artifactId>\\s*<version>([^<]+)")
            .get(0);

    @Test
    void theJarCarriesIt() throws IOException {
        try (JarFile jar = new JarFile("target/moodstream.jar")) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            assertThat(manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION))
                    .isEqualTo(VERSION);
        }
    }

    @Test
    void theChangelogBeginsWithIt() {
        assertThat(all("CHANGELOG.md", "(?m)^## \\[(\\d[^]]*)]")).startsWith(VERSION);
    }

    @Test
    void theImagesCarryIt() {
        assertThat(all("docker-compose.yml", "image: moodstream:(\\S+)")).containsOnly(VERSION);
        assertThat(all("docker-compose.gpu.yml", "image: moodstream:(\\S+)")).containsOnly(VERSION + "-gpu");
    }

    /** Not every Kafka will do: docs/decisions/0038. */
    @Test
    void theBrokersOfDockerComposeAreOfTheKafkaThatIsTested() {
        assertThat(all("docker-compose.yml", "image: apache/kafka:(\\S+)")).containsExactly(AppInfoParser.getVersion());
    }

    @Test
    void theNpmPackagesAndTheHttpApiCarryIt() {
        String json = "\\A[^\\[]*?\"version\": \"([^\"]+)\"";
        assertThat(all("dashboard/src/main/resources/openapi.json", json)).containsExactly(VERSION);
        assertThat(all("dashboard/web/package.json", json)).containsExactly(VERSION);
        assertThat(all("detector-stream/package.json", json)).containsExactly(VERSION);
    }

    /** The first group of every match in a file of the project. */
    private static List<String> all(String file, String pattern) {
        try {
            String text = Files.readString(SharedData.projectRoot().resolve(file));
            return Pattern.compile(pattern)
                    .matcher(text)
                    .results()
                    .map(match -> match.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
