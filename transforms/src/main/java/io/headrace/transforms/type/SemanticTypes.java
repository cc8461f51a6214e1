package io.headrace.transforms.type;

import io.headrace.transforms.field.Containers;
import io.headrace.transforms.field.Conversion;
import io.headrace.transforms.field.FieldStep;
import io.headrace.transforms.field.RowShape;
import io.headrace.transforms.field.Schemas;
import io.headrace.transforms.field.Typed;
import io.headrace.transforms.path.Site;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Converts every column whose schema has a semantic name of the type table, in nested structs, arrays and maps too, and
 * takes the defaults off all of them. Without a schema there is nothing to go by, and rows stay as they are.
 */
public final class SemanticTypes implements FieldStep {

    private final String name;
    private final TemporalTypes temporals;
    private final NumberTypes numbers;
    private final GeometryTypes geometries;
    private final SourceTypes declared;

    public SemanticTypes(String name, TypeSettings settings) {
        this.name = name;
        temporals = new TemporalTypes(settings.temporals(), settings.zone());
        numbers = new NumberTypes(settings.decimals(), settings.bits());
        geometries = new GeometryTypes(settings.geometries(), settings.axes());
        declared = new SourceTypes(settings.floats());
    }

    @Override
    public void compile(RowShape shape) {
        shape.convertEach(name, this::typed);
    }

    @Override
    public int rewrite(Map<String, @Nullable Object> row) {
        return 0;
    }

    private Typed typed(Schema schema, Site site) {
        if (schema.name() != null) {
            Typed typed = named(schema, site);
            if (typed != null) {
                return typed;
            }
        }
        Typed asDeclared = declared.typed(schema);
        if (asDeclared != null) {
            return asDeclared;
        }
        return switch (schema.type()) {
            case STRUCT -> struct(schema, site);
            case ARRAY -> withoutDefault(Containers.array(schema, typed(schema.valueSchema(), site.at("*"))));
            case MAP -> withoutDefault(Containers.map(schema, typed(schema.valueSchema(), site.at("*"))));
            default -> new Typed(Schemas.withoutDefault(schema), Conversion.NONE);
        };
    }

    private @Nullable Typed named(Schema schema, Site site) {
        if ("io.debezium.data.EnumSet".equals(schema.name())) {
            return new Typed(Schemas.plain(schema, SchemaBuilder.array(Schema.STRING_SCHEMA)), SemanticTypes::labels);
        }
        Typed temporal = temporals.typed(schema, site);
        Typed number = temporal != null ? temporal : numbers.typed(schema, site);
        return number != null ? number : geometries.typed(schema, site);
    }

    private Typed struct(Schema schema, Site site) {
        RowShape shape = new RowShape(schema);
        for (Field field : schema.fields()) {
            shape.replace(field.name(), typed(field.schema(), site.at(field.name())));
        }
        return withoutDefault(shape.typed());
    }

    private static Typed withoutDefault(Typed typed) {
        Schema schema = typed.schema();
        return schema == null ? typed : new Typed(Schemas.withoutDefault(schema), typed.conversion());
    }

    private static List<String> labels(Object value) {
        String text = (String) value;
        return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }
}
