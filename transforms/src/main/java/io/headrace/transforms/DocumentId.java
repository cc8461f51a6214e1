package io.headrace.transforms;

import io.headrace.transforms.engine.RecordPart;
import io.headrace.transforms.engine.RecordPlan;
import io.headrace.transforms.engine.RecordTransform;
import io.headrace.transforms.engine.TransformMetrics;
import io.headrace.transforms.envelope.ChangeEventReader;
import io.headrace.transforms.path.FieldPath;
import io.headrace.transforms.path.FieldReader;
import io.headrace.transforms.path.MissingField;
import io.headrace.transforms.path.ScalarText;
import io.headrace.transforms.setting.SchemaCacheConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;

/**
 * Makes the record's key the text of one or several fields, to be the id of its document.
 *
 * <ul>
 *   <li><b>Input:</b> change events, whose row is after, or before if it is a delete; flat rows; tombstones, whose fields
 *       are read from the key. With a schema or without.
 *   <li><b>Output:</b> a new record with a key of type string. Several fields are joined by the separator, which is escaped
 *       inside values, so that different rows have different ids. An id over {@value #LONGEST_ID} bytes, which Elasticsearch
 *       refuses, becomes its SHA-256 behind the prefix.
 *   <li><b>Records without a row</b> and tombstones without a key pass untouched.
 *   <li><b>Errors:</b> a {@code DataException} if a field is missing, null, or of a type that has no text.
 * </ul>
 *
 * <p>Any number of threads may apply it once it is configured.
 */
public class DocumentId<R extends ConnectRecord<R>> extends RecordTransform<R> {

    public static final String OVERVIEW_DOC =
            "Makes the record's key the text of one or several fields, to be the document's id. An id over 512 bytes, which"
                    + " Elasticsearch refuses, becomes its SHA-256.";

    public static final ConfigDef CONFIG_DEF = DocumentIdConfig.DEFINITION;

    static final int LONGEST_ID = 512;
    private static final String NAME = "DocumentId";

    public DocumentId() {
        super(NAME, RecordPart.VALUE, CONFIG_DEF);
    }

    @Override
    protected RecordPlan<R> plan(Map<String, ?> settings) {
        return new Plan<>(new DocumentIdConfig(settings));
    }

    private static final class Plan<R extends ConnectRecord<R>> extends RecordPlan<R> {
        private final ChangeEventReader reader;
        private final List<FieldPath> fields;
        private final String separator;
        private final String prefix;

        Plan(DocumentIdConfig config) {
            reader = new ChangeEventReader(NAME, SchemaCacheConfig.cacheSize(config));
            fields = config.fields();
            separator = config.separator();
            prefix = config.prefix();
        }

        @Override
        protected R apply(R record, TransformMetrics metrics) {
            Object row = record.value() == null ? record.key() : reader.row(record);
            return row == null ? record : RecordPart.KEY.with(record, Schema.STRING_SCHEMA, id(row));
        }

        private String id(Object row) {
            StringBuilder id = new StringBuilder(prefix);
            for (int i = 0; i < fields.size(); i++) {
                String text = text(row, fields.get(i));
                id.append(i == 0 ? "" : separator).append(fields.size() == 1 ? text : escaped(text));
            }
            return shortened(id.toString());
        }

        /** A character takes three bytes at most, so that most ids are short enough at first sight. */
        private String shortened(String id) {
            if (id.length() <= LONGEST_ID / 3) {
                return id;
            }
            byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
            return bytes.length <= LONGEST_ID ? id : prefix + sha256(bytes);
        }

        private String escaped(String text) {
            return text.replace("\\", "\\\\").replace(separator, "\\" + separator);
        }
    }

    private static String text(Object row, FieldPath path) {
        Object value = FieldReader.read(row, path, MissingField.FAIL, NAME);
        String text = value == null ? null : ScalarText.of(value);
        if (text == null) {
            throw FieldReader.location(row, path, NAME)
                    .error(
                            "text, a whole number, a decimal, a boolean or bytes",
                            value == null ? "null" : "a " + value.getClass().getSimpleName(),
                            "Name fields that are never null, such as those of the primary key.");
        }
        return text;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 must be there in every Java runtime", e);
        }
    }
}
