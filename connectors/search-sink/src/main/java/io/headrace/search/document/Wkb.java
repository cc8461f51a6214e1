package io.headrace.search.document;

import io.headrace.search.failure.RecordException;
import io.headrace.search.json.JsonBuffer;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes geometries that came as well-known binary (WKB or EWKB, two or three dimensions) as GeoJSON. Stateless. */
final class Wkb {
    private static final int DEEPEST = 20;
    private static final int HAS_Z = 0x80000000;
    private static final int HAS_M = 0x40000000;
    private static final int HAS_SRID = 0x20000000;
    private static final int LINE_STRING = 2;
    private static final int POLYGON = 3;
    private static final int GEOMETRY_COLLECTION = 7;
    private static final String[] NAMES = {
        "", "Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection"
    };

    private Wkb() {}

    static void write(JsonBuffer out, byte[] wkb, NumberWriter numbers) {
        try {
            geometry(out, ByteBuffer.wrap(wkb), numbers, true, 0);
        } catch (BufferUnderflowException cut) {
            throw unfit("ends in its middle");
        }
    }

    private static void geometry(JsonBuffer out, ByteBuffer in, NumberWriter numbers, boolean named, int depth) {
        in.order(in.get() == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int code = in.getInt();
        int kind = (code & 0xFFFF) % 1000;
        int group = (code & 0xFFFF) / 1000;
        boolean hasZ = (code & HAS_Z) != 0 || group == 1 || group == 3;
        boolean hasM = (code & HAS_M) != 0 || group == 2 || group == 3;
        if ((code & HAS_SRID) != 0) {
            in.getInt();
        }
        if (kind < 1 || kind >= NAMES.length || depth > DEEPEST) {
            throw unfit("is of a kind that GeoJSON lacks");
        }
        if (named) {
            out.ascii("{\"type\":\"").ascii(NAMES[kind]);
            out.ascii(kind == GEOMETRY_COLLECTION ? "\",\"geometries\":" : "\",\"coordinates\":");
        }
        if (kind == 1) {
            position(out, in, numbers, hasZ, hasM);
        } else {
            members(out, in, numbers, kind, hasZ, hasM, depth);
        }
        if (named) {
            out.raw('}');
        }
    }

    private static void members(
            JsonBuffer out, ByteBuffer in, NumberWriter numbers, int kind, boolean hasZ, boolean hasM, int depth) {
        int count = in.getInt();
        out.raw('[');
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                out.raw(',');
            }
            if (kind == LINE_STRING) {
                position(out, in, numbers, hasZ, hasM);
            } else if (kind == POLYGON) {
                members(out, in, numbers, LINE_STRING, hasZ, hasM, depth);
            } else {
                geometry(out, in, numbers, kind == GEOMETRY_COLLECTION, depth + 1);
            }
        }
        out.raw(']');
    }

    private static void position(JsonBuffer out, ByteBuffer in, NumberWriter numbers, boolean hasZ, boolean hasM) {
        out.raw('[');
        numbers.floating(out, in.getDouble());
        out.raw(',');
        numbers.floating(out, in.getDouble());
        if (hasZ) {
            out.raw(',');
            numbers.floating(out, in.getDouble());
        }
        if (hasM) {
            in.getDouble();
        }
        out.raw(']');
    }

    private static RecordException unfit(String found) {
        return new RecordException("A geometry has to be well-known binary, and it " + found
                + ". Look for a transform that changes its bytes, or leave the field out with fields.exclude.");
    }
}
