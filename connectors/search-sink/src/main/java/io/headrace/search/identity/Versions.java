package io.headrace.search.identity;

import io.headrace.search.config.IdentitySettings;
import io.headrace.search.document.Body;
import io.headrace.search.document.DocumentChange;
import io.headrace.search.failure.RecordException;
import io.headrace.search.json.DottedPath;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** The external version of a record's document: of two records about it, the newer has the higher. Stateless. */
public final class Versions {
    private static final DottedPath FILE = DottedPath.of("file");
    private static final DottedPath POSITION = DottedPath.of("pos");
    private static final DottedPath ROW = DottedPath.of("row");
    private static final int ROW_BITS = 8;
    private static final int POSITION_BITS = 32;
    private static final int FILE_BITS = 20;

    private final IdentitySettings settings;

    public Versions(IdentitySettings settings) {
        this.settings = settings;
    }

    public boolean needsSource() {
        return settings.version() == IdentitySettings.VersionSource.SOURCE;
    }

    public long of(SinkRecord record, @Nullable Body source) {
        return switch (settings.version()) {
            case OFFSET -> record.kafkaOffset();
            case HEADER -> ofHeader(record);
            case TIMESTAMP -> ofTimestamp(record);
            case SOURCE -> ofSource(source);
            case NONE -> DocumentChange.UNVERSIONED;
        };
    }

    private long ofHeader(SinkRecord record) {
        String name = String.valueOf(settings.versionHeader());
        String text = HeaderText.text(record, name);
        long version = text == null ? -1 : whole(text);
        if (version < 0) {
            throw new RecordException("The version has to come from header " + name
                    + " as a whole number of 0 or more, and the header is "
                    + (text == null ? "missing" : "something else") + ". Correct its producer.");
        }
        return version;
    }

    private static long ofTimestamp(SinkRecord record) {
        if (record.timestamp() == null || record.timestamp() < 0) {
            throw new RecordException("document.version=timestamp needs a record with a timestamp, and this has none."
                    + " Set message.timestamp.type on its topic, or another document.version.");
        }
        return record.timestamp();
    }

    /** Epoch, file, position, row, from the highest bits to the lowest: 3 + 20 + 32 + 8. */
    private long ofSource(@Nullable Body source) {
        String file = source == null ? null : source.text(FILE);
        String position = source == null ? null : source.text(POSITION);
        String row = source == null ? null : source.text(ROW);
        long ordinal = file == null ? -1 : whole(file.substring(file.lastIndexOf('.') + 1));
        long offset = position == null ? -1 : whole(position);
        if (ordinal < 0 || ordinal >= 1L << FILE_BITS || offset < 0 || offset >= 1L << POSITION_BITS) {
            throw new RecordException(
                    "document.version=source needs source.file and source.pos of MySQL's binlog, and this"
                            + " record has none. Use it with change events of Debezium's MySQL connector only.");
        }
        long within = row == null ? 0 : Math.min(Math.max(0, whole(row)), (1 << ROW_BITS) - 1);
        return (((long) settings.epoch() << FILE_BITS | ordinal) << POSITION_BITS | offset) << ROW_BITS | within;
    }

    private static long whole(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
