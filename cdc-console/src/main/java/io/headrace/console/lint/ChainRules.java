package io.headrace.console.lint;

import io.headrace.console.lint.config.Change;
import io.headrace.console.lint.config.ConfigSection;
import io.headrace.console.lint.config.Connector;
import io.headrace.console.lint.config.SettingDefinition;
import io.headrace.console.lint.config.SourceTopicNames;
import io.headrace.console.lint.config.Transform;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Transforms in an order, or beside a converter, that changes what rows say. */
final class ChainRules {

    private static final String NULLS = "replace.null.with.default";
    private static final String UNWRAP = "ExtractNewRecordState";

    /** They tell an event by its schema, and pass over, or refuse, what has none. */
    private static final Set<String> NEED_SCHEMAS =
            Set.of(UNWRAP, "EventRouter", "ByLogicalTableRouter", "ExtractChangedRecordState");

    static final List<Rule> RULES = List.of(
            Rule.error("null-becomes-default", "NULL arrives as the column's DEFAULT.", (c, all, found) -> {
                if (!comesWithDefaults(c, all)) {
                    return;
                }
                boolean flat = false;
                for (Transform transform : c.chain()) {
                    Map<String, SettingDefinition> settings = ConfigSection.section(transform.type());
                    flat |= transform.isA(UNWRAP);
                    if (transform.takesDefaultsOff()
                            && transform.get("predicate").isEmpty()) {
                        return;
                    }
                    if (flat && !transform.isOfKeys() && settings != null && settings.containsKey(NULLS)) {
                        requireFalse(c, transform.prefix() + NULLS, transform.simpleName(), found);
                    }
                }
                boolean nullableKeys = c.isSource() && c.has("message.key.columns");
                for (String converter :
                        nullableKeys ? List.of("value.converter", "key.converter") : List.of("value.converter")) {
                    if (c.get(converter).endsWith("JsonConverter")) {
                        requireFalse(c, converter + "." + NULLS, "JsonConverter", found);
                    }
                }
            }),
            Rule.error(
                    "expanded-before-schema-is-needed",
                    "Tables with JSON columns pass untouched through a transform that others go through.",
                    (c, all, found) -> {
                        List<Transform> chain = c.chain();
                        for (int i = 1; i < chain.size(); i++) {
                            Transform later = chain.get(i);
                            for (Transform earlier : chain.subList(0, i)) {
                                if (earlier.dropsSchemas() && NEED_SCHEMAS.contains(later.simpleName())) {
                                    boolean adjacent = chain.get(i - 1).equals(earlier);
                                    found.at(
                                            "transforms",
                                            "has " + earlier.alias() + " before " + later.alias()
                                                    + ": a record whose JSON was expanded no longer has a schema, and "
                                                    + later.simpleName()
                                                    + " skips it, so that tables with JSON columns come out differently"
                                                    + " from the rest. Put " + later.alias()
                                                    + " first, or set output=struct for ExpandJson.",
                                            adjacent && later.isA(UNWRAP)
                                                    ? new Change[] {Change.set("transforms", swapped(c, earlier, later))
                                                    }
                                                    : new Change[0]);
                                }
                            }
                        }
                    }),
            Rule.warning("flat-rows-told-by-names", "Flat rows are examined for change events.", (c, all, found) -> {
                boolean auto = c.get("record.format", "auto").equalsIgnoreCase("auto");
                if (c.isOurSink() && auto && readsFlatRows(c, all)) {
                    found.at(
                            "record.format",
                            "is auto, but the rows come flat out of ExtractNewRecordState: a row with columns"
                                    + " such as op, source, before and after may be mistaken for a change"
                                    + " event. Set document.",
                            Change.set("record.format", "document"));
                }
            }),
            Rule.warning(
                    "deletes-rewritten",
                    "Deleted rows can still be found, or their deletion is never seen.",
                    (c, all, found) -> {
                        for (Transform transform : c.chain()) {
                            String mode = transform.get("delete.tombstone.handling.mode", "tombstone");
                            boolean marked = all.stream().anyMatch(o -> o.transformsBy("SoftDelete"));
                            if (transform.isA(UNWRAP) && !marked && mode.equalsIgnoreCase("drop")) {
                                found.at(
                                        transform.prefix() + "delete.tombstone.handling.mode",
                                        "is drop: deletions end here, and the index keeps the rows. tombstone passes them on.",
                                        Change.set(transform.prefix() + "delete.tombstone.handling.mode", "tombstone"));
                            } else if (transform.isA(UNWRAP) && !marked && mode.equalsIgnoreCase("rewrite")) {
                                found.at(
                                        transform.prefix() + "delete.tombstone.handling.mode",
                                        "is rewrite: deleted rows become documents with __deleted and can still be found."
                                                + " tombstone or rewrite-with-tombstone removes them; SoftDelete marks them on"
                                                + " purpose.");
                            }
                        }
                    }),
            Rule.error(
                    "negate-without-predicate",
                    "A transform negates a predicate that it does not name.",
                    (c, all, found) -> {
                        for (Transform transform : c.chain()) {
                            String negate = transform.prefix() + "negate";
                            if (c.has(negate) && transform.get("predicate").isBlank()) {
                                found.at(
                                        negate,
                                        "negates no predicate, and Connect rejects the connector. Name one in "
                                                + transform.prefix() + "predicate, or remove it.",
                                        Change.remove(negate));
                            }
                        }
                    }),
            Rule.error("listed-twice", "A name appears twice in a list, which Connect rejects.", (c, all, found) -> {
                for (String key : List.of("transforms", "predicates", "topics")) {
                    List<String> once = c.list(key).stream().distinct().toList();
                    if (once.size() < c.list(key).size()) {
                        found.at(key, "has a name twice.", Change.set(key, String.join(",", once)));
                    }
                }
            }));

    private ChainRules() {}

    private static void requireFalse(Connector c, String key, String owner, Rule.Found found) {
        if (!c.is(key, "false") && !c.get(key).contains("${")) {
            found.at(
                    key,
                    (c.has(key) ? "is " + c.get(key) : "is missing, and true is its default")
                            + ": if a column has a DEFAULT, " + owner
                            + " replaces NULL with it, which falsifies the row. Set false.",
                    Change.set(key, "false"));
        }
    }

    /** Whether values come to the transforms with the defaults of their columns in the schema. */
    private static boolean comesWithDefaults(Connector c, List<Connector> all) {
        if (c.isSource()) {
            return true;
        }
        boolean schemas =
                c.get("value.converter").endsWith("JsonConverter") && !c.is("value.converter.schemas.enable", "false");
        List<Connector> sources = all.stream().filter(Connector::isSource).toList();
        boolean gone = !sources.isEmpty()
                && sources.stream()
                        .allMatch(s -> s.is("value.converter.schemas.enable", "false")
                                || s.chain().stream().anyMatch(Transform::takesDefaultsOff));
        return c.isSink() && schemas && !gone;
    }

    private static boolean readsFlatRows(Connector c, List<Connector> all) {
        if (unwrapsAll(c)) {
            return true;
        }
        List<Connector> writers = all.stream()
                .filter(Connector::isSource)
                .filter(s -> c.list("topics").isEmpty()
                        || c.list("topics").stream()
                                .anyMatch(t -> SourceTopicNames.of(s).writes(t) != SourceTopicNames.Answer.NO))
                .toList();
        return !writers.isEmpty() && writers.stream().allMatch(ChainRules::unwrapsAll);
    }

    private static boolean unwrapsAll(Connector c) {
        return c.chain().stream()
                .anyMatch(t -> t.isA(UNWRAP) && t.get("predicate").isEmpty());
    }

    private static String swapped(Connector c, Transform earlier, Transform later) {
        List<String> order = new ArrayList<>(new LinkedHashSet<>(c.list("transforms")));
        order.remove(later.alias());
        order.add(order.indexOf(earlier.alias()), later.alias());
        return String.join(",", order);
    }
}
