package io.moodstream.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccessTest {
    private static ServerFixture server;

    @BeforeAll
    static void start() {
        server = ServerFixture.guarded(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aVisitorMayDoNothingAndIsToldHow() throws Exception {
        for (String path : new String[] {"/api/teacher", "/api/lecture/maths", "/api/user/u-1", "/api/pictures"}) {
            HttpResponse<String> answer = server.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(Problem.TYPE);
            assertThat(answer.body()).contains("\"status\":401").contains("sign in or join first");
        }
        assertThat(server.get("/api/me").body())
                .contains("\"role\":\"visitor\"")
                .contains("\"pictures\":false");
    }

    @Test
    void visitorsMaySendPicturesWhereThatIsSet() throws Exception {
        try (ServerFixture welcoming = ServerFixture.guarded(Map.of("DASHBOARD_VISITORS", "true"))) {
            assertThat(welcoming.get("/api/pictures").statusCode()).isEqualTo(200);
            assertThat(welcoming.get("/api/teacher").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void theTokenMakesATeacher() throws Exception {
        for (String path : new String[] {"/api/teacher", "/api/lecture/maths", "/api/user/u-1", "/api/pictures"}) {
            assertThat(server.get(path, "Authorization", "Bearer " + ServerFixture.TOKEN)
                            .statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
        assertThat(server.get("/api/teacher", "Authorization", "Bearer wrong").statusCode())
                .isEqualTo(401);
    }

    @Test
    void signingInGivesACookieThatScriptsCannotReadAndSigningOutTakesItBack() throws Exception {
        HttpResponse<String> in = server.post("/api/sign-in", "{\"token\":\"" + ServerFixture.TOKEN + "\"}");
        assertThat(in.statusCode()).isEqualTo(204);
        assertThat(in.headers().firstValue("Set-Cookie").orElseThrow()).contains("HttpOnly", "SameSite=Strict");
        String cookie = ServerFixture.cookie(in);
        assertThat(server.get("/api/teacher", "Cookie", cookie).statusCode()).isEqualTo(200);
        HttpResponse<String> out = server.post("/api/sign-out", "", "Cookie", cookie);
        assertThat(out.headers().firstValue("Set-Cookie").orElseThrow()).contains("01 Jan 1970");
    }

    @Test
    void aTeacherIsSignedOutAlsoWhileASeatCannotBeReleased() throws Exception {
        try (ServerFixture away = ServerFixture.guarded(seat -> {
            throw Problem.of(503, "Kafka is away");
        })) {
            String teacher =
                    ServerFixture.cookie(away.post("/api/sign-in", "{\"token\":\"" + ServerFixture.TOKEN + "\"}"));
            String seat = ServerFixture.cookie(away.post("/api/join", "{\"lecture\":\"maths\"}", "Cookie", teacher));

            HttpResponse<String> out = away.post("/api/sign-out", "", "Cookie", teacher + "; " + seat);

            assertThat(out.statusCode()).isEqualTo(503);
            assertThat(out.headers().allValues("Set-Cookie"))
                    .singleElement()
                    .asString()
                    .startsWith("moodstream-teacher=")
                    .contains("01 Jan 1970");
        }
    }

    @Test
    void aForgedCookieIsWorthNothing() throws Exception {
        assertThat(server.get("/api/teacher", "Cookie", "moodstream-teacher=teacher/99999999999.AAAA")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void whoJoinsWithTheCodeIsAStudentOfThatLectureOnly() throws Exception {
        HttpResponse<String> joined = join("maths", code("maths"));
        assertThat(joined.statusCode()).isEqualTo(200);
        assertThat(joined.body()).matches(".*\"source\":\"[a-z]+-[a-z]+-\\d{4}\".*");
        String cookie = ServerFixture.cookie(joined);
        String user = joined.body().replaceAll(".*\"user\":\"([^\"]+)\".*", "$1");
        assertThat(server.get("/api/lecture/maths", "Cookie", cookie).statusCode())
                .isEqualTo(200);
        assertThat(server.get("/api/user/" + user, "Cookie", cookie).statusCode())
                .isEqualTo(200);
        assertThat(server.get("/api/pictures", "Cookie", cookie).statusCode()).isEqualTo(200);
        assertThat(server.get("/api/lecture/physics", "Cookie", cookie).statusCode())
                .isEqualTo(403);
        assertThat(server.get("/api/user/u-other", "Cookie", cookie).statusCode())
                .isEqualTo(403);
        assertThat(server.get("/api/teacher", "Cookie", cookie).statusCode()).isEqualTo(403);
    }

    @Test
    void whoJoinsAgainKeepsTheSeatAndNeedsNoCode() throws Exception {
        HttpResponse<String> joined = join("maths", code("maths"));
        HttpResponse<String> again =
                server.post("/api/join", "{\"lecture\":\"maths\"}", "Cookie", ServerFixture.cookie(joined));
        assertThat(again.body()).isEqualTo(joined.body());
    }

    @Test
    void twoLecturesAreTwoSeats() throws Exception {
        String both = ServerFixture.cookie(join("maths", code("maths"))) + "; "
                + ServerFixture.cookie(join("physics", code("physics")));
        assertThat(server.get("/api/lecture/maths", "Cookie", both).statusCode())
                .isEqualTo(200);
        assertThat(server.get("/api/lecture/physics", "Cookie", both).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aWrongCodeIsRefusedAndAWrongLectureNamed() throws Exception {
        assertThat(join("maths", "0000-0000").statusCode()).isEqualTo(403);
        assertThat(join("maths", code("physics")).statusCode()).isEqualTo(403);
        assertThat(join("no such/lecture", "x").body()).contains("lecture=no such/lecture: expected 1 to 100");
        assertThat(server.post("/api/join", "{\"lecture\":7}").body()).contains("lecture=7: expected a text");
        assertThat(server.post("/api/join", "not json").statusCode()).isEqualTo(400);
        assertThat(join("photos", "x").statusCode()).isEqualTo(400);
    }

    @Test
    void codesCannotBeFoundByTryingThemAll() throws Exception {
        try (ServerFixture other = ServerFixture.guarded(Map.of())) {
            HttpResponse<String> last = other.get("/api/me");
            for (int i = 0; i < 40; i++) {
                last = other.post("/api/join", "{\"lecture\":\"maths\",\"code\":\"AAAA-" + (1000 + i) + "\"}");
            }
            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(last.headers().firstValue("Retry-After")).isPresent();
        }
    }

    @Test
    void wrongTokensOfScriptsAreCountedToo() throws Exception {
        try (ServerFixture other = ServerFixture.guarded(Map.of())) {
            HttpResponse<String> last = other.get("/api/me");
            for (int i = 0; i < 40; i++) {
                last = other.get("/api/teacher", "Authorization", "Bearer wrong " + i);
            }
            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(last.headers().firstValue("Retry-After")).isPresent();
            assertThat(other.get("/api/teacher", "Authorization", "Bearer " + ServerFixture.TOKEN)
                            .statusCode())
                    .as("nobody is locked out by others")
                    .isEqualTo(200);
        }
    }

    @Test
    void wrongCodesAreCountedByAddressAndLecture() throws Exception {
        try (ServerFixture proxied = ServerFixture.guarded(Map.of("DASHBOARD_TRUST_PROXY", "true"))) {
            for (int i = 0; i < 40; i++) {
                joinFrom(proxied, "203.0.113.7", "AAAA-" + (1000 + i));
            }
            assertThat(joinFrom(proxied, "203.0.113.7", "AAAA-AAAA").statusCode())
                    .isEqualTo(429);
            assertThat(joinFrom(proxied, "203.0.113.8", "AAAA-AAAA").statusCode())
                    .isEqualTo(403);
            assertThat(joinFrom(proxied, "203.0.113.7, 203.0.113.9", "AAAA-AAAA")
                            .statusCode())
                    .as("the proxy's own word is the last one")
                    .isEqualTo(403);
            String other = "{\"lecture\":\"physics\",\"code\":\"AAAA\"}";
            assertThat(proxied.post("/api/join", other, "X-Forwarded-For", "203.0.113.7")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void whoGuessesLocksOutNobodyAtTheSameAddress() throws Exception {
        try (ServerFixture school = ServerFixture.guarded(Map.of("DASHBOARD_REQUESTS", "50"))) {
            String right = "{\"lecture\":\"maths\",\"code\":\"" + code("maths") + "\"}";
            HttpResponse<String> in = school.post("/api/sign-in", "{\"token\":\"" + ServerFixture.TOKEN + "\"}");
            for (int i = 0; i < 100; i++) {
                school.post("/api/join", "{\"lecture\":\"maths\",\"code\":\"AAAA-" + (1000 + i) + "\"}");
                school.post("/api/sign-in", "{\"token\":\"wrong " + i + "\"}");
                school.get("/api/me");
            }
            assertThat(school.get("/api/me").statusCode()).isEqualTo(429);
            assertThat(school.post("/api/join", right).statusCode()).isEqualTo(200);
            assertThat(school.post("/api/sign-in", "{\"token\":\"" + ServerFixture.TOKEN + "\"}")
                            .statusCode())
                    .isEqualTo(204);
            assertThat(school.get("/api/teacher", "Cookie", ServerFixture.cookie(in))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(school.get("/api/teacher", "Authorization", "Bearer " + ServerFixture.TOKEN)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void theLastLineThatAProxyAddsIsTheClient() throws Exception {
        try (ServerFixture proxied =
                ServerFixture.guarded(Map.of("DASHBOARD_TRUST_PROXY", "true", "DASHBOARD_REQUESTS", "1"))) {
            String[] first = {"X-Forwarded-For", "198.51.100.1", "X-Forwarded-For", "203.0.113.7"};
            String[] second = {"X-Forwarded-For", "198.51.100.2", "X-Forwarded-For", "203.0.113.7"};
            assertThat(proxied.get("/api/me", first).statusCode()).isEqualTo(200);
            assertThat(proxied.get("/api/me", second).statusCode()).isEqualTo(429);
            String[] third = {"X-Forwarded-For", "198.51.100.1", "X-Forwarded-For", "203.0.113.8"};
            assertThat(proxied.get("/api/me", third).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whoHasASeatComesBackToItWhoeverGuessesAtTheSameAddress() throws Exception {
        try (ServerFixture school = ServerFixture.guarded(Map.of())) {
            HttpResponse<String> joined =
                    school.post("/api/join", "{\"lecture\":\"maths\",\"code\":\"" + code("maths") + "\"}");
            for (int i = 0; i < 40; i++) {
                school.post("/api/join", "{\"lecture\":\"maths\",\"code\":\"AAAA-" + (1000 + i) + "\"}");
            }
            HttpResponse<String> again = school.post(
                    "/api/join", "{\"lecture\":\"maths\",\"code\":\"wrong\"}", "Cookie", ServerFixture.cookie(joined));
            assertThat(again.body()).isEqualTo(joined.body());
        }
    }

    @Test
    void anAddressGetsSoManyNewSeats() throws Exception {
        try (ServerFixture small = ServerFixture.guarded(Map.of("DASHBOARD_STUDENTS", "2"))) {
            String join = "{\"lecture\":\"maths\",\"code\":\"" + code("maths") + "\"}";
            HttpResponse<String> first = small.post("/api/join", join);
            assertThat(small.post("/api/join", join).statusCode()).isEqualTo(200);
            HttpResponse<String> third = small.post("/api/join", join);
            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.body()).contains("Too many new seats");
            assertThat(small.post("/api/join", join, "Cookie", ServerFixture.cookie(first))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aLongBodyIsNotRead() throws Exception {
        HttpResponse<String> answer = server.post("/api/join", "{\"lecture\":\"" + "x".repeat(5000) + "\"}");
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void withoutATokenEverybodyOnThisMachineIsATeacherAndJoinsWithoutACode() throws Exception {
        try (ServerFixture open = ServerFixture.open(Map.of())) {
            assertThat(open.get("/api/teacher").statusCode()).isEqualTo(200);
            assertThat(open.get("/api/me").body()).contains("\"open\":true");
            assertThat(open.post("/api/join", "{\"lecture\":\"maths\"}").statusCode())
                    .isEqualTo(200);
        }
    }

    private static HttpResponse<String> join(String lecture, String code) throws Exception {
        return server.post("/api/join", "{\"lecture\":\"" + lecture + "\",\"code\":\"" + code + "\"}");
    }

    private static HttpResponse<String> joinFrom(ServerFixture proxied, String forwardedFor, String code)
            throws Exception {
        String body = "{\"lecture\":\"maths\",\"code\":\"" + code + "\"}";
        return proxied.post("/api/join", body, "X-Forwarded-For", forwardedFor);
    }

    private static String code(String lecture) {
        return new Secrets(java.util.Optional.of(ServerFixture.TOKEN), java.time.Clock.systemUTC())
                .joinCode(lecture, "");
    }
}
