package io.moodstream.launcher.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests whose methods take a {@link WebPipeline}: one for all of them in this JVM. They run side by side. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnSharedPipeline.Shared.class)
@Execution(ExecutionMode.CONCURRENT)
@interface OnSharedPipeline {

    /** Starts the pipeline for the first that asks for it, stops it after the last test of all. */
    final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == WebPipeline.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(OnSharedPipeline.class))
                    .computeIfAbsent(WebPipeline.class, key -> started(), WebPipeline.class);
        }

        private static WebPipeline started() {
            try {
                return WebPipeline.start();
            } catch (Exception e) {
                throw new IllegalStateException("The pipeline cannot start", e);
            }
        }
    }
}
