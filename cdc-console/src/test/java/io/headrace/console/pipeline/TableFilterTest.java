package io.headrace.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.server.Rest;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableFilterTest {

    private static final List<String> ALL =
            List.of("my-shop.order-lines", "my-shop.audit_log", "my-shop.x", "mysql.user", "shop.order-lines");

    @Test
    void shouldSelectByPatternsThatMatchTheWholeName() {
        TableFilter capture = capture("\"table.include.list\":\"my-shop\\\\.order-lines,MY-SHOP\\\\..*_log\"");

        assertThat(capture.among(ALL)).containsExactly("my-shop.order-lines", "my-shop.audit_log");
        assertThat(capture.selectNothing(ALL)).isEmpty();
    }

    @Test
    void shouldSayWhichPatternSelectsNothing() {
        assertThat(capture("\"table.include.list\":\"my-shop.x,shop\\\\.none\"").selectNothing(ALL))
                .containsExactly("shop\\.none");
    }

    @Test
    void shouldTakeAllButMysqlsOwnAndWhatIsExcluded() {
        assertThat(capture("\"table.exclude.list\":\".*_log\"").among(ALL))
                .containsExactly("my-shop.order-lines", "my-shop.x", "shop.order-lines");
        assertThat(capture("\"database.include.list\":\"shop\"").among(ALL)).containsExactly("shop.order-lines");
        assertThat(capture("\"database.exclude.list\":\"my-.*\"").among(ALL)).containsExactly("shop.order-lines");
    }

    @Test
    void shouldReadACommaInAPatternAsPartOfIt() {
        assertThat(capture("\"table.include.list\":\"my-shop\\\\.[a-z_]{1\\\\,9}\"")
                        .among(ALL))
                .containsExactly("my-shop.audit_log", "my-shop.x");
    }

    private static TableFilter capture(String settings) {
        try {
            JsonNode config = Rest.JSON.readTree("{" + settings + "}");
            return TableFilter.of(config);
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
