package io.moodstream.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.detector.models.Box;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests that tracks survive a gallery that is laid out anew, as far as that can be told. */
class GalleryLayoutTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private final IouTracker tracker = new IouTracker(0.3f, Duration.ofSeconds(2));
    private SourceTracks tracks = SourceTracks.NONE;
    private boolean relaid;
    private int second;

    @Test
    void whoeverJoinsAtTheStartMovesEverybodyElseWithTheirTracks() {
        see(people(0, 24));
        assertThat(see(joined(0, people(0, 24)))).startsWith(25L, 1L, 2L, 3L).hasSize(25);
        assertThat(relaid).isTrue();
    }

    @Test
    void alsoWhereTheGridGrows() {
        see(people(0, 25));
        List<Long> after = see(joined(12, people(0, 25)));
        assertThat(after.subList(0, 12)).isEqualTo(numbers(1, 12));
        assertThat(after.get(12)).isEqualTo(26);
        assertThat(after.subList(13, 26)).isEqualTo(numbers(13, 25));
    }

    @Test
    void whoeverLeavesTakesOnlyTheOwnTrackAway() {
        see(people(0, 49));
        List<Integer> rest = people(0, 49);
        rest.remove(10);
        List<Long> after = see(rest);
        assertThat(after.subList(0, 10)).isEqualTo(numbers(1, 10));
        assertThat(after.subList(10, 48)).isEqualTo(numbers(12, 49));
    }

    @Test
    void anotherOrderIsToldAndGivesNobodyTheTrackOfSomebodyElse() {
        List<Integer> before = people(0, 25);
        see(before);
        List<Integer> after = people(0, 25);
        Collections.shuffle(after, new Random(5));
        List<Long> ids = see(after);
        assertThat(relaid).isTrue();
        for (int i = 0; i < 25; i++) {
            long own = after.get(i) + 1L;
            assertThat(ids.get(i))
                    .satisfiesAnyOf(
                            id -> assertThat(id).isEqualTo(own),
                            id -> assertThat(id).isGreaterThan(25));
        }
    }

    @Test
    void tracksThatCannotBeToldDoNotComeBack() {
        see(people(0, 25));
        see(people(25, 50));
        assertThat(relaid).isTrue();
        assertThat(see(people(25, 50))).isEqualTo(numbers(26, 50));
        assertThat(relaid).isFalse();
    }

    @Test
    void aGalleryMayBecomeTooSmallForOneAndGrowAgain() {
        see(people(0, 5));
        assertThat(see(people(0, 1))).hasSize(1);
        assertThat(see(people(0, 3))).hasSize(3);
        assertThat(see(people(0, 5))).hasSize(5);
    }

    @Test
    void aFaceThatIsNotFoundOrTurnsAwayIsNoNewLayout() {
        see(people(0, 25));
        List<Integer> some = people(0, 25);
        some.remove(24);
        assertThat(see(some)).isEqualTo(numbers(1, 24));
        assertThat(relaid).isFalse();
        some.set(3, 40); // another picture in one place
        assertThat(see(some)).isEqualTo(numbers(1, 24));
        assertThat(relaid).isFalse();
    }

    private static List<Long> numbers(long from, long to) {
        return IntStream.rangeClosed((int) from, (int) to)
                .mapToObj(number -> (long) number)
                .toList();
    }

    private static List<Integer> people(int from, int to) {
        return new ArrayList<>(IntStream.range(from, to).boxed().toList());
    }

    private static List<Integer> joined(int place, List<Integer> people) {
        people.add(place, 99);
        return people;
    }

    /** Shows people in a grid, each with surroundings of their own; returns their track numbers. */
    private List<Long> see(List<Integer> people) {
        int side = (int) Math.ceil(Math.sqrt(people.size()));
        List<Box> boxes = new ArrayList<>();
        List<Surroundings> surroundings = new ArrayList<>();
        for (int i = 0; i < people.size(); i++) {
            float x = (i % side + 0.3f) / side;
            float y = (i / side + 0.2f) / side;
            boxes.add(new Box(x, y, 0.4f / side, 0.6f / side));
            byte[] colours = new byte[24];
            new Random(people.get(i)).nextBytes(colours);
            boolean gallery = people.size() >= PictureContent.GALLERY;
            surroundings.add(gallery ? new Surroundings(colours) : Surroundings.NONE);
        }
        IouTracker.Update update = tracker.update(tracks, boxes, surroundings, START.plusSeconds(second++));
        tracks = update.after();
        relaid = update.relaid();
        return update.ids();
    }
}
