package io.headrace.e2e.generate;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What is not generated, by name and with the reason: every entry is a failure that is known and not mended. */
final class Excluded {

    private final Map<Feature, String> features = new EnumMap<>(Feature.class);
    private final Map<ColumnType, String> types = new EnumMap<>(ColumnType.class);
    private final Map<KeyShape, String> keys = new EnumMap<>(KeyShape.class);
    private final Map<Way, String> ways = new EnumMap<>(Way.class);

    /** What the build leaves out. */
    static Excluded known() {
        return nothing();
    }

    static Excluded nothing() {
        return new Excluded();
    }

    /** Leaves out more, by the names of its enumerations; for a look at the rest while something is being mended. */
    Excluded and(Set<String> names, String reason) {
        for (String name : names) {
            put(name, reason);
        }
        return this;
    }

    private void put(String name, String reason) {
        if (isOne(Feature.class, name)) {
            features.put(Feature.valueOf(name), reason);
        } else if (isOne(Way.class, name)) {
            ways.put(Way.valueOf(name), reason);
        } else if (name.startsWith("KEY_")) {
            keys.put(KeyShape.valueOf(name.substring(4)), reason);
        } else {
            types.put(ColumnType.valueOf(name), reason);
        }
    }

    private static <E extends Enum<E>> boolean isOne(Class<E> type, String name) {
        for (E one : type.getEnumConstants()) {
            if (one.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    boolean allows(Feature feature) {
        return !features.containsKey(feature);
    }

    boolean allows(Way way) {
        return !ways.containsKey(way);
    }

    boolean allows(ColumnType type) {
        return !types.containsKey(type);
    }

    boolean allows(KeyShape key) {
        return !keys.containsKey(key);
    }

    /** One line each, for the output of a run. */
    Set<String> lines() {
        Set<String> lines = new TreeSet<>();
        features.forEach((feature, reason) -> lines.add("feature " + feature + ": " + reason));
        types.forEach((type, reason) -> lines.add("column type " + type + ": " + reason));
        ways.forEach((way, reason) -> lines.add("way " + way + ": " + reason));
        keys.forEach((key, reason) -> lines.add("key " + key + ": " + reason));
        return lines;
    }
}
