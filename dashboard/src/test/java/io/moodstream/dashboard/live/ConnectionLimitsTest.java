package io.moodstream.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.dashboard.http.Caller;
import io.moodstream.dashboard.http.Problem;
import io.moodstream.dashboard.http.Role;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionLimitsTest {
    private final ConnectionLimits places = new ConnectionLimits(100, 50);

    @Test
    void aStudentHasTwentyLivePagesAndGetsOneBackForEachThatIsClosed() {
        List<Runnable> open = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            open.add(places.take(student(1)));
        }
        assertRefused(429, student(1));
        open.get(0).run();
        open.get(0).run(); // once is enough
        places.take(student(1));
        assertRefused(429, student(1));
        places.take(student(2));
    }

    @Test
    void theStudentsOfAnAddressHaveSoMany() {
        for (int i = 0; i < 50; i++) {
            places.take(student(i));
        }
        assertRefused(429, student(51));
        places.take(teacher());
        places.take(new Caller(Role.STUDENT, List.of(), true, "user u-52", "elsewhere"));
    }

    @Test
    void aTeacherHasAllThatAreFree() {
        for (int i = 0; i < 100; i++) {
            places.take(teacher());
        }
        assertRefused(503, teacher());
    }

    private void assertRefused(int status, Caller caller) {
        assertThatThrownBy(() -> places.take(caller))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(status));
    }

    private static Caller student(int number) {
        return new Caller(Role.STUDENT, List.of(), true, "user u-" + number, "school");
    }

    private static Caller teacher() {
        return new Caller(Role.TEACHER, List.of(), true, "address school", "school");
    }
}
