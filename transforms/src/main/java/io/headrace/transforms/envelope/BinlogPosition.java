package io.headrace.transforms.envelope;

import io.headrace.transforms.path.FieldLocation;
import io.headrace.transforms.path.FieldReader;

/**
 * A place in the binlog, which makes one whole number that grows with it: epoch (10 bits), number of the file (21 bits),
 * position plus row (32 bits). Rows of one binlog event share its position. Each takes up at least one byte of the event, so
 * position plus row is below the position of the next event, and no two rows have the same number.
 */
public record BinlogPosition(long file, long position, long row) {

    private static final int POSITION_BITS = 32;
    private static final int FILE_BITS = 21;

    /** The highest epoch that fits. */
    public static final int MAX_EPOCH = (1 << (Long.SIZE - 1 - POSITION_BITS - FILE_BITS)) - 1;

    /** @param prefix of the names file, pos and row, in flat rows that carry source fields */
    public static BinlogPosition of(Object source, String prefix, FieldLocation location) {
        Object file = FieldReader.child(source, prefix + "file");
        Object position = FieldReader.child(source, prefix + "pos");
        Object row = FieldReader.child(source, prefix + "row");
        if (file instanceof String name && position instanceof Number pos && row instanceof Number index) {
            return new BinlogPosition(fileNumber(name, location), pos.longValue(), index.longValue());
        }
        throw location.error(
                "the binlog file, position and row of a MySQL source",
                "none under " + prefix + "file, " + prefix + "pos and " + prefix + "row",
                "Apply this transform to change events, or have ExtractNewRecordState add"
                        + " source.file,source.pos,source.row.");
    }

    /** @param epoch how often the source's binlog was reset or the server replaced */
    public long version(int epoch, FieldLocation location) {
        long place = position + row;
        if (file >= 1L << FILE_BITS || place >= 1L << POSITION_BITS || place < 0) {
            throw location.error(
                    "a binlog file number under 2^21 and a position under 2^32",
                    "file number " + file + ", position " + position,
                    "Reset the binlog numbering of the server and raise 'epoch' by one.");
        }
        return ((long) epoch << (POSITION_BITS + FILE_BITS)) | (file << POSITION_BITS) | place;
    }

    private static long fileNumber(String name, FieldLocation location) {
        int digits = name.length();
        while (digits > 0 && Character.digit(name.charAt(digits - 1), 10) >= 0) {
            digits--;
        }
        int length = name.length() - digits;
        if (length == 0 || length > 18) {
            throw location.error(
                    "a binlog file whose name ends in its number", "another name", "Set source=ts_ns or source=field.");
        }
        return Long.parseLong(name, digits, name.length(), 10);
    }
}
