package io.moodstream.dashboard.legacy;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.moodstream.dashboard.frames.FaceJson;
import io.moodstream.dashboard.http.Resources;
import io.moodstream.dashboard.lectures.RecommendationJson;
import io.moodstream.reports.words.Language;
import io.moodstream.reports.words.Messages;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Renders the result pages of the legacy endpoints on the server, as their clients expect. */
final class ResultPages {
    private static final List<String> MEDIA = List.of("song", "movie", "book", "game");

    private static final Template RESULT = template("result");
    private static final Template RECOMMEND = template("recommend");
    private static final Template GONE = template("gone");

    private final Messages messages;
    private final ResultWords words;
    private final String page;

    ResultPages(Language language) {
        messages = Messages.in(language);
        words = new ResultWords(messages);
        page = text("/web/" + language.tag() + "/template.html");
    }

    /** Returns the page with the picture, its faces and the recommendation. */
    String result(Prediction prediction) {
        Map<String, Object> values = values();
        values.put("id", prediction.id());
        values.put("faces", prediction.faces().stream().map(this::face).toList());
        values.put("several", prediction.faces().size() > 1);
        values.put("majority", prediction.emotion().name());
        values.put("sentence", words.sentence(prediction));
        values.put("why", why(prediction));
        values.put(
                "genres",
                prediction.recommendation().map(RecommendationJson::genres).orElse(List.of()));
        MEDIA.forEach(medium -> values.put(medium + "s", titles(prediction, medium)));
        return page("result", RESULT.execute(values));
    }

    /** Returns the page for a result that has been deleted. */
    String gone() {
        return page("result", GONE.execute(values()));
    }

    /**
     * Returns the page with the titles of one medium.
     *
     * @param medium the medium as the recommendation calls it, such as movie
     */
    String recommend(Prediction prediction, String medium) {
        Map<String, Object> values = values();
        values.put("heading", messages.text("fits." + medium));
        values.put("medium", messages.text("medium." + medium));
        values.put("emotion", prediction.emotion().name());
        values.put("looks", messages.looks(prediction.emotion()));
        values.put("why", why(prediction));
        values.put("items", titles(prediction, medium));
        return page("recommendations", RECOMMEND.execute(values));
    }

    private Map<String, Object> values() {
        Map<String, Object> values = new HashMap<>();
        values.put("t", (Mustache.Lambda) (key, out) ->
                out.write(Escapers.HTML.escape(messages.text(key.execute().strip()))));
        return values;
    }

    private String page(String title, String content) {
        return page.replace("<!-- title -->", messages.text("title." + title)).replace("<!-- content -->", content);
    }

    /** Returns a face for the template, with its edges in per cent of the picture. */
    private Map<String, Object> face(FaceJson face) {
        return Map.of(
                "x", percent(face.box().x()),
                "y", percent(face.box().y()),
                "width", percent(face.box().width()),
                "height", percent(face.box().height()),
                "label", words.label(face),
                "emotion", face.readable() ? face.emotion() : "");
    }

    private static double percent(double share) {
        return Math.round(1000 * share) / 10.0;
    }

    private String why(Prediction prediction) {
        return prediction.recommendation().map(words::why).orElse("");
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
