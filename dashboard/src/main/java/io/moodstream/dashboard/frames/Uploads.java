package io.moodstream.dashboard.frames;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import io.moodstream.dashboard.http.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Reads uploaded pictures, as many at a time as fit into memory, and never to disk. */
public final class Uploads {
    /** Bytes for the boundaries and headers of a form. */
    private static final int FORM = 64 * 1024;

    private static final int ROOM = 256 * 1024 * 1024;

    private final int most;
    private final Semaphore room;

    /** @param most maximum bytes of one picture */
    public Uploads(int most) {
        this.most = most;
        long share = Math.min(ROOM, Runtime.getRuntime().maxMemory() / 4);
        this.room = new Semaphore((int) Math.max(share, 2L * (most + FORM)));
    }

    /**
     * Reads the picture of a request, from its body or from the one file of its form, and processes it.
     *
     * @param work processes the picture, which occupies memory until this is done
     * @throws Problem 400 if there is not exactly one picture, 413 if it is too large, 503 if there is no memory for it
     */
    public <T> CompletableFuture<T> with(Context ctx, Function<byte[], CompletableFuture<T>> work) {
        long length = ctx.req().getContentLengthLong();
        if (length > most + FORM) {
            throw tooLarge();
        }
        // The file of a form is in memory twice for a moment.
        int bytes = (length < 0 ? most + FORM : (int) length) * (ctx.isMultipartFormData() ? 2 : 1);
        if (!room.tryAcquire(bytes)) {
            throw Problem.of(503, "Too many pictures are being uploaded; try again in a second")
                    .with("retryAfter", 1);
        }
        try {
            CompletableFuture<T> done = work.apply(read(ctx));
            return done.whenComplete((result, failure) -> room.release(bytes));
        } catch (RuntimeException | Error e) {
            room.release(bytes);
            throw e;
        }
    }

    private byte[] read(Context ctx) {
        try (InputStream in = ctx.isMultipartFormData() ? file(ctx).content() : ctx.bodyInputStream()) {
            byte[] picture = in.readNBytes(most + 1);
            if (picture.length > most) {
                throw tooLarge();
            }
            if (picture.length == 0) {
                throw Problem.of(
                        400, "The request has no picture: expected a JPEG or PNG as the body or as the file of a form");
            }
            return picture;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private UploadedFile file(Context ctx) {
        List<UploadedFile> files = files(ctx);
        if (files.size() != 1) {
            throw Problem.of(400, "The form has " + files.size() + " files: expected one picture");
        }
        return files.get(0);
    }

    private List<UploadedFile> files(Context ctx) {
        try {
            return ctx.uploadedFiles();
        } catch (Exception e) { // also checked ones, which Kotlin does not declare
            throw ctx.req().getContentLengthLong() > most
                    ? tooLarge()
                    : Problem.of(400, "The request body is not valid multipart/form-data");
        }
    }

    private Problem tooLarge() {
        return Problem.of(413, "The picture is larger than " + most + " bytes");
    }
}
