package io.headrace.transforms.envelope;

import io.headrace.transforms.path.FieldReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** The columns in which two images of a row differ. */
public final class RowDifference {

    private RowDifference() {}

    /** The names of the columns that differ, in their order, without the ignored ones. */
    public static List<String> between(Object before, Object after, Set<String> ignored) {
        List<String> changed = new ArrayList<>();
        if (after instanceof Struct now && before instanceof Struct then && then.schema() == now.schema()) {
            for (Field column : now.schema().fields()) {
                if (!Objects.deepEquals(FieldReader.value(then, column), FieldReader.value(now, column))
                        && !ignored.contains(column.name())) {
                    changed.add(column.name());
                }
            }
            return changed;
        }
        for (String name : names(before, after)) {
            if (!ignored.contains(name)
                    && !Objects.deepEquals(FieldReader.child(before, name), FieldReader.child(after, name))) {
                changed.add(name);
            }
        }
        return changed;
    }

    private static Iterable<String> names(Object before, Object after) {
        if (after instanceof Struct struct) {
            return () -> struct.schema().fields().stream().map(Field::name).iterator();
        }
        Set<String> names = new LinkedHashSet<>();
        ((Map<?, ?>) after).keySet().forEach(name -> names.add(String.valueOf(name)));
        ((Map<?, ?>) before).keySet().forEach(name -> names.add(String.valueOf(name)));
        return names;
    }
}
