package io.headrace.search.record;

import io.headrace.search.config.FieldSettings;
import io.headrace.search.config.RecordFormat;
import io.headrace.search.config.SettingException;
import io.headrace.search.config.SinkSettings;
import io.headrace.search.config.TargetSettings.MappingPolicy;
import io.headrace.search.config.WriteSettings;
import io.headrace.search.document.Body;
import io.headrace.search.document.DocumentChange;
import io.headrace.search.document.DocumentChange.Address;
import io.headrace.search.document.DocumentWriter;
import io.headrace.search.document.ItemKind;
import io.headrace.search.document.SkipReason;
import io.headrace.search.failure.RecordException;
import io.headrace.search.identity.Identity;
import io.headrace.search.identity.Versions;
import io.headrace.search.json.JsonSlice;
import java.util.Collection;
import java.util.Objects;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a record asks of the index. Throws {@link RecordException} for a record that asks nothing sensible. Used
 * by the task thread only.
 */
public final class RecordReader {
    private final WriteSettings write;
    private final RecordFormat format;
    private final ItemKind kind;
    private final ValueReader values;
    private final DocumentWriter writer;
    private final Identity identity;
    private final Versions versions;
    private final IndexResolver indexOf;
    private final boolean addressDependsOnValue;
    private final @Nullable DocumentFieldRules fieldRules;
    private final @Nullable MetadataFields metadata;
    private final boolean wantsShapes;
    private final Payload.Reading reading = new Reading();
    private boolean seenFlatDocuments;

    public RecordReader(SinkSettings settings, IndexResolver indexOf) {
        this.write = settings.write();
        this.wantsShapes = settings.target().mappingPolicy() != MappingPolicy.NONE;
        this.format = settings.document().format();
        this.kind = switch (write.method()) {
            case INDEX -> ItemKind.INDEX;
            case CREATE -> ItemKind.CREATE;
            case UPSERT -> ItemKind.UPSERT;
        };
        this.writer = new DocumentWriter(settings.document());
        this.identity = new Identity(settings.identity());
        this.versions = new Versions(settings.identity());
        this.indexOf = indexOf;
        this.addressDependsOnValue = identity.dependsOnValue() || indexOf.dependsOnValue();
        FieldSettings fields = settings.fields();
        this.fieldRules = fields.include().isEmpty()
                        && fields.exclude().isEmpty()
                        && fields.rename().isEmpty()
                ? null
                : new DocumentFieldRules(fields);
        boolean rowsAlone = !addressDependsOnValue
                && !versions.needsSource()
                && fields.metadata().isEmpty();
        this.values = new ValueReader(settings.document(), rowsAlone);
        this.metadata = fields.metadata().isEmpty()
                ? null
                : new MetadataFields(fields.metadata(), settings.identity().mapsByName());
    }

    /**
     * Looks at topics whose records are to come, as they are named if no transform renames them.
     *
     * @throws SettingException when two of them would write over each other
     */
    public void expect(Collection<String> topics) {
        for (String topic : RowTopics.of(topics)) {
            String index = indexOf.index(topic);
            if (index != null) {
                identity.requireOwn(topic, index);
            }
        }
    }

    public DocumentChange read(SinkRecord record) {
        if (record.value() == null) {
            return tombstone(record);
        }
        return values.read(record).of(record, reading);
    }

    /** From what the value is to what becomes of the document. */
    private final class Reading implements Payload.Reading {
        @Override
        public DocumentChange document(SinkRecord record, Payload.Document document) {
            seenFlatDocuments = true;
            return writing(record, document.body(), null);
        }

        @Override
        public DocumentChange envelope(SinkRecord record, Payload.Envelope envelope) {
            return change(record, envelope);
        }

        @Override
        public DocumentChange nothing(SinkRecord record, Payload.Nothing nothing) {
            return nothing.reason() == SkipReason.NULL_VALUE
                    ? tombstone(record)
                    : new DocumentChange.Skip(nothing.reason());
        }
    }

    private DocumentChange change(SinkRecord record, Payload.Envelope envelope) {
        requireKnownIndex(record.topic(), envelope.op());
        return switch (envelope.op()) {
            case 'c', 'u', 'r' -> {
                Body after = envelope.after();
                if (after == null) {
                    throw new RecordException(
                            "A change event of op " + envelope.op() + " needs the row in `after`, and it"
                                    + " is null or missing. Look for a transform that drops it.");
                }
                yield written(record, envelope, after);
            }
            case 'd' -> removal(record, envelope.before(), envelope.source());
            case 'm' -> new DocumentChange.Skip(SkipReason.MESSAGE);
            case 't' -> truncate();
            default ->
                throw new RecordException("A change event needs an op of c, u, r, d, t or m, and this has another."
                        + " Set record.format=document if these records are no change events.");
        };
    }

    /** Where the row decides on the address, a changed row may leave a document behind elsewhere. */
    private DocumentChange written(SinkRecord record, Payload.Envelope envelope, Body after) {
        DocumentChange.Write writing = writing(record, after, envelope);
        Body before = envelope.before();
        if (!addressDependsOnValue || before == null) {
            return writing;
        }
        Address left = address(record, before);
        if (left.equals(writing.address())) {
            return writing;
        }
        long version = versionOfRemoval(record, envelope.source());
        if (!Objects.equals(left.id(), writing.address().id())) {
            return new DocumentChange.Move(
                    new DocumentChange.Write(ItemKind.DELETE, left, version, JsonSlice.NONE), writing);
        }
        // Nothing can have been written before the first version there is.
        return version == 0 ? writing : new DocumentChange.Move(DocumentChange.Write.leaving(left, version), writing);
    }

    /** Whether the document of a row may change its address. */
    public boolean documentsMove() {
        return addressDependsOnValue;
    }

    /** What was written at another time is in another index then, and would stay there. */
    private void requireKnownIndex(String topic, char op) {
        if ((op == 'u' || op == 'd') && indexOf.dependsOnTime(topic) && identity.isOfTheRow(topic)) {
            throw new RecordException("The index name holds ${timestamp:…}, and the record of topic " + topic
                    + (op == 'u' ? " changes" : " deletes")
                    + " a row whose document may be in the index of an earlier time, where it would stay as it is. Take the index"
                    + " from the topic, key or value, or set topic.key.ignore=" + topic
                    + " for one document per change.");
        }
    }

    private DocumentChange truncate() {
        if (write.truncate() == WriteSettings.Truncate.FAIL) {
            throw new RecordException("The table was truncated, and behavior.on.truncate=fail. The event names no rows:"
                    + " repair the index with `cdc verify --repair` or reindex, then set behavior.on.truncate=ignore.");
        }
        return new DocumentChange.Skip(SkipReason.TRUNCATE);
    }

    private DocumentChange.Write writing(SinkRecord record, Body row, Payload.@Nullable Envelope envelope) {
        Address address = address(record, row);
        boolean versioned = kind == ItemKind.INDEX && identity.isOfTheRow(record.topic());
        long version = versioned
                ? versions.of(record, envelope == null ? null : envelope.source())
                : DocumentChange.UNVERSIONED;
        JsonSlice json = row.json(writer);
        if (fieldRules != null) {
            json = fieldRules.apply(json);
        }
        if (metadata != null) {
            json = metadata.add(json, record, envelope);
        }
        Schema shape = wantsShapes ? row.schema() : null;
        return new DocumentChange.Write(kind, address, version, json, shape);
    }

    private DocumentChange tombstone(SinkRecord record) {
        if (!addressDependsOnValue && !versions.needsSource()) {
            return removal(record, null, null);
        }
        if (format == RecordFormat.DOCUMENT || seenFlatDocuments) {
            throw new RecordException(
                    "A null value deletes a document, and its index, id, routing or version would come"
                            + " from the value. Send change events, or take them from the key and the topic.");
        }
        // The change event before it has done the work.
        return new DocumentChange.Skip(SkipReason.TOMBSTONE);
    }

    private DocumentChange removal(SinkRecord record, @Nullable Body row, @Nullable Body source) {
        if (write.nullValues() == WriteSettings.NullValues.IGNORE) {
            return new DocumentChange.Skip(SkipReason.NULL_VALUE);
        }
        if (write.nullValues() == WriteSettings.NullValues.FAIL) {
            throw new RecordException("The record deletes its document, and behavior.on.null.values=fail. Set it to"
                    + " delete or ignore if deletions are meant to come.");
        }
        if (!identity.isOfTheRow(record.topic())) {
            throw new RecordException(
                    "The record deletes a document, and its id comes from where the record is in the"
                            + " topic, which says nothing about that. Set behavior.on.null.values=ignore, or take ids from keys.");
        }
        if (addressDependsOnValue && row == null) {
            throw new RecordException(
                    "The change event deletes a row whose index, id or routing comes from its fields, and"
                            + " `before` is missing. Set binlog_row_image=FULL at the source.");
        }
        return new DocumentChange.Write(
                ItemKind.DELETE, address(record, row), versionOfRemoval(record, source), JsonSlice.NONE);
    }

    private long versionOfRemoval(SinkRecord record, @Nullable Body source) {
        return kind == ItemKind.INDEX ? versions.of(record, source) : DocumentChange.UNVERSIONED;
    }

    private Address address(SinkRecord record, @Nullable Body row) {
        String index = indexOf.index(record, row);
        identity.requireOwn(record, index);
        return new Address(index, identity.routing(record, row), identity.id(record, row));
    }
}
