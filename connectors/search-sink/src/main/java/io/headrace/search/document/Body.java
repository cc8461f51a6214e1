package io.headrace.search.document;

import io.headrace.search.json.DottedPath;
import io.headrace.search.json.JsonSlice;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** One document in the form it came: JSON text, a Struct, or a Map. */
public sealed interface Body permits JsonBody, StructBody, MapBody {
    /** The document as JSON text. */
    JsonSlice json(DocumentWriter writer);

    /** The scalar at a path, as text; null when there is none. */
    @Nullable
    String text(DottedPath path);

    /** The schema that it came with; null when it had none. */
    @Nullable
    Schema schema();
}
