package io.moodstream.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.testing.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A document of the project.
 *
 * @param path its place, seen from the project's root
 * @param text the whole of it
 */
record Markdown(String path, String text) {
    private static final Path ROOT = SharedData.projectRoot();
    private static final Pattern CODE = Pattern.compile("^```.*?^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
    private static final Pattern TEST = Pattern.compile("@\\w*Test\\s[^;{]*?void (\\w+)\\(");
    private static final Pattern COMMAND = Pattern.compile(
            "(?:^|`)(?:[A-Z_]+=\\S+ )*\\./moodstream ([^`\\n]*?)(?:\\s+#.*)?(?:`|$)", Pattern.MULTILINE);

    static Markdown read(String path) {
        try {
            return new Markdown(path, Files.readString(ROOT.resolve(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All documents of the project. */
    static Stream<Markdown> all() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> others = Stream.of(
                                "README.md",
                                "CONTRIBUTING.md",
                                "SECURITY.md",
                                "CODE_OF_CONDUCT.md",
                                "CHANGELOG.md",
                                "training/README.md")
                        .map(ROOT::resolve)) {
            return Stream.concat(docs, others)
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(file -> read(ROOT.relativize(file).toString()))
                    .toList()
                    .stream();
        }
    }

    /** The names of all classes of the project, and of those generated from schemas. */
    static Set<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java") || name.endsWith(".avsc"))
                    .map(name -> name.substring(0, name.lastIndexOf('.')))
                    .collect(Collectors.toSet());
        }
    }

    /** The names of all tests of the project, such as {@code DocumentsTest.theReadmeIsShort}. */
    static Set<String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.getFileName().toString().endsWith("Test.java"))
                    .flatMap(Markdown::testsOf)
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<String> testsOf(Path file) {
        String name = file.getFileName().toString().replace(".java", "");
        try {
            return TEST.matcher(Files.readString(file)).results().map(test -> name + "." + test.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> lines() {
        return text.lines().toList();
    }

    /** What stands between the markers of that name. */
    String section(String name) {
        return text.substring(begin(name), end(name));
    }

    /** Writes something else between the markers. */
    void rewrite(String name, String section) throws IOException {
        Files.writeString(ROOT.resolve(path), text.substring(0, begin(name)) + section + text.substring(end(name)));
    }

    /** The blocks of code in that language. */
    List<String> code(String language) {
        String fence = "```" + language + "\n";
        return CODE.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(block -> block.startsWith(fence))
                .map(block -> block.substring(fence.length(), block.length() - "```".length()))
                .toList();
    }

    /** The arguments of every {@code ./moodstream} in the document. */
    List<String> commands() {
        return COMMAND.matcher(text).results().map(found -> found.group(1)).toList();
    }

    /** Links to files that are not there, or to headings that they do not have. */
    List<String> brokenLinks() {
        return LINK.matcher(withoutCode())
                .results()
                .map(found -> found.group(1))
                .filter(link -> !link.matches("https?:.*"))
                .filter(link -> !leadsSomewhere(link))
                .toList();
    }

    private boolean leadsSomewhere(String link) {
        String[] parts = link.split("#", 2);
        Path file = parts[0].isEmpty()
                ? ROOT.resolve(path)
                : ROOT.resolve(path).resolveSibling(parts[0]).normalize();
        if (!Files.exists(file)) {
            return false;
        }
        return parts.length == 1
                || read(ROOT.relativize(file).toString()).anchors().contains(parts[1]);
    }

    /** The headings, as GitHub makes anchors of them. */
    private Set<String> anchors() {
        return HEADING.matcher(withoutCode())
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private String withoutCode() {
        return CODE.matcher(text).replaceAll("");
    }

    private int begin(String name) {
        String marker = "<!-- " + name + ": begin, checked by DocumentsTest -->\n";
        assertThat(text).as(path).contains(marker);
        return text.indexOf(marker) + marker.length();
    }

    private int end(String name) {
        String marker = "<!-- " + name + ": end -->";
        assertThat(text).as(path).contains(marker);
        return text.indexOf(marker);
    }

    @Override
    public String toString() {
        return path;
    }
}
