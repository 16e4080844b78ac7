package io.moodstream.launcher.demo;

/** The phases of a demo, and how one follows another. */
enum DemoPhase {
    /** The sources play. */
    PLAYING {
        @Override
        DemoPhase next(Situation now) {
            if (now.interrupted()) {
                return onInterruption(now);
            }
            if (now.exits()) {
                return now.complete() ? ENDED : PLAYING;
            }
            return now.answered() ? IDLE : PLAYING;
        }
    },

    /** The sources have ended, and the pipeline continues to run. */
    IDLE {
        @Override
        DemoPhase next(Situation now) {
            return now.interrupted() ? onInterruption(now) : IDLE;
        }
    },

    /** A signal has asked the sources to stop; frames in flight are finished. */
    STOPPING {
        @Override
        DemoPhase next(Situation now) {
            if (now.failed()) {
                return FAILED;
            }
            return now.complete() ? ENDED : STOPPING;
        }
    },

    /** A source has failed; frames in flight have some time left. What Kafka did not accept never gets a result. */
    FAILED {
        @Override
        DemoPhase next(Situation now) {
            return now.complete() || now.patienceIsOver() ? ENDED : FAILED;
        }
    },

    /** The demo is over. */
    ENDED {
        @Override
        DemoPhase next(Situation now) {
            return ENDED;
        }
    };

    /** Returns the phase that follows, which may be this one. */
    abstract DemoPhase next(Situation now);

    private static DemoPhase onInterruption(Situation now) {
        return now.failed() ? FAILED : STOPPING;
    }

    /**
     * The situation that decides about the next phase.
     *
     * @param exits whether the demo ends when its sources have ended
     * @param stopping whether a signal has asked it to stop
     * @param failed whether a source has failed
     * @param patienceIsOver whether that was too long ago to wait any further
     * @param answered whether all sources have ended and every frame has its result
     * @param lectureIsOver whether nothing more is expected of the lecture
     */
    record Situation(
            boolean exits,
            boolean stopping,
            boolean failed,
            boolean patienceIsOver,
            boolean answered,
            boolean lectureIsOver) {

        private boolean interrupted() {
            return stopping || failed;
        }

        private boolean complete() {
            return answered && lectureIsOver;
        }
    }
}
