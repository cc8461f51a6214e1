package io.headrace.listener;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.headrace.listener.change.RowChange;
import io.headrace.listener.reaction.Failure;
import io.headrace.listener.reaction.ReactionFailure;
import java.util.Locale;

/** Reads rows into the user's class. Thread-safe. */
final class RowMapping<T> {
    /** Columns in snake case fit properties in camel case; columns that the class does not have are left out. */
    static final ObjectMapper DEFAULT = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // Numbers keep every digit, and one that does not fit is refused rather than cut.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Class<T> type;
    private final ObjectMapper mapper;

    RowMapping(Class<T> type, ObjectMapper mapper) {
        this.type = type;
        this.mapper = mapper;
    }

    T read(ObjectNode row, RowChange change) {
        if (type.isInstance(row)) {
            return type.cast(row);
        }
        try {
            return mapper.treeToValue(row, type);
        } catch (JsonProcessingException e) {
            // Jackson's message quotes the value, so neither it nor the exception is kept.
            throw new ReactionFailure(Failure.POISON, misfit(row, change, e), null);
        }
    }

    private String misfit(ObjectNode row, RowChange change, JsonProcessingException error) {
        String where = type.getName();
        String found = "";
        if (error instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            String column = mapping.getPath().get(0).getFieldName();
            JsonNode value = column == null ? null : row.get(column);
            where += ", field " + column;
            found = value == null
                    ? ", which is missing"
                    : ", a JSON " + value.getNodeType().name().toLowerCase(Locale.ROOT);
        }
        String wanted = error instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
                ? " as " + mismatch.getTargetType().getName()
                : "";
        return "a row of " + change.table() + " does not fit the class " + where + ": the column cannot be read"
                + wanted + found;
    }
}
