package io.moodstream.dashboard.consents;

import io.moodstream.schemas.Consent;

/** Stores consents. */
public interface ConsentWriter {
    /**
     * Stores a consent, and waits until it is stored.
     *
     * @throws io.moodstream.dashboard.http.Problem 503 if it cannot be stored
     */
    void publish(Consent consent);
}
