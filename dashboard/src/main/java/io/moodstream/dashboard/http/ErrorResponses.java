package io.moodstream.dashboard.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moodstream.reports.words.Language;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers requests that never reach a route, because they are malformed or the server fails: with a page if a browser
 * navigates, otherwise with a problem. Without it Jetty would send pages of its own.
 */
final class ErrorResponses implements Request.Handler {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ByLanguage<byte[]> badRequest = Pages.read("bad-request");
    private final ByLanguage<byte[]> serverError = Pages.read("server-error");
    private final SecurityHeaders headers;

    ErrorResponses(SecurityHeaders headers) {
        this.headers = headers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws JsonProcessingException {
        int status = Math.max(400, response.getStatus());
        String path = String.valueOf(request.getHttpURI().getPath());
        response.setStatus(status);
        headers.of(path).forEach((name, value) -> response.getHeaders().put(name, value));
        boolean navigates = isByBrowser(request.getHeaders());
        byte[] body = navigates ? page(status).in(language(request)) : json(status);
        response.getHeaders()
                .put(HttpHeader.CONTENT_TYPE, navigates ? "text/html; charset=utf-8" : Problem.TYPE + ";charset=utf-8");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    /** Of a broken address Jetty reads no headers. It is most likely one that a person has typed. */
    private static boolean isByBrowser(HttpFields headers) {
        return headers.size() == 0
                || String.valueOf(headers.get(HttpHeader.ACCEPT)).contains("text/html");
    }

    private ByLanguage<byte[]> page(int status) {
        return isFault(status) ? serverError : badRequest;
    }

    /** Returns whether the server is at fault; with 501 and 505 the request asks for what HTTP servers need not know. */
    private static boolean isFault(int status) {
        return status >= 500 && status != 501 && status != 505;
    }

    private static byte[] json(int status) throws JsonProcessingException {
        return JSON.writeValueAsString(Problem.of(status, detail(status)).json())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Returns a sentence about a request that Jetty has refused. */
    static String detail(int status) {
        return switch (status) {
            case 400 -> "The address, the Host or another header of the request is malformed";
            case 414 -> "The address of the request is too long";
            case 431 -> "The headers of the request are too long";
            case 503 -> "The server is busy or stopping; try again in a moment";
            default ->
                isFault(status)
                        ? "The server failed to process this request; its log tells why"
                        : "The server could not read the request";
        };
    }

    private static Language language(Request request) {
        return Request.getCookies(request).stream()
                .filter(cookie -> cookie.getName().equals(PageLanguage.COOKIE))
                .map(HttpCookie::getValue)
                .findFirst()
                .flatMap(Language::of)
                .orElseGet(() -> Language.preferred(request.getHeaders().get(HttpHeader.ACCEPT_LANGUAGE)));
    }
}
