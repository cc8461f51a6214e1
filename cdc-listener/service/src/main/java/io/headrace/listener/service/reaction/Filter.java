package io.headrace.listener.service.reaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.change.Operation;
import io.headrace.listener.change.RowChange;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Selects changes. All parts must match; an empty part matches everything.
 *
 * @param on the operations; empty for all but snapshots and schema changes
 * @param changed columns of which at least one must have a new value
 * @param where conditions by column, on the row after the change, or before a delete
 */
public record Filter(Set<Operation> on, Set<String> changed, Map<String, Condition> where) {
    public static final Filter ALL = new Filter(Set.of(), Set.of(), Map.of());

    private static final Set<Operation> ASKED_FOR = Set.of(Operation.SNAPSHOT, Operation.SCHEMA_CHANGE);

    public Filter {
        on = Set.copyOf(on);
        changed = Set.copyOf(changed);
        where = Map.copyOf(where);
    }

    public boolean matches(RowChange change) {
        if (on.isEmpty() ? ASKED_FOR.contains(change.operation()) : !on.contains(change.operation())) {
            return false;
        }
        if (!changed.isEmpty() && changed.stream().noneMatch(change.changed()::contains)) {
            return false;
        }
        if (where.isEmpty()) {
            return true;
        }
        Optional<ObjectNode> row = change.row();
        return row.isPresent()
                && where.entrySet().stream().allMatch(condition -> {
                    JsonNode value = row.get().get(condition.getKey());
                    return value != null && condition.getValue().holds(value);
                });
    }

    /** Columns that the filter names and the row does not have. */
    public Set<String> missingFrom(ObjectNode row) {
        return Stream.concat(changed.stream(), where.keySet().stream())
                .filter(column -> !row.has(column))
                .collect(Collectors.toSet());
    }
}
