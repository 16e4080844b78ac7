package io.moodstream.launcher.demo;

/** What a demo is doing, and what it does next. */
enum DemoPhase {
    /** The sources play and the stages answer. */
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

    /** The sources have ended, and whoever wants may go on watching. */
    IDLE {
        @Override
        DemoPhase next(Situation now) {
            return now.interrupted() ? onInterruption(now) : IDLE;
        }
    },

    /** A signal has asked the sources to stop; what is under way is finished. */
    STOPPING {
        @Override
        DemoPhase next(Situation now) {
            if (now.failed()) {
                return FAILED;
            }
            return now.complete() ? ENDED : STOPPING;
        }
    },

    /** A source has failed; what is under way has some time left. What Kafka did not take is never answered. */
    FAILED {
        @Override
        DemoPhase next(Situation now) {
            return now.complete() || now.patienceIsOver() ? ENDED : FAILED;
        }
    },

    /** Nothing is left to wait for. */
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
     * What a phase decides by.
     *
     * @param exits whether the demo ends when its sources have ended
     * @param stopping whether a signal has asked it to stop
     * @param failed whether a source has failed
     * @param patienceIsOver whether that was too long ago to wait any further
     * @param answered whether all sources have ended and every frame is answered
     * @param lectureIsOver whether the lecture holds nothing more to wait for
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
