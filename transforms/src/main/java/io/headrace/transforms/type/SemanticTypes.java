package io.headrace.transforms.type;

import io.headrace.transforms.field.ContainerConversions;
import io.headrace.transforms.field.Conversion;
import io.headrace.transforms.field.FieldStep;
import io.headrace.transforms.field.RowPlanBuilder;
import io.headrace.transforms.field.Schemas;
import io.headrace.transforms.field.TypedConversion;
import io.headrace.transforms.path.FieldLocation;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Converts every column whose schema has a known semantic name or declared type, in nested structs, arrays and maps too, and
 * takes the default off every column. Without a schema there is nothing to go by, and rows stay as they are.
 */
public final class SemanticTypes implements FieldStep {

    private final String name;
    private final TemporalTypes temporals;
    private final NumberTypes numbers;
    private final GeometryTypes geometries;
    private final DeclaredTypes declared;

    public SemanticTypes(String name, TypeSettings settings) {
        this.name = name;
        temporals = new TemporalTypes(settings.temporals(), settings.zone());
        numbers = new NumberTypes(settings.decimals(), settings.bits());
        geometries = new GeometryTypes(settings.geometries(), settings.axes());
        declared = new DeclaredTypes(settings.floats());
    }

    @Override
    public void compile(RowPlanBuilder plan) {
        plan.convertEach(name, this::conversion);
    }

    @Override
    public int rewrite(Map<String, @Nullable Object> row) {
        return 0;
    }

    private TypedConversion conversion(Schema schema, FieldLocation location) {
        if (schema.name() != null) {
            TypedConversion typed = named(schema, location);
            if (typed != null) {
                return typed;
            }
        }
        TypedConversion asDeclared = declared.conversion(schema);
        if (asDeclared != null) {
            return asDeclared;
        }
        return switch (schema.type()) {
            case STRUCT -> struct(schema, location);
            case ARRAY ->
                withoutDefault(
                        ContainerConversions.array(schema, conversion(schema.valueSchema(), location.child("*"))));
            case MAP ->
                withoutDefault(ContainerConversions.map(schema, conversion(schema.valueSchema(), location.child("*"))));
            default -> new TypedConversion(Schemas.withoutDefault(schema), Conversion.NONE);
        };
    }

    private @Nullable TypedConversion named(Schema schema, FieldLocation location) {
        if ("io.debezium.data.EnumSet".equals(schema.name())) {
            return new TypedConversion(
                    Schemas.plain(schema, SchemaBuilder.array(Schema.STRING_SCHEMA)), SemanticTypes::labels);
        }
        TypedConversion temporal = temporals.conversion(schema, location);
        TypedConversion number = temporal != null ? temporal : numbers.conversion(schema, location);
        return number != null ? number : geometries.conversion(schema, location);
    }

    private TypedConversion struct(Schema schema, FieldLocation location) {
        RowPlanBuilder plan = new RowPlanBuilder(schema);
        for (Field field : schema.fields()) {
            plan.replace(field.name(), conversion(field.schema(), location.child(field.name())));
        }
        return withoutDefault(plan.build());
    }

    private static TypedConversion withoutDefault(TypedConversion typed) {
        Schema schema = typed.schema();
        return schema == null ? typed : new TypedConversion(Schemas.withoutDefault(schema), typed.conversion());
    }

    private static List<String> labels(Object value) {
        String text = (String) value;
        return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }
}
