package io.moodstream.dashboard.legacy;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.moodstream.dashboard.frames.FaceJson;
import io.moodstream.dashboard.http.Resources;
import io.moodstream.dashboard.lectures.RecommendationJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Renders the result pages of the legacy endpoints on the server, as their clients expect. */
final class ResultPages {
    private static final List<String> MEDIA = List.of("song", "movie", "book", "game");

    private final String page = text("/web/en/template.html");
    private final Template result = template("result");
    private final Template recommend = template("recommend");
    private final Template gone = template("gone");

    /** Returns the page with the picture, its faces and the recommendation. */
    String result(Prediction prediction) {
        Map<String, Object> values = new HashMap<>();
        values.put("id", prediction.id());
        values.put("faces", prediction.faces().stream().map(ResultPages::face).toList());
        values.put("several", prediction.faces().size() > 1);
        values.put("majority", prediction.emotion().name());
        values.put("sentence", ResultWords.sentence(prediction));
        values.put("why", why(prediction));
        values.put(
                "genres",
                prediction.recommendation().map(RecommendationJson::genres).orElse(List.of()));
        MEDIA.forEach(medium -> values.put(medium + "s", titles(prediction, medium)));
        return page("Result", result.execute(values));
    }

    /** Returns the page for a result that has been deleted. */
    String gone() {
        return page("Result", gone.execute(Map.of()));
    }

    /**
     * Returns the page with the titles of one medium.
     *
     * @param medium the medium as the recommendation calls it, such as movie
     * @param heading the medium as the client called it, such as Movies
     */
    String recommend(Prediction prediction, String medium, String heading) {
        return page(
                "Recommendations",
                recommend.execute(Map.of(
                        "medium", heading,
                        "emotion", prediction.emotion().name(),
                        "why", why(prediction),
                        "items", titles(prediction, medium))));
    }

    private String page(String title, String content) {
        return page.replace("<!-- title -->", title).replace("<!-- content -->", content);
    }

    /** Returns a face for the template, with its edges in per cent of the picture. */
    private static Map<String, Object> face(FaceJson face) {
        double right = face.box().x() + face.box().width();
        return Map.of(
                "x", percent(face.box().x()),
                "y", percent(face.box().y()),
                "width", percent(face.box().width()),
                "height", percent(face.box().height()),
                "right", percent(right),
                "end", face.box().x() + right > 1, // then the label is aligned to its right edge
                "label", ResultWords.label(face),
                "emotion", face.readable() ? face.emotion() : "");
    }

    private static double percent(double share) {
        return Math.round(1000 * share) / 10.0;
    }

    private static String why(Prediction prediction) {
        return prediction.recommendation().map(RecommendationJson::why).orElse("");
    }

    private static List<RecommendationJson.Item> titles(Prediction prediction, String medium) {
        return prediction.recommendation().stream()
                .flatMap(recommendation -> recommendation.items().stream())
                .filter(item -> item.medium().equals(medium))
                .toList();
    }

    private static Template template(String name) {
        return Mustache.compiler()
                .defaultValue("")
                .emptyStringIsFalse(true)
                .compile(text("/templates/" + name + ".html"));
    }

    private static String text(String path) {
        return new String(Resources.read(path), StandardCharsets.UTF_8);
    }
}
