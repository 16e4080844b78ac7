package io.moodstream.testing;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Gives tests a {@link Random} and prints its seed when one fails; {@code -Dtest.seed=N} repeats that run. Use with
 * {@code @ExtendWith(Seeded.class)} and a parameter of type Random.
 */
public final class Seeded implements ParameterResolver, TestWatcher {
    private static final long SEED = Long.getLong("test.seed", System.nanoTime());

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Random.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return new Random(SEED);
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        System.err.println(context.getDisplayName() + " failed with -Dtest.seed=" + SEED);
    }
}
