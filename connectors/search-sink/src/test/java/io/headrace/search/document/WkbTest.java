package io.headrace.search.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.search.config.DocumentSettings;
import io.headrace.search.failure.RecordException;
import io.headrace.search.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WkbTest {
    private static String json(String hex) {
        JsonBuffer out = new JsonBuffer(16);
        Wkb.write(out, HexFormat.of().parseHex(hex), new NumberWriter(DocumentSettings.DEFAULTS));
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            point            | 0101000000000000000000F03F0000000000000040 | {"type":"Point","coordinates":[1.0,2.0]}
            big-endian       | 00000000013FF00000000000004000000000000000 | {"type":"Point","coordinates":[1.0,2.0]}
            with an SRID     | 0101000020E6100000000000000000F03F0000000000000040 | {"type":"Point","coordinates":[1.0,2.0]}
            three dimensions | 01E9030000000000000000F03F00000000000000400000000000000840 | {"type":"Point","coordinates":[1.0,2.0,3.0]}
            line             | 010200000002000000000000000000F03F000000000000004000000000000008400000000000001040 | {"type":"LineString","coordinates":[[1.0,2.0],[3.0,4.0]]}
            polygon          | 010300000001000000010000000000000000000840000000000000F03F | {"type":"Polygon","coordinates":[[[3.0,1.0]]]}
            points           | 0104000000010000000101000000000000000000F03F0000000000000040 | {"type":"MultiPoint","coordinates":[[1.0,2.0]]}
            collection       | 0107000000010000000101000000000000000000F03F0000000000000040 | {"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1.0,2.0]}]}
            """)
    void shouldBecomeGeoJson(String what, String hex, String json) {
        assertThat(json(hex)).isEqualTo(json);
    }

    @Test
    void shouldRefuseBytesThatAreNoGeometry() {
        assertThatThrownBy(() -> json("0101000000")).isInstanceOf(RecordException.class);
        assertThatThrownBy(() -> json("0163000000")).isInstanceOf(RecordException.class);
    }
}
