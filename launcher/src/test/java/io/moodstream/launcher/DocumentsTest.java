package io.moodstream.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.kit.SettingKey;
import io.moodstream.launcher.access.Part;
import io.moodstream.launcher.cli.SettingsOptions;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Keeps the documents true: tables, links, commands and the names of classes. After a change of settings or topics run
 * with -Dgolden.accept=true to write the tables anew.
 */
class DocumentsTest {
    private static final Markdown README = Markdown.read("README.md");
    private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z]\\w*[a-z][A-Z]\\w*)`");
    private static final Pattern TOPIC_ROW = Pattern.compile("\\| `([\\w-]+)` \\|.*\\| ([^|]+) \\|");
    private static final Pattern FAULT_ROW = Pattern.compile("^\\| [^|]+ \\| `([a-z][a-z-]+)` \\| ", Pattern.MULTILINE);
    private static final Pattern TEST = Pattern.compile("(?<=`)\\w+Test\\.\\w+(?=`)");
    private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @Test
    void theReadmeIsShort() {
        assertThat(README.lines()).hasSizeLessThanOrEqualTo(150);
    }

    @Test
    void theTableOfSettingsIsTheRecords() throws IOException {
        StringBuilder table = new StringBuilder("| setting | default | meaning |\n|---|---|---|\n");
        SettingsOptions.RECORDS.forEach(config -> SettingKey.of(config).forEach(key -> table.append(row(key))));
        assertSection("docs/configuration.md", "settings", table.toString());
    }

    @Test
    void theTableOfTopicsIsTheTopics() throws IOException {
        String table = Topics.ALL.stream().map(DocumentsTest::row).collect(Collectors.joining());
        assertSection(
                "docs/consuming.md",
                "topics",
                "| topic | partitions | kept for | cleanup |\n|---|---|---|---|\n" + table);
    }

    @Test
    void theReadmeSaysHowLongTopicsAreKept() {
        List<String> rows = TOPIC_ROW
                .matcher(README.section("topics"))
                .results()
                .map(row -> row.group(1) + " " + row.group(2))
                .toList();
        List<String> topics = Topics.ALL.stream()
                .map(topic -> topic.name() + " " + keptFor(topic))
                .toList();
        assertThat(rows).hasSize(8).allMatch(topics::contains);
    }

    @Test
    void theTableOfRightsIsTheParts() throws IOException {
        String table = Stream.of(Part.values()).map(DocumentsTest::row).collect(Collectors.joining());
        assertSection(
                "docs/security.md",
                "rights",
                "| part, user | commands | reads | writes | deletes records of | besides |\n|---|---|---|---|---|---|\n"
                        + table);
    }

    @Test
    void everyTestThatSecurityIsPromisedByExists() throws IOException {
        List<String> promised = TEST.matcher(Markdown.read("docs/security.md").text())
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(promised).hasSizeGreaterThan(20);
        assertThat(Markdown.tests()).containsAll(promised);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Markdown document) {
        assertThat(document.brokenLinks()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCommandIsOneThatThereIs(Markdown document) {
        assertThat(document.commands()).allSatisfy(DocumentsTest::parse);
    }

    @Test
    void theTableOfFaultsIsWhatTortureTakes() {
        List<String> documented = FAULT_ROW
                .matcher(Markdown.read("docs/guarantees.md").text())
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(documented).containsExactlyInAnyOrderElementsOf(faults());
    }

    /** As --only takes them. */
    private static List<String> faults() {
        CommandLine torture =
                Objects.requireNonNull(Moodstream.commandLine().getSubcommands().get("torture"));
        return torture.getCommandSpec().findOption("--only").typeInfo().getAuxiliaryTypeInfos().stream()
                .flatMap(fault -> fault.getEnumConstantNames().stream())
                .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void noMergeWasLeftHalfDone(Markdown document) {
        assertThat(document.lines()).noneMatch(line -> line.startsWith("<<<<<<<") || line.startsWith(">>>>>>>"));
    }

    @Test
    void everyClassOfTheArchitectureExists() throws IOException {
        List<String> named = CLASS_NAME
                .matcher(Markdown.read("docs/architecture.md").text())
                .results()
                .map(name -> name.group(1))
                .toList();
        assertThat(named).isNotEmpty();
        assertThat(Markdown.sources()).containsAll(named);
    }

    @Test
    void theConsumerCompiles(@TempDir Path folder) throws IOException {
        String body = Markdown.read("docs/consuming.md").code("java").get(0);
        String imports = Pattern.compile("(?<=imports: |, )[\\w.*]+")
                .matcher(body.lines().findFirst().orElseThrow())
                .results()
                .map(name -> "import " + name.group() + ";\n")
                .collect(Collectors.joining());
        Path source = folder.resolve("Consumer20.java");
        Files.writeString(
                source, imports + "class Consumer20 { public static void main(String[] args) {\n" + body + "}}\n");
        String classPath = System.getProperty("java.class.path");
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int code = ToolProvider.getSystemJavaCompiler()
                .run(null, errors, errors, "-cp", classPath, "-d", folder.toString(), source.toString());
        assertThat(code).as(errors.toString(StandardCharsets.UTF_8)).isZero();
    }

    static Stream<Markdown> documents() throws IOException {
        return Markdown.all();
    }

    private static void parse(String command) {
        String[] words =
                ARGUMENT.matcher(command).results().map(DocumentsTest::unquoted).toArray(String[]::new);
        try {
            Moodstream.commandLine().parseArgs(words);
        } catch (CommandLine.MissingParameterException e) {
            // A command that is mentioned by its name alone.
            assertThat(words.length).as(command).isLessThanOrEqualTo(2);
        }
    }

    private static String unquoted(MatchResult argument) {
        return argument.group(1) == null ? argument.group(2) : argument.group(1);
    }

    private static String row(SettingKey key) {
        String fallback =
                key.setting().value().isEmpty() ? "" : "`" + key.setting().value() + "`";
        return "| `" + key.key() + "` | " + fallback + " | "
                + key.setting().doc().replace("|", "\\|") + " |\n";
    }

    private static String row(Topic<?, ?> topic) {
        return "| `" + topic.name() + "` | " + topic.partitions() + " | " + keptFor(topic) + " | "
                + topic.config().get("cleanup.policy") + " |\n";
    }

    private static String row(Part part) {
        List<String> cells = new ArrayList<>(List.of(part + ", `" + part.user() + "`", part.commands()));
        for (AclOperation operation : List.of(AclOperation.READ, AclOperation.WRITE, AclOperation.DELETE)) {
            cells.add(Topics.ALL.stream()
                    .filter(topic -> part.operations(topic).contains(operation))
                    .map(topic -> "`" + topic.name() + "`")
                    .collect(Collectors.joining(", ")));
        }
        cells.add(part.grants().stream()
                .filter(grant -> Topics.named(grant.name()).isEmpty())
                .map(grant -> grant.allowed() + ": `" + grant.on() + "`")
                .collect(Collectors.joining("; ")));
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String keptFor(Topic<?, ?> topic) {
        return topic.retention().isNegative()
                ? "ever"
                : topic.retention().toDays() > 0
                        ? topic.retention().toDays() + " days"
                        : topic.retention().toHours() > 0
                                ? topic.retention().toHours() + " hours"
                                : topic.retention().toMinutes() + " minutes";
    }

    private static void assertSection(String document, String name, String expected) throws IOException {
        Markdown markdown = Markdown.read(document);
        if (Boolean.getBoolean("golden.accept")) {
            markdown.rewrite(name, expected);
            return;
        }
        assertThat(markdown.section(name)).isEqualTo(expected);
    }
}
