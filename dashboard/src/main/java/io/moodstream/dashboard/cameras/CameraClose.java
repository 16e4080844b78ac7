package io.moodstream.dashboard.cameras;

/** Why the server closes a camera's socket, with the status code of RFC 6455. */
enum CameraClose {
    /** The browser does not read its messages. */
    TOO_SLOW(1008, "slow reader: too many unread messages"),
    /** The same seat has connected again. */
    TAKEN_OVER(1008, "taken over: this seat has connected again"),
    /** The same page has connected again, or an attempt that it has given up has come through late. */
    REPLACED(1001, "replaced: this page has connected again"),
    /** Nothing has arrived from the browser for some seconds. */
    LOST(1001, "connection lost: nothing has arrived for " + CameraSession.MOST_SILENT_SECONDS + " s"),
    /** The teacher has ended the lecture. */
    ENDED(1000, "lecture ended: the teacher has ended it"),
    /** Everything of the user is being deleted. */
    ERASED(1000, "erased: what is this user's is being deleted"),
    /** The user has withdrawn the consent. */
    WITHDRAWN(1000, "withdrawn: this user has withdrawn the consent"),
    /** Too many cameras are connected. */
    TOO_MANY(1013, "too many cameras; try again later");

    private final int code;
    private final String reason;

    CameraClose(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    int code() {
        return code;
    }

    String reason() {
        return reason;
    }
}
