package io.moodstream.kit.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Explains in a sentence why an object is not the JSON of a record. */
final class BindingFault {
    private static final Set<Class<?>> WHOLE = Set.of(int.class, Integer.class, long.class, Long.class);
    private static final Set<Class<?>> NUMBERS = Set.of(float.class, Float.class, double.class, Double.class);

    private BindingFault() {}

    static String sentence(JsonProcessingException e, JsonNode object) {
        if (e.getCause() instanceof IllegalArgumentException refused) {
            return String.valueOf(refused.getMessage());
        }
        if (!(e instanceof JsonMappingException mapping)) {
            return e.getOriginalMessage();
        }
        StringBuilder place = new StringBuilder();
        JsonNode value = object;
        for (JsonMappingException.Reference step : mapping.getPath()) {
            String key = step.getFieldName();
            place.append(key == null ? "[" + step.getIndex() + "]" : place.isEmpty() ? key : "." + key);
            value = key == null ? value.path(step.getIndex()) : value.path(key);
        }
        return (place.isEmpty() ? "" : place + ": ") + what(mapping, value);
    }

    private static String what(JsonMappingException e, JsonNode value) {
        if (e instanceof UnrecognizedPropertyException) {
            return "no such key";
        }
        return value.isMissingNode() ? "this key is missing" : value + ", expected " + expected(type(e));
    }

    private static @Nullable Class<?> type(JsonMappingException e) {
        if (e instanceof MismatchedInputException mismatch) {
            return mismatch.getTargetType();
        }
        return e.getCause() instanceof InputCoercionException coercion ? coercion.getTargetType() : null;
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "another value";
        } else if (WHOLE.contains(type)) {
            return "a whole number";
        } else if (NUMBERS.contains(type)) {
            return "a number";
        } else if (type == String.class) {
            return "a text";
        } else if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(String::valueOf)
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }
}
