package io.moodstream.launcher.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * One camera's frames: each is replied to once, in order, and those that are accepted are answered once. What does not
 * go by that is an error.
 */
final class CameraProtocolChecker {
    private final CameraTally tally;
    private final LoadErrors errors;
    private final Queue<CameraTally.Sent> unreplied = new ArrayDeque<>();
    private final Map<Long, CameraTally.Sent> unanswered = new HashMap<>();

    CameraProtocolChecker(CameraTally tally, LoadErrors errors) {
        this.tally = tally;
        this.errors = errors;
    }

    /** A frame goes out now. */
    synchronized void send(long nanos) {
        unreplied.add(tally.send(nanos));
    }

    /** A message has come. */
    synchronized void hear(JsonNode message, long nanos) {
        String type = message.path("type").asText();
        switch (type) {
            case "welcome", "recommendation" -> {}
            case "accepted", "dropped", "refused" -> reply(type, message);
            case "emotions" -> answer(message, nanos);
            default -> errors.add("camera: " + message);
        }
    }

    private void reply(String type, JsonNode message) {
        CameraTally.Sent frame = unreplied.poll();
        if (frame == null) {
            errors.add("camera: a reply to no frame");
        } else if (type.equals("accepted")) {
            unanswered.put(message.path("sequence").asLong(), frame);
            tally.accept(frame);
        } else if (type.equals("dropped")) {
            tally.drop(frame, message.path("reason").asText());
        } else {
            errors.add("camera: refused: " + message.path("detail").asText());
        }
    }

    private void answer(JsonNode message, long nanos) {
        CameraTally.Sent frame = unanswered.remove(message.path("sequence").asLong());
        if (frame == null) {
            errors.add("camera: an answer to no frame that waits for one");
        } else {
            tally.answer(frame, nanos);
        }
    }

    /** Frames without a reply yet. */
    synchronized int unreplied() {
        return unreplied.size();
    }
}
