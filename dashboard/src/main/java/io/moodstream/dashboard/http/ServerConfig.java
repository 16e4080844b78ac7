package io.moodstream.dashboard.http;

import java.util.Optional;
import java.util.Set;

/**
 * What the web server needs of the dashboard's settings.
 *
 * @param address the address to bind to
 * @param port the port to listen on; 0 takes a free one
 * @param teacherToken what a teacher signs in with; without one only this machine is served
 * @param visitors whether people who have not joined may send single pictures
 * @param allowedOrigins other sites whose pages may use it, without a slash at the end
 * @param trustProxy whether a reverse proxy's headers are believed
 * @param maxUpload bytes of a picture
 * @param requests requests of one client a minute
 * @param students new seats of one address an hour
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
        int students) {

    /** Whether there is no token: this machine only, and everybody on it is a teacher. */
    boolean open() {
        return teacherToken.isEmpty();
    }
}
