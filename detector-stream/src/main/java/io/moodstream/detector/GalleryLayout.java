package io.moodstream.detector;

import io.moodstream.detector.models.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a meeting's gallery was laid out anew between two frames, and tells which face has gone where: faces keep
 * their reading order when somebody joins or leaves, whatever the size of the grid. So the faces before and after are
 * aligned in reading order, as the lines of two texts are, by what is beside each face. Whoever does not keep the order
 * cannot be told; if most do not, nobody can.
 */
final class GalleryLayout {
    /** Surroundings that differ by more than this are not those of the same person. */
    private static final double OTHER = 14;

    /** Those that differ by less than this are, where most people have kept the order. */
    private static final double SAME = 9;

    /** Only those that differ by less than this show that most people have kept the order. */
    private static final double CERTAIN = 6;

    /** A place that shows somebody else is a change of one; a new layout changes at least two. */
    private static final int CHANGES = 2;

    /** By how many faces an alignment must be better than leaving everybody in place. */
    private static final double BETTER = 1.5;

    /** Faces whose middles are closer than this, in heights of a face, are in one row. */
    private static final double ROW = 0.6;

    private GalleryLayout() {}

    /** A face of the new frame: its number in the frame, its box and what is beside it. */
    private record Place(int index, Box box, Surroundings surroundings) {}

    /**
     * Returns the track of each box if the gallery was laid out anew.
     *
     * @param known tracks that were seen in the frame before
     * @param boxes the new boxes
     * @param surroundings what is beside them
     * @param inPlace the track of each box by its place alone, null if there is none
     * @return null for a box whose track cannot be told; empty if the layout is as it was
     */
    static Optional<@Nullable Track[]> after(
            List<Track> known, List<Box> boxes, List<Surroundings> surroundings, @Nullable Track[] inPlace) {
        List<Track> before = known.stream()
                .filter(track -> track.missed() == 0 && !track.surroundings().isEmpty())
                .toList();
        boolean gallery = before.size() >= PictureContent.GALLERY
                && boxes.size() >= PictureContent.GALLERY
                && surroundings.stream().noneMatch(Surroundings::isEmpty);
        if (!gallery) {
            return Optional.empty();
        }
        int stayed = alike(inPlace, surroundings, OTHER);
        if (before.size() - stayed < CHANGES) {
            return Optional.empty();
        }
        @Nullable Track[] aligned = align(before, boxes, surroundings);
        boolean better = score(aligned, surroundings) >= score(inPlace, surroundings) + BETTER;
        if (!better && stayed >= before.size() / 2) {
            return Optional.empty();
        }
        boolean inOrder = alike(aligned, surroundings, CERTAIN) > before.size() / 2;
        return Optional.of(inOrder ? sure(aligned, surroundings) : new Track[boxes.size()]);
    }

    /** Counts the boxes with a track beside which it looks as before. */
    private static int alike(@Nullable Track[] tracks, List<Surroundings> now, double limit) {
        int alike = 0;
        for (int i = 0; i < tracks.length; i++) {
            Track track = tracks[i];
            alike += track != null && difference(track, now.get(i)) < limit ? 1 : 0;
        }
        return alike;
    }

    private static double difference(Track track, Surroundings now) {
        return track.surroundings().isEmpty() ? 0 : track.surroundings().difference(now);
    }

    /** Leaves out the tracks beside which it looks otherwise than before. */
    private static @Nullable Track[] sure(@Nullable Track[] tracks, List<Surroundings> now) {
        @Nullable Track[] sure = new Track[tracks.length];
        for (int i = 0; i < tracks.length; i++) {
            Track track = tracks[i];
            sure[i] = track != null && difference(track, now.get(i)) < SAME ? track : null;
        }
        return sure;
    }

    private static double score(@Nullable Track[] tracks, List<Surroundings> now) {
        double score = 0;
        for (int i = 0; i < tracks.length; i++) {
            Track track = tracks[i];
            score += track == null ? 0 : alike(track, now.get(i));
        }
        return score;
    }

    /** Returns how much it looks as before beside a face: 1 for just so, 0 for other. */
    private static double alike(Track track, Surroundings now) {
        return Math.max(0, 1 - difference(track, now) / OTHER);
    }

    /** Aligns two sequences by dynamic programming (Needleman and Wunsch 1970), in reading order. */
    private static @Nullable Track[] align(List<Track> known, List<Box> boxes, List<Surroundings> surroundings) {
        List<Track> before = inReadingOrder(known, Track::box);
        List<Place> all = new ArrayList<>();
        for (int i = 0; i < boxes.size(); i++) {
            all.add(new Place(i, boxes.get(i), surroundings.get(i)));
        }
        List<Place> after = inReadingOrder(all, Place::box);
        double[][] best = new double[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                double pair =
                        best[i + 1][j + 1] + alike(before.get(i), after.get(j).surroundings());
                best[i][j] = Math.max(pair, Math.max(best[i + 1][j], best[i][j + 1]));
            }
        }
        @Nullable Track[] aligned = new Track[boxes.size()];
        for (int i = 0, j = 0; i < before.size() && j < after.size(); ) {
            double pair = alike(before.get(i), after.get(j).surroundings());
            if (pair > 0 && best[i][j] == best[i + 1][j + 1] + pair) {
                aligned[after.get(j++).index()] = before.get(i++);
            } else if (best[i][j] == best[i + 1][j]) {
                i++;
            } else {
                j++;
            }
        }
        return aligned;
    }

    private static <T> List<T> inReadingOrder(List<T> faces, Function<T, Box> box) {
        List<T> byHeight = new ArrayList<>(faces);
        byHeight.sort(Comparator.comparingDouble(face -> box.apply(face).centreY()));
        List<T> ordered = new ArrayList<>();
        List<T> row = new ArrayList<>();
        float last = 0;
        for (T face : byHeight) {
            Box here = box.apply(face);
            if (!row.isEmpty() && here.centreY() - last > ROW * here.height()) {
                close(row, ordered, box);
            }
            row.add(face);
            last = here.centreY();
        }
        close(row, ordered, box);
        return ordered;
    }

    private static <T> void close(List<T> row, List<T> ordered, Function<T, Box> box) {
        row.sort(Comparator.comparingDouble(face -> box.apply(face).centreX()));
        ordered.addAll(row);
        row.clear();
    }
}
