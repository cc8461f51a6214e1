package io.headrace.transforms.type;

import io.headrace.transforms.path.FieldLocation;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads a geometry from well-known binary (WKB) as OGC and ISO define it, with PostGIS's extension. Counts are checked
 * against the remaining bytes, so that broken input can't make it allocate memory.
 */
final class WkbReader {

    private static final int EWKB_Z = 0x8000_0000;
    private static final int EWKB_M = 0x4000_0000;
    private static final int EWKB_SRID = 0x2000_0000;
    private static final int EWKB_FLAGS = EWKB_Z | EWKB_M | EWKB_SRID;
    private static final int MAX_NESTING = 32;

    private final ByteBuffer bytes;
    private final boolean swap;
    private int dimensions = 2;
    private boolean hasZ;

    private WkbReader(byte[] bytes, AxisOrder order) {
        this.bytes = ByteBuffer.wrap(bytes);
        swap = order == AxisOrder.YX;
    }

    static Geometry read(byte[] bytes, AxisOrder order, FieldLocation location) {
        try {
            return new WkbReader(bytes, order).geometry(0);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw location.error(
                    "a geometry in well-known binary",
                    bytes.length + " bytes that are none",
                    "Read the column from Debezium itself, or drop the field before this step.");
        }
    }

    private Geometry geometry(int depth) {
        if (depth > MAX_NESTING) {
            throw new IllegalArgumentException("nested too deep");
        }
        bytes.order(bytes.get() == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int type = bytes.getInt();
        int iso = (type & ~EWKB_FLAGS) / 1000;
        hasZ = (type & EWKB_Z) != 0 || iso == 1 || iso == 3;
        boolean hasM = (type & EWKB_M) != 0 || iso == 2 || iso == 3;
        if ((type & EWKB_SRID) != 0) {
            bytes.getInt();
        }
        dimensions = 2 + (hasZ ? 1 : 0) + (hasM ? 1 : 0);
        return geometry(Geometry.Kind.ofWkb((type & ~EWKB_FLAGS) % 1000), depth);
    }

    private Geometry geometry(Geometry.Kind kind, int depth) {
        return new Geometry(
                kind,
                switch (kind) {
                    case POINT -> position();
                    case LINESTRING -> list(this::position);
                    case POLYGON -> list(() -> list(this::position));
                    case MULTIPOINT, MULTILINESTRING, MULTIPOLYGON ->
                        list(() -> geometry(depth + 1).parts());
                    case GEOMETRYCOLLECTION -> list(() -> geometry(depth + 1));
                });
    }

    private <T> List<T> list(Supplier<T> element) {
        int count = bytes.getInt();
        if (count < 0 || count > bytes.remaining()) {
            throw new IllegalArgumentException("more elements than bytes");
        }
        List<T> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            elements.add(element.get());
        }
        return elements;
    }

    /** Longitude or x first. Of further numbers only the height is kept, which GeoJSON knows. */
    private List<Double> position() {
        double[] numbers = new double[dimensions];
        for (int i = 0; i < dimensions; i++) {
            numbers[i] = bytes.getDouble();
        }
        if (Double.isNaN(numbers[0])) {
            return List.of();
        }
        double x = swap ? numbers[1] : numbers[0];
        double y = swap ? numbers[0] : numbers[1];
        return hasZ ? List.of(x, y, numbers[2]) : List.of(x, y);
    }
}
