package io.headrace.transforms.field;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row without a schema, in the order of its columns: an array of values, and the names that all rows of the table share.
 * It behaves as a LinkedHashMap would, and turns into one inside when a name is added or removed. For one thread at a time.
 */
final class RowMap extends AbstractMap<String, @Nullable Object> {

    /** The names of a table's columns and their positions. Immutable. */
    static final class Names {
        private final String[] names;
        private final Map<String, Integer> index = new HashMap<>();

        /** @param names all different; they are interned, so that tables share the names that they have in common */
        Names(String[] names) {
            this.names = new String[names.length];
            for (int i = 0; i < names.length; i++) {
                this.names[i] = names[i].intern();
                index.put(this.names[i], i);
            }
        }
    }

    private final Names names;
    private final @Nullable Object[] values;
    private @Nullable Map<String, @Nullable Object> own;

    /** @param values by the positions of their names; the map keeps the array */
    RowMap(Names names, @Nullable Object[] values) {
        this.names = names;
        this.values = values;
    }

    @Override
    public int size() {
        return own == null ? values.length : own.size();
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return own == null ? names.index.containsKey(name) : own.containsKey(name);
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        if (own != null) {
            return own.get(name);
        }
        Integer at = names.index.get(name);
        return at == null ? null : values[at];
    }

    @Override
    public @Nullable Object put(String name, @Nullable Object value) {
        Integer at = own == null ? names.index.get(name) : null;
        if (at == null) {
            return own().put(name, value);
        }
        Object before = values[at];
        values[at] = value;
        return before;
    }

    @Override
    public @Nullable Object remove(@Nullable Object name) {
        return containsKey(name) ? own().remove(name) : null;
    }

    @Override
    public void clear() {
        own = new LinkedHashMap<>();
    }

    private Map<String, @Nullable Object> own() {
        if (own == null) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>(2 * values.length);
            for (int i = 0; i < values.length; i++) {
                copy.put(names.names[i], values[i]);
            }
            own = copy;
        }
        return own;
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Entry<String, @Nullable Object>> {
        @Override
        public int size() {
            return RowMap.this.size();
        }

        @Override
        public Iterator<Entry<String, @Nullable Object>> iterator() {
            return own == null ? new Columns() : own.entrySet().iterator();
        }
    }

    /** Keeps its own order even if a name is added or removed meanwhile. */
    private final class Columns implements Iterator<Entry<String, @Nullable Object>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < values.length;
        }

        @Override
        public Entry<String, @Nullable Object> next() {
            if (next == values.length) {
                throw new NoSuchElementException();
            }
            return new Column(next++);
        }

        @Override
        public void remove() {
            if (next == 0 || !containsKey(names.names[next - 1])) {
                throw new IllegalStateException();
            }
            RowMap.this.remove(names.names[next - 1]);
        }
    }

    private final class Column implements Entry<String, @Nullable Object> {
        private final int at;

        Column(int at) {
            this.at = at;
        }

        @Override
        public String getKey() {
            return names.names[at];
        }

        @Override
        public @Nullable Object getValue() {
            return own == null ? values[at] : own.get(getKey());
        }

        @Override
        public @Nullable Object setValue(@Nullable Object value) {
            return put(getKey(), value);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return new SimpleImmutableEntry<>(this).equals(other);
        }

        @Override
        public int hashCode() {
            return new SimpleImmutableEntry<>(this).hashCode();
        }

        @Override
        public String toString() {
            return getKey() + "=" + getValue();
        }
    }
}
