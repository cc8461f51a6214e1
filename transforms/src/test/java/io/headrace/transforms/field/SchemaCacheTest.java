package io.headrace.transforms.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.Test;

class SchemaCacheTest {

    private final AtomicInteger compiled = new AtomicInteger();
    private final SchemaCache<String> cache =
            new SchemaCache<>(8, schema -> schema.name() + compiled.incrementAndGet());

    @Test
    void shouldCompileEqualSchemasOnce() {
        // When
        String first = cache.get(table(1));
        String second = cache.get(table(1));

        // Then
        assertThat(second).isSameAs(first);
        assertThat(compiled).hasValue(1);
    }

    @Test
    void shouldTellSchemasApartByAllThatShapesThem() {
        // Given
        Schema plain = SchemaBuilder.string().build();

        // When
        cache.get(plain);
        cache.get(SchemaBuilder.string().optional().build());
        cache.get(SchemaBuilder.string().name("n").build());
        cache.get(SchemaBuilder.string().parameter("p", "1").build());
        cache.get(SchemaBuilder.string().defaultValue("d").build());
        cache.get(SchemaBuilder.string().doc("d").build());
        cache.get(SchemaBuilder.string().version(1).build());

        // Then
        assertThat(compiled).hasValue(7);
    }

    @Test
    void shouldStayBoundedUnderEndlessNewSchemas() {
        // When
        for (int i = 0; i < 10_000; i++) {
            assertThat(cache.get(table(i))).startsWith("t" + i);
        }

        // Then
        assertThat(cache.size()).isEqualTo(8);
    }

    @Test
    void shouldKeepWhatIsInUse() {
        // Given
        SchemaCache<Integer> wide = new SchemaCache<>(1024, schema -> compiled.incrementAndGet());
        Schema[] tables = new Schema[1024];
        for (int i = 0; i < tables.length; i++) {
            tables[i] = table(i);
            wide.get(tables[i]);
        }

        // When
        for (int round = 0; round < 10; round++) {
            for (Schema table : tables) {
                wide.get(table);
            }
        }

        // Then
        assertThat(compiled).hasValue(1024);
    }

    @Test
    void shouldSettleOnWhatIsInUseAfterSchemasThatAreNotMetAnyMore() {
        // Given
        AtomicInteger looks = new AtomicInteger();
        SchemaCache<Integer> wide = new SchemaCache<>(1024, schema -> 0);
        for (int i = 0; i < 50_000; i++) {
            wide.get(table(i));
        }
        CountedSchema[] live = new CountedSchema[500];
        for (int i = 0; i < live.length; i++) {
            live[i] = new CountedSchema(table(100_000 + i), looks);
        }

        // When
        for (int round = 0; round < 200; round++) {
            for (Schema table : live) {
                wide.get(table);
            }
        }
        looks.set(0);
        for (Schema table : live) {
            wide.get(table);
        }

        // Then
        assertThat(looks).as("schemas that are not found by identity").hasValueLessThan(5);
    }

    private static Schema table(int i) {
        return SchemaBuilder.struct().name("t" + i).build();
    }
}
