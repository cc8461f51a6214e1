package io.headrace.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.connector.ApplyConnectors;
import io.headrace.console.connector.ApplyTemplates;
import io.headrace.console.init.Init;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whether a row is found by each of its columns as a person would ask for it, with the mapping that init makes: a table of types
 * and queries. Row 1 holds the smallest values, row 2 the greatest, row 3 NULLs.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SearchByColumn {

    private static final String DATABASE = "found";
    private static final String INDEX = "found-things";

    @TempDir
    static Path folder;

    /** Whose servers are asked. */
    abstract Lab lab();

    @BeforeAll
    void carryTheTable() throws SQLException, IOException {
        lab().sql(
                        "CREATE DATABASE " + DATABASE + " CHARACTER SET utf8mb4",
                        "GRANT SELECT ON found.* TO 'debezium'@'%'",
                        "USE found",
                        "CREATE TABLE things (id INT PRIMARY KEY, tiny TINYINT, tiny_u TINYINT UNSIGNED, small SMALLINT, small_u"
                                + " SMALLINT UNSIGNED, medium MEDIUMINT, medium_u MEDIUMINT UNSIGNED, i INT, i_u INT UNSIGNED, big"
                                + " BIGINT, big_u BIGINT UNSIGNED, flag TINYINT(1), bit1 BIT(1), bits BIT(10), y YEAR, f FLOAT, d"
                                + " DOUBLE, price DECIMAL(12,2), whole DECIMAL(18,0), wide DECIMAL(30,10), day DATE, at DATETIME, at6"
                                + " DATETIME(6), stamp TIMESTAMP NULL, stamp6 TIMESTAMP(6) NULL, t TIME, code CHAR(5), name"
                                + " VARCHAR(200), slug VARCHAR(200) COLLATE utf8mb4_bin, prose TEXT, title TEXT, state"
                                + " ENUM('open','shut'), tags SET('a','b','c'), doc JSON, place POINT SRID 4326, item_uuid BINARY(16),"
                                + " hash VARBINARY(32), KEY (title(50)), KEY (hash))",
                        "INSERT INTO things VALUES (1, -128, 0, -32768, 0, -8388608, 0, -2147483648, 0, -9223372036854775808, 0, 0,"
                                + " b'0', 0, 1901, -1.5, -1e300, -19.99, -999999999999999999, -12345678901234567890.0123456789,"
                                + " '1000-01-01', '1000-01-01 00:00:00', '1000-01-01 00:00:00.000001', '1970-01-02 00:00:01',"
                                + " '1970-01-02 00:00:01.000001', '-838:59:59', 'A-1', 'The quick brown Fox', 'Quick-Fox', 'It jumped"
                                + " over the lazy dog', 'Of foxes and dogs', 'open', 'a,c', '{\"colour\": \"red\"}',"
                                + " ST_GeomFromText('POINT(47.37 8.54)', 4326), x'00112233445566778899aabbccddeeff', x'0a0b')",
                        "INSERT INTO things VALUES (2, 127, 255, 32767, 65535, 8388607, 16777215, 2147483647, 4294967295,"
                                + " 9223372036854775807, 18446744073709551615, 1, b'1', 513, 2155, 2.5, 1e300, 1234567890.12,"
                                + " 999999999999999999, 12345678901234567890.0123456789, '9999-12-31', '9999-12-31 23:59:59',"
                                + " '9999-12-31 23:59:59.999999', '2038-01-18 00:00:00', '2038-01-18 00:00:00.123456', '838:59:59',"
                                + " 'b-2', 'A slow green turtle', 'slow-turtle', 'It went its way', 'Of turtles', 'shut', 'b',"
                                + " '{\"colour\": \"green\", \"size\": {\"cm\": 12}}', ST_GeomFromText('POINT(-33.87 151.21)', 4326),"
                                + " x'ffeeddccbbaa99887766554433221100', x'0c')",
                        "INSERT INTO things (id) VALUES (3)");
        new Init(lab().target(), LabConnect.folder())
                .run(new Init.Request(List.of("found.*"), List.of(), "", List.of(), false), folder, false);
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        new ApplyTemplates(files).run(lab().target());
        new ApplyConnectors(
                        lab().target(),
                        List.of(folder.resolve("mysql-source.json"), folder.resolve("elasticsearch-sink.json")),
                        false)
                .apply(Duration.ofMinutes(2));
        await().atMost(Duration.ofMinutes(2)).until(() -> new SearchRest(lab().target()).countOrUnknown(INDEX) == 3);
    }

    @AfterAll
    void removeAll() throws SQLException {
        lab().connect().delete("found-sink");
        lab().connect().delete("found-source");
        lab().sql("DROP DATABASE " + DATABASE);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            tiny          | exact  | -128                                  | 1
            tiny          | range  | 0..127                                | 2
            tiny          | sort   |                                       | 1 2 3
            tiny_u        | exact  | 255                                   | 2
            small         | range  | -32768..-1                            | 1
            small_u       | exact  | 65535                                 | 2
            medium        | exact  | -8388608                              | 1
            medium_u      | range  | 16777215..16777215                    | 2
            i             | exact  | 2147483647                            | 2
            i_u           | exact  | 4294967295                            | 2
            i_u           | sort   |                                       | 1 2 3
            big           | exact  | -9223372036854775808                  | 1
            big           | range  | 9223372036854775807..9223372036854775807 | 2
            big_u         | exact  | 18446744073709551615                  | 2
            big_u         | sort   |                                       | 1 2 3
            flag          | exact  | true                                  | 2
            flag          | exact  | false                                 | 1
            bit1          | exact  | true                                  | 2
            bits          | exact  | 513                                   | 2
            y             | range  | 1900..1999                            | 1
            f             | exact  | 2.5                                   | 2
            d             | exact  | 1e300                                 | 2
            d             | sort   |                                       | 1 2 3
            price         | exact  | 1234567890.12                         | 2
            price         | exact  | -19.99                                | 1
            price         | range  | -20..0                                | 1
            price         | sort   |                                       | 1 2 3
            whole         | exact  | 999999999999999999                    | 2
            wide          | exact  | 12345678901234567890.0123456789       | 2
            wide          | exact  | 12345678901234567890.0123456788       | none
            wide.number   | range  | -2e19..0                              | 1
            wide.number   | sort   |                                       | 1 2 3
            day           | exact  | 1000-01-01                            | 1
            day           | range  | 9999-01-01..9999-12-31                | 2
            day           | sort   |                                       | 1 2 3
            at            | exact  | 9999-12-31T23:59:59Z                  | 2
            at6           | range  | 9999-12-31T23:59:59.9Z..9999-12-31T23:59:59.999Z | 2
            at6           | sort   |                                       | 1 2 3
            stamp         | range  | 2038-01-01..2039-01-01                | 2
            stamp6        | exact  | 1970-01-02T00:00:01.000001Z           | 1
            stamp6        | sort   |                                       | 1 2 3
            t             | exact  | -838:59:59                            | 1
            code          | exact  | A-1                                   | 1
            code          | sort   |                                       | 1 2 3
            name          | words  | FOX                                   | 1
            name.keyword  | exact  | A slow green turtle                   | 2
            name.keyword  | sort   |                                       | 2 1 3
            slug          | exact  | Quick-Fox                             | 1
            slug          | exact  | quick-fox                             | none
            prose         | words  | dog jumped                            | 1
            title         | words  | turtles                               | 2
            title.keyword | exact  | Of foxes and dogs                     | 1
            state         | exact  | shut                                  | 2
            tags          | exact  | c                                     | 1
            doc.colour    | exact  | green                                 | 2
            doc.size.cm   | exact  | 12                                    | 2
            place         | near   | 47.4,8.5                              | 1
            place         | far    | -33.9,151.2                           | 2 1
            item_uuid     | exact  | 00112233-4455-6677-8899-aabbccddeeff  | 1
            hash          | exact  | Cgs=                                  | 1
            price         | exists |                                       | 1 2
            stamp6        | exists |                                       | 1 2
            name          | exists |                                       | 1 2
            place         | exists |                                       | 1 2
            """)
    void shouldBeFoundBy(String field, String kind, String asked, String ids) {
        ObjectNode search = Rest.JSON.createObjectNode();
        ObjectNode query = search.putObject("query");
        switch (kind) {
            case "exact" -> query.putObject("term").put(field, asked);
            case "words" ->
                query.putObject("match").putObject(field).put("query", asked).put("operator", "and");
            case "exists" -> query.putObject("exists").put("field", field);
            case "range" -> {
                String[] ends = asked.split("\\.\\.");
                query.putObject("range").putObject(field).put("gte", ends[0]).put("lte", ends[1]);
            }
            case "near" ->
                query.putObject("geo_distance").put("distance", "10km").put(field, asked);
            case "far" -> {
                query.putObject("exists").put("field", field);
                search.putArray("sort").addObject().putObject("_geo_distance").put(field, asked);
            }
            default -> {
                query.putObject("match_all");
                // what servers say is their default; OpenSearch 3 leaves rows without a value out if it isn't said
                // (findings/)
                search.putArray("sort")
                        .addObject()
                        .putObject(field)
                        .put("order", "asc")
                        .put("missing", "_last");
            }
        }
        if (!search.has("sort")) {
            search.putArray("sort").addObject().put("id", "asc");
        }

        assertThat(found(search)).containsExactlyElementsOf(ids == null ? List.of() : List.of(ids.split(" ")));
    }

    private List<String> found(JsonNode search) {
        Rest.Answer answer = new SearchRest(lab().target())
                .rest()
                .post("/" + SearchRest.path(INDEX) + "/_search", search.toString());
        assertThat(answer.ok()).as(answer.toString()).isTrue();
        List<String> ids = new ArrayList<>();
        answer.body()
                .path("hits")
                .path("hits")
                .forEach(hit -> ids.add(hit.path("_id").asText()));
        return ids;
    }
}
