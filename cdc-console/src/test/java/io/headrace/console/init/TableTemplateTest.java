package io.headrace.console.init;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableTemplateTest {

    private static final String LIMIT = "index.mapping.total_fields.limit";

    @Test
    void shouldLeaveTheServersLimitOfFieldsWhereItIsEnough() {
        JsonNode template = template(499);

        assertThat(template.path("template").path("settings").has(LIMIT)).isFalse();
    }

    /** More than MySQL itself takes; a text has two fields. */
    @Test
    void shouldMakeRoomForFiveThousandColumns() {
        JsonNode template = template(5_000);

        assertThat(template.path("template").path("settings").path(LIMIT).asInt())
                .isGreaterThan(2 * 5_000);
        assertThat(template.path("template").path("mappings").path("properties"))
                .hasSize(5_000);
    }

    private static JsonNode template(int columns) {
        TableFacts table = Facts.table(
                "shop.wide",
                IntStream.range(0, columns)
                        .mapToObj(i -> Facts.text("c" + i, "varchar(99)", "utf8mb4_0900_ai_ci", 99))
                        .toArray(ColumnFacts[]::new));
        List<TableFacts> tables = List.of(table);
        return TableTemplate.of(
                AliasNames.of("p", tables).get(0), ColumnUse.of(tables, List.of()), FieldNames.of(tables));
    }
}
