package io.moodstream.dashboard.http;

import java.util.Optional;
import java.util.Set;

/**
 * The web server's part of the dashboard's settings.
 *
 * @param address the address to bind to
 * @param port the port to listen on; 0 picks a free one
 * @param teacherToken the token with which teachers sign in; without it only this machine is served
 * @param visitors whether people who have not joined a lecture may send single pictures
 * @param allowedOrigins other sites whose pages may use the API, without a trailing slash
 * @param trustProxy whether the headers of a reverse proxy are trusted
 * @param maxUpload maximum bytes of an uploaded picture
 * @param requests maximum requests per client and minute
 * @param students maximum new seats per address and hour
 * @param audioOrigins other sites whose audio the pages may play
 */
public record ServerConfig(
        String address,
        int port,
        Optional<String> teacherToken,
        boolean visitors,
        Set<String> allowedOrigins,
        boolean trustProxy,
        int maxUpload,
        int requests,
        int students,
        Set<String> audioOrigins) {

    /** Returns whether there is no token: only this machine is served, and everybody on it is a teacher. */
    boolean open() {
        return teacherToken.isEmpty();
    }
}
