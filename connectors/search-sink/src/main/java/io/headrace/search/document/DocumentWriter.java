package io.headrace.search.document;

import io.headrace.search.config.DocumentSettings;
import io.headrace.search.failure.RecordException;
import io.headrace.search.json.JsonBuffer;
import io.headrace.search.json.JsonSlice;
import java.util.IdentityHashMap;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Writes Structs and Maps as JSON in one pass. A schema is compiled when it is first seen; a topic whose schema changes
 * with every record doesn't fill the memory. Used by the task thread only.
 */
public final class DocumentWriter {
    private static final int MOST_SCHEMAS = 1_000;
    private static final int USUAL_SIZE = 64 * 1024;

    private final DocumentSettings settings;
    private final SchemaCompiler compiler;
    private final ValueWriter schemaless;
    private final IdentityHashMap<Schema, ValueWriter> compiled = new IdentityHashMap<>();
    private final JsonBuffer buffer = new JsonBuffer(USUAL_SIZE);

    public DocumentWriter(DocumentSettings settings) {
        this.settings = settings;
        this.schemaless = new SchemalessWriter(settings);
        this.compiler = new SchemaCompiler(settings);
    }

    JsonSlice write(@Nullable Schema schema, Object value) {
        buffer.shrinkTo(USUAL_SIZE * 16);
        writerOf(schema).write(buffer, value, 0);
        if (buffer.length() > settings.largest()) {
            throw new RecordException("The document has " + buffer.length() + " bytes and document.max.bytes allows "
                    + settings.largest()
                    + ". Raise it (and http.max_content_length of the server), or leave fields out.");
        }
        return JsonSlice.of(buffer.toBytes());
    }

    private ValueWriter writerOf(@Nullable Schema schema) {
        if (schema == null) {
            return schemaless;
        }
        ValueWriter writer = compiled.get(schema);
        if (writer == null) {
            if (compiled.size() >= MOST_SCHEMAS) {
                compiled.clear();
            }
            writer = compiler.compile(schema);
            compiled.put(schema, writer);
        }
        return writer;
    }
}
