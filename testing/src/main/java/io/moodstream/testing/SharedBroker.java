package io.moodstream.testing;

import io.moodstream.broker.BrokerDataDir;
import io.moodstream.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests that take an {@link EmbeddedBroker} the same one, which is started for the first of them and stopped with
 * this JVM's last test. They use lectures of their own, and change nothing that others rely on.
 */
public final class SharedBroker implements ParameterResolver {

    /** The broker and the folder that goes with it. */
    private record Started(BrokerDataDir data, EmbeddedBroker broker) implements AutoCloseable {
        static Started start() {
            try {
                BrokerDataDir data = BrokerDataDir.of(Optional.empty());
                return new Started(data, EmbeddedBroker.start(data.kafka(), 0));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            try (data) {
                broker.close();
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == EmbeddedBroker.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(SharedBroker.class))
                .computeIfAbsent(Started.class, type -> Started.start(), Started.class)
                .broker();
    }
}
