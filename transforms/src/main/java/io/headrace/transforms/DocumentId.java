package io.headrace.transforms;

import io.headrace.transforms.envelope.RecordReader;
import io.headrace.transforms.field.FieldPath;
import io.headrace.transforms.field.FieldReader;
import io.headrace.transforms.field.MissingField;
import io.headrace.transforms.field.ScalarText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;

/** Makes the record's key a text of one or several fields, as a document's id. */
public class DocumentId<R extends ConnectRecord<R>> extends RecordTransform<R> {

    public static final String OVERVIEW_DOC =
            "Makes the record's key the text of one or several fields, to be the document's id. An id over 512 bytes, which"
                    + " Elasticsearch refuses, becomes its SHA-256.";

    public static final ConfigDef CONFIG_DEF = DocumentIdConfig.DEFINITION;

    static final int LONGEST_ID = 512;
    private static final String NAME = "DocumentId";

    @SuppressWarnings("NullAway.Init")
    private RecordReader reader;

    @SuppressWarnings("NullAway.Init")
    private List<FieldPath> fields;

    @SuppressWarnings("NullAway.Init")
    private String separator;

    @SuppressWarnings("NullAway.Init")
    private String prefix;

    public DocumentId() {
        super(NAME);
    }

    @Override
    void open(Map<String, ?> properties) {
        DocumentIdConfig config = new DocumentIdConfig(properties);
        reader = new RecordReader(NAME, PlanConfig.cacheSize(config));
        fields = config.fields();
        separator = config.separator();
        prefix = config.prefix();
    }

    @Override
    R rewrite(R record) {
        Object row = record.value() == null ? record.key() : reader.row(record);
        return row == null ? record : RecordPart.KEY.with(record, Schema.STRING_SCHEMA, id(row));
    }

    @Override
    public ConfigDef config() {
        return CONFIG_DEF;
    }

    private String id(Object row) {
        StringBuilder id = new StringBuilder(prefix);
        for (int i = 0; i < fields.size(); i++) {
            String text = text(row, fields.get(i));
            id.append(i == 0 ? "" : separator).append(fields.size() == 1 ? text : escaped(text));
        }
        byte[] bytes = id.toString().getBytes(StandardCharsets.UTF_8);
        return bytes.length <= LONGEST_ID ? id.toString() : prefix + sha256(bytes);
    }

    private static String text(Object row, FieldPath path) {
        Object value = FieldReader.read(row, path, MissingField.FAIL, NAME);
        String text = value == null ? null : ScalarText.of(value);
        if (text == null) {
            throw FieldReader.site(row, path, NAME)
                    .error(
                            "text, a whole number, a decimal, a boolean or bytes",
                            value == null ? "null" : "a " + value.getClass().getSimpleName(),
                            "Name fields that are never null, such as those of the primary key.");
        }
        return text;
    }

    private String escaped(String text) {
        return text.replace("\\", "\\\\").replace(separator, "\\" + separator);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 must be there in every Java runtime", e);
        }
    }
}
