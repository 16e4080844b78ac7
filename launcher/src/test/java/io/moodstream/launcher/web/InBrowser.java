package io.moodstream.launcher.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Tests of the web in a real browser, on one pipeline for all of them; skipped where no browser is installed. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InBrowser.SharedPipeline.class)
@interface InBrowser {

    /** Starts the pipeline for the first that asks for it, stops it after the last test of all. */
    final class SharedPipeline implements ExecutionCondition, ParameterResolver {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return InstalledBrowser.find().isPresent()
                    ? ConditionEvaluationResult.enabled("there is a browser")
                    : ConditionEvaluationResult.disabled(InstalledBrowser.ADVICE);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == WebPipeline.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(InBrowser.class))
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
