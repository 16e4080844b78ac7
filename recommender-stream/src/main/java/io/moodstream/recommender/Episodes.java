package io.moodstream.recommender;

import io.moodstream.recommender.clock.Windows;
import io.moodstream.recommender.state.ReportEpisodes;
import io.moodstream.schemas.Attention;
import io.moodstream.schemas.AttentionReason;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.ReportWindow;
import java.util.List;

/**
 * Counts how often attention was opened in each window of a lecture. Whether a window has enough people is known when
 * it closes, which may be before or after; so the counts are added up only when the report is made.
 *
 * @param store the counts, by the start of the window
 * @param windows the windows of a lecture
 */
record Episodes(LectureStore<ReportEpisodes> store, Windows windows) {
    private static final ReportEpisodes NONE = new ReportEpisodes(0, 0, 0, 0, true);

    /** Counts attention that has opened, in its window. */
    void add(Attention opened) {
        String lectureId = opened.getLectureId();
        long start = windows.start(opened.getAt().toEpochMilli());
        int negative = opened.getReason() == AttentionReason.NEGATIVE ? 1 : 0;
        int ofUser = opened.getUserId() == null ? 0 : 1;
        ReportEpisodes known = in(lectureId, start);
        store.put(
                lectureId,
                LectureStore.name(start),
                new ReportEpisodes(
                        known.getNegative() + negative,
                        known.getAbsent() + 1 - negative,
                        known.getNegativeOfUsers() + negative * ofUser,
                        known.getAbsentOfUsers() + (1 - negative) * ofUser,
                        known.getUsersCount()));
    }

    /** Notes whether sources with a user count in the window of a mood. */
    void count(LectureMood mood) {
        long start = mood.getWindowStart().toEpochMilli();
        boolean usersCount = mood.getCounting() != Counting.HERE;
        ReportEpisodes known = in(mood.getLectureId(), start);
        if (known.getUsersCount() != usersCount) {
            store.put(
                    mood.getLectureId(),
                    LectureStore.name(start),
                    ReportEpisodes.newBuilder(known).setUsersCount(usersCount).build());
        }
    }

    /** Returns the sum over the windows with a mood: nobody may learn how often one of too few people stood out. */
    ReportEpisodes inWindowsWithMood(String lectureId, List<ReportWindow> timeline) {
        return timeline.stream()
                .filter(Timeline::hasMood)
                .map(window -> counted(in(lectureId, window.getStart().toEpochMilli())))
                .reduce(NONE, Episodes::sum);
    }

    private ReportEpisodes in(String lectureId, long start) {
        ReportEpisodes known = store.get(lectureId, LectureStore.name(start));
        return known == null ? NONE : known;
    }

    private static ReportEpisodes sum(ReportEpisodes one, ReportEpisodes other) {
        return new ReportEpisodes(
                one.getNegative() + other.getNegative(), one.getAbsent() + other.getAbsent(), 0, 0, true);
    }

    private static ReportEpisodes counted(ReportEpisodes all) {
        return all.getUsersCount()
                ? all
                : new ReportEpisodes(
                        all.getNegative() - all.getNegativeOfUsers(),
                        all.getAbsent() - all.getAbsentOfUsers(),
                        0,
                        0,
                        false);
    }
}
