package io.moodstream.kit.text;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads JSON objects strictly: it refuses a key that occurs twice and text after the object, and in the JSON of a
 * record a missing or unknown key, a value of another type, and null for a component that is not nullable.
 */
public final class StrictJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .defaultSetterInfo(JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
            .annotationIntrospector(new NullableComponents())
            .build();

    private StrictJson() {}

    /**
     * Reads an object.
     *
     * @throws InvalidJsonException if it is not a JSON object, or a key occurs twice
     */
    public static ObjectNode object(byte[] json) throws InvalidJsonException {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
            if (MAPPER.readTree(json) instanceof ObjectNode object) {
                return object;
            }
            throw new InvalidJsonException("expected a JSON object");
        } catch (CharacterCodingException e) {
            throw new InvalidJsonException("expected a text in UTF-8");
        } catch (JsonProcessingException e) {
            throw new InvalidJsonException(syntaxFault(e));
        } catch (IOException e) {
            throw new InvalidJsonException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Converts an object to a record.
     *
     * @throws InvalidJsonException if a key or a value is invalid; the record's constructor may refuse a value with an
     *     {@link IllegalArgumentException}, whose message is then the sentence
     */
    public static <T extends Record> T bind(ObjectNode object, Class<T> type) throws InvalidJsonException {
        try {
            return MAPPER.treeToValue(object, type);
        } catch (JsonProcessingException e) {
            throw new InvalidJsonException(BindingFault.sentence(e, object));
        }
    }

    private static String syntaxFault(JsonProcessingException e) {
        if (e.getLocation() == null) { // a limit of the parser is exceeded, wherever that is
            return "not acceptable JSON: it is nested too deeply, or a number or a text in it is too long";
        }
        int line = e.getLocation().getLineNr();
        if (e instanceof MismatchedInputException) {
            return "something follows the JSON object, line " + line;
        }
        if (e.getOriginalMessage().startsWith("Duplicate field") && e.getProcessor() instanceof JsonParser parser) {
            String pointer = parser.getParsingContext().pathAsPointer().toString();
            return pointer.substring(1).replace('/', '.') + ": this key is there twice, line " + line;
        }
        return "not valid JSON at line " + line + ", column " + e.getLocation().getColumnNr();
    }
}
