package io.moodstream.launcher.benchmark.growth;

/**
 * The load of a soak.
 *
 * @param begin when the lectures began, ISO 8601
 * @param cores of the machine
 * @param framesPerSecond of all sources together
 * @param lectures lectures at a time
 * @param sources webcams of each that ingest plays, each with a user
 * @param cameras browsers of each that send pictures, one a second
 * @param listeners live pages of each
 * @param lectureSeconds how long a lecture lasts
 * @param warmUpSeconds seconds at first that are not judged
 */
record SoakLoad(
        String begin,
        int cores,
        double framesPerSecond,
        int lectures,
        int sources,
        int cameras,
        int listeners,
        int lectureSeconds,
        double warmUpSeconds) {

    /** Returns the frames a second of each source that ingest plays. */
    double sourceRate() {
        return (framesPerSecond - lectures * cameras) / (lectures * sources);
    }
}
