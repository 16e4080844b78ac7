package io.moodstream.dashboard.frames;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.moodstream.dashboard.http.Resources;
import io.moodstream.dashboard.lectures.RecommendationJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The older systems' result pages, rendered here: their clients expect them as answers. */
final class ResultPages {
    private final String frame = text("/web/template.html");
    private final Template result = template("result");
    private final Template recommend = template("recommend");

    /**
     * The picture, its faces, and music that fits.
     *
     * @param picture whether the topic still keeps the picture
     */
    String result(Prediction prediction, boolean picture) {
        return page(
                "Your result",
                result.execute(Map.of(
                        "id", prediction.id(),
                        "emotion", prediction.emotion().name(),
                        "picture", picture,
                        "faces",
                                prediction.faces().stream()
                                        .map(ResultPages::face)
                                        .toList(),
                        "genres", genres(prediction),
                        "songs", titles(prediction, "song"))));
    }

    /** A page that says that nothing is remembered any more. */
    String forgotten() {
        return page("Your result", result.execute(Map.of("forgotten", true)));
    }

    /**
     * Titles of one medium.
     *
     * @param medium song, movie or book
     * @param heading as the client called it, such as Movies
     */
    String recommend(Prediction prediction, String medium, String heading) {
        return page(
                heading + " for you",
                recommend.execute(Map.of(
                        "heading",
                        heading,
                        "medium",
                        medium,
                        "emotion",
                        prediction.emotion().name(),
                        "titles",
                        titles(prediction, medium))));
    }

    private String page(String title, String content) {
        return frame.replace("<!-- title -->", title).replace("<!-- content -->", content);
    }

    /** Edges in per cent of the picture, for an SVG with a view box of 100 x 100. */
    private static Map<String, Object> face(FaceJson face) {
        return Map.of(
                "track",
                face.track(),
                "emotion",
                face.emotion(),
                "readable",
                face.readable(),
                "percent",
                Math.round(100 * face.confidence()),
                "x",
                100 * face.box().x(),
                "y",
                100 * face.box().y(),
                "width",
                100 * face.box().width(),
                "height",
                100 * face.box().height());
    }

    private static List<String> genres(Prediction prediction) {
        return prediction.recommendation().map(RecommendationJson::genres).orElse(List.of());
    }

    private static List<RecommendationJson.Item> titles(Prediction prediction, String medium) {
        return prediction.recommendation().stream()
                .flatMap(recommendation -> recommendation.items().stream())
                .filter(item -> item.medium().equals(medium))
                .toList();
    }

    private static Template template(String name) {
        return Mustache.compiler().nullValue("").defaultValue("").compile(text("/templates/" + name + ".html"));
    }

    private static String text(String path) {
        return new String(Resources.read(path), StandardCharsets.UTF_8);
    }
}
