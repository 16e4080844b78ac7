package io.moodstream.launcher.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Checks the socket's protocol for one camera: every frame gets one reply, in order, and every accepted frame gets one
 * result. Anything else is an error.
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

    /** Notes that a frame is being sent. */
    synchronized void send(long nanos) {
        unreplied.add(tally.send(nanos));
    }

    /** Checks a message from the server. */
    synchronized void hear(JsonNode message, long nanos) {
        String type = message.path("type").asText();
        switch (type) {
            case "welcome", "ping", "recommendation" -> {}
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
            errors.add("camera: a result for a frame that is not waiting for one");
        } else {
            tally.answer(frame, nanos);
        }
    }

    /** Returns the number of frames without a reply. */
    synchronized int unreplied() {
        return unreplied.size();
    }
}
