package io.headrace.console.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.doctor.Diagnosis;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
import io.headrace.console.validate.Validate;
import io.headrace.stack.client.Login;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What validate says of tables, topics and indices before a connector is posted: nothing here is ever started. */
abstract class ValidateTablesScenarios {

    private static final Path CONFIGS = OperationsIT.HOME.resolve("connect-configs");
    private static final List<String> DATABASES = List.of("my-shop", "t_ada", "t_bob", "odd", "shard_1", "shard_2");

    @TempDir
    Path folder;

    private final Rest elasticsearch = new Rest("Elasticsearch", OperationsIT.target.elasticsearch());

    @AfterEach
    void removeAll() throws Exception {
        for (String database : DATABASES) {
            Fixes.sql("DROP DATABASE IF EXISTS `" + database + "`");
        }
        for (String index : List.of("vt.my-shop.audit_log", "rolled-1", "rolled-2", "plain")) {
            elasticsearch.delete("/" + index, null);
        }
    }

    @Test
    void shouldLookAtWhatPatternsSelectInNamesWithDashes() throws Exception {
        // Given
        Fixes.sql(
                "CREATE DATABASE `my-shop`",
                "CREATE TABLE `my-shop`.`order-lines` (parent INT)",
                "CREATE TABLE `my-shop`.parent (id INT PRIMARY KEY)",
                "CREATE TABLE `my-shop`.audit_log (id INT PRIMARY KEY, parent INT, CONSTRAINT fk FOREIGN KEY (parent)"
                        + " REFERENCES `my-shop`.parent (id) ON DELETE SET NULL)");
        elasticsearch.put("/vt.my-shop.audit_log", "{\"settings\":{\"index.blocks.write\":true}}");
        Path source = source(Map.of("table.include.list", "my-shop\\.order-lines,my-shop\\..*_log,my-shop\\.gone_.*"));
        Path sink = sink(Map.of("topics.regex", "vt\\..*"));

        // When
        List<Diagnosis.Check> checks = checks(source, sink);

        // Then
        assertThat(of(checks, "primary key of my-shop.order-lines").result()).isEqualTo(Diagnosis.Result.FAILED);
        assertThat(of(checks, "foreign keys of my-shop.audit_log").found()).isEqualTo("fk cascades");
        assertThat(of(checks, "table.include.list: my-shop\\.gone_.*").result()).isEqualTo(Diagnosis.Result.WARNING);
        assertThat(of(checks, "topics.regex vt\\..*").found())
                .isEqualTo("vt.my-shop.audit_log, vt.my-shop.order-lines");
        assertThat(of(checks, "writes to vt.my-shop.audit_log").result()).isEqualTo(Diagnosis.Result.FAILED);
        assertThat(of(checks, "mapping of vt.my-shop.audit_log").result()).isEqualTo(Diagnosis.Result.OK);
    }

    @Test
    void shouldRefuseTenantsInOneIndexUntilIdsTellThemApart() throws Exception {
        Fixes.sql(
                "CREATE DATABASE t_ada",
                "CREATE DATABASE t_bob",
                "CREATE TABLE t_ada.invoice (id INT PRIMARY KEY)",
                "CREATE TABLE t_bob.invoice (id INT PRIMARY KEY)");
        Path source = source(Map.of("database.include.list", "t_.*"));
        Map<String, String> one = Map.of("topics.regex", "vt\\.t_.*\\.invoice", "index", "${topic.table}");

        List<Diagnosis.Check> alike = checks(source, sink(one));
        Path apart = sink(Map.of(
                "topics.regex",
                "vt\\.t_.*\\.invoice",
                "index",
                "${topic.table}",
                "document.id.template",
                "${topic.database}:${key}"));

        assertThat(alike)
                .anySatisfy(check ->
                        assertThat(check.found()).isEqualTo("takes 2 topics: vt.t_ada.invoice, vt.t_bob.invoice"));
        assertThat(checks(source, apart)).noneMatch(check -> check.result() == Diagnosis.Result.FAILED);
    }

    @Test
    void shouldNameColumnsTablesAndKeysThatCantBeDocuments() throws Exception {
        Fixes.sql(
                "CREATE DATABASE odd",
                "CREATE TABLE odd.dots (id INT PRIMARY KEY, spec VARCHAR(9), `spec.width` INT, `_id` INT)",
                "CREATE TABLE odd.`sales data` (id INT PRIMARY KEY)",
                "CREATE TABLE odd.sales_data (id INT PRIMARY KEY)",
                "CREATE TABLE odd.url (u VARCHAR(300) PRIMARY KEY)",
                "CREATE TABLE odd.euro (u VARCHAR(200) CHARACTER SET latin1 PRIMARY KEY)",
                "CREATE TABLE odd.named (warehouse INT NOT NULL, article INT NOT NULL)");
        Map<String, String> keys =
                Map.of("database.include.list", "odd", "message.key.columns", "odd.named:warehouse,article");

        List<Diagnosis.Check> checks = checks(source(keys), sink(Map.of("topics.regex", "vt\\..*")));
        List<Diagnosis.Check> hashed =
                checks(source(keys), sink(Map.of("topics.regex", "vt\\..*", "document.id.overlong", "hash")));

        assertThat(of(checks, "column names of odd.dots").found()).contains("_id", "spec.width");
        assertThat(of(checks, "column names of odd.dots").fix()).contains("fields.rename");
        assertThat(of(checks, "topic vt.odd.sales_data").result()).isEqualTo(Diagnosis.Result.FAILED);
        assertThat(of(checks, "rows of topic vt.odd.sales_data").found())
                .isEqualTo("come from odd.sales data, odd.sales_data");
        assertThat(of(checks, "length of ids of odd.url").found()).startsWith("up to 1200 bytes");
        assertThat(of(checks, "length of ids of odd.euro").found()).startsWith("up to 600 bytes");
        assertThat(of(checks, "primary key of odd.named").found()).isEqualTo("warehouse,article");
        assertThat(hashed).noneMatch(check -> check.about().startsWith("length of ids"));
    }

    @Test
    void shouldTellWhatIsRefusedForSureFromWhatAJsonColumnMayHold() throws Exception {
        Fixes.sql("CREATE DATABASE odd", "CREATE TABLE odd.tags (id INT PRIMARY KEY, tags JSON, v VARCHAR(9))");
        elasticsearch.put("/plain", "{\"mappings\":{\"properties\":{\"tags\":{\"type\":\"text\"}}}}");
        Path source = source(Map.of("database.include.list", "odd"));
        Path sink = sink(Map.of("topics", "vt.odd.tags", "topic.to.index", "vt.odd.tags:plain"));

        Diagnosis.Check possible = of(checks(source, sink), "mapping of plain");
        elasticsearch.put("/plain/_mapping", "{\"properties\":{\"v\":{\"type\":\"long\"}}}");
        Diagnosis.Check certain = of(checks(source, sink), "mapping of plain");

        assertThat(possible.result()).isEqualTo(Diagnosis.Result.WARNING);
        assertThat(possible.found()).isEqualTo("tags is json and mapped as text");
        assertThat(certain.result()).isEqualTo(Diagnosis.Result.FAILED);
        assertThat(certain.found()).contains("v is varchar and mapped as long");
    }

    @Test
    void shouldFollowShardsAndSayWhatARouterHides() throws Exception {
        Fixes.sql(
                "CREATE DATABASE shard_1",
                "CREATE DATABASE shard_2",
                "CREATE TABLE shard_1.orders (id INT PRIMARY KEY, `_id` INT)",
                "CREATE TABLE shard_2.orders (id INT PRIMARY KEY)");
        Map<String, String> route = Map.of(
                "database.include.list", "shard_.*",
                "transforms", "route",
                "transforms.route.type", "io.debezium.transforms.ByLogicalTableRouter",
                "transforms.route.topic.regex", "vt\\.shard_\\d+\\.(.*)",
                "transforms.route.topic.replacement", "vt.all.$1");
        Map<String, String> outbox = Map.of(
                "database.include.list", "shard_.*",
                "transforms", "outbox",
                "transforms.outbox.type", "io.debezium.transforms.outbox.EventRouter");

        List<Diagnosis.Check> shards = checks(source(route), sink(Map.of("topics", "vt.all.orders")));
        List<Diagnosis.Check> events = checks(source(outbox), sink(Map.of("topics", "outbox.event.order")));

        assertThat(of(shards, "column names of shard_1.orders").result()).isEqualTo(Diagnosis.Result.FAILED);
        assertThat(shards).noneMatch(check -> check.about().startsWith("rows of topic"));
        assertThat(of(events, "columns behind topic outbox.event.order").result())
                .isEqualTo(Diagnosis.Result.SKIPPED);
        assertThat(of(events, "columns behind topic outbox.event.order").found())
                .contains("EventRouter");
    }

    @Test
    void shouldRefuseAnAliasOfSeveralIndicesForKeyedDocumentsOnly() throws Exception {
        elasticsearch.put("/rolled-1", "{\"aliases\":{\"rolled\":{}}}");
        elasticsearch.put("/rolled-2", "{\"aliases\":{\"rolled\":{\"is_write_index\":true}}}");
        Map<String, String> keyed = Map.of("topics", "vt.x.y", "topic.to.index", "vt.x.y:rolled");
        Map<String, String> added = Map.of("topics", "vt.x.y", "topic.to.index", "vt.x.y:rolled", "key.ignore", "true");

        Diagnosis.Check several = of(checks(sink(keyed)), "alias rolled");

        assertThat(several.result()).isEqualTo(Diagnosis.Result.FAILED);
        assertThat(several.found()).isEqualTo("points to 2 indices: rolled-1, rolled-2");
        assertThat(checks(sink(added))).noneMatch(check -> check.about().equals("alias rolled"));
    }

    @Test
    void shouldAskForTheTemplateOfADataStreamAndBeSilentOnceItIsOne() throws Exception {
        // Given: a name of its own, since this server has no request that deletes a stream
        String name = "vt-visits-" + System.currentTimeMillis();
        elasticsearch.put("/plain", "{}");
        Path stream = sink(stream(name));
        Path plain = sink("plain.json", stream("plain"));

        // When
        Diagnosis.Check without = of(checks(stream), "data stream " + name);
        Diagnosis.Check index = of(checks(plain), "data stream plain");
        elasticsearch.put(
                "/_index_template/" + name,
                "{\"index_patterns\":[\"" + name + "\"],\"data_stream\":{},\"priority\":500}");
        Diagnosis.Check with = of(checks(stream), "data stream " + name);
        elasticsearch.put("/" + name + "/_create/1", "{\"@timestamp\":\"2026-11-30T08:00:00Z\"}");
        elasticsearch.post("/" + name + "/_rollover", "{}");
        List<Diagnosis.Check> there = checks(stream);

        // Then
        assertThat(without.result()).isEqualTo(Diagnosis.Result.FAILED);
        assertThat(without.fix()).contains("_index_template");
        assertThat(index.found()).contains("not a data stream");
        assertThat(with.result()).isEqualTo(Diagnosis.Result.OK);
        assertThat(new SearchRest(OperationsIT.target).indices(name))
                .as("backing indices")
                .hasSize(2);
        assertThat(there).noneMatch(check -> check.result() == Diagnosis.Result.FAILED);
    }

    @Test
    void shouldTakeAnIndexThatIsNotThereFromATemplateAmongTheFiles() throws Exception {
        // Given
        Fixes.sql("CREATE DATABASE odd", "CREATE TABLE odd.note (id INT PRIMARY KEY, body VARCHAR(9))");
        Path source = source(Map.of("database.include.list", "odd"));
        Path sink =
                sink(Map.of("topics", "vt.odd.note", "topic.to.index", "vt.odd.note:notes", "index.create", "false"));

        // When
        List<Diagnosis.Check> fits = checks(source, sink, template("keyword"));
        List<Diagnosis.Check> clashes = checks(source, sink, template("long"));
        List<Diagnosis.Check> without = checks(source, sink);

        // Then
        Fixes.isOk(of(fits, "index notes"));
        Fixes.isOk(of(fits, "index template notes"));
        Fixes.isOk(of(fits, "mapping of template notes"));
        assertThat(of(clashes, "mapping of template notes").found()).isEqualTo("body is varchar and mapped as long");
        assertThat(of(without, "index notes").result()).isEqualTo(Diagnosis.Result.FAILED);
    }

    private Path template(String type) throws Exception {
        return Files.writeString(folder.resolve("notes-template.json"), """
                {"index_patterns": ["notes-v*"],
                 "template": {"mappings": {"properties": {"body": {"type": "%s"}}}}}
                """.formatted(type));
    }

    private static Map<String, String> stream(String name) {
        return Map.of(
                "topics", "vt.x.y",
                "topic.to.index", "vt.x.y:" + name,
                "resource.type", "data_stream",
                "key.ignore", "true",
                "behavior.on.null.values", "ignore");
    }

    private List<Diagnosis.Check> checks(Path... files) {
        PipelineEndpoints app = OperationsIT.target;
        Login root = OperationsIT.stack.endpoints().logins().root();
        PipelineEndpoints target = PipelineEndpoints.builder()
                .connect(app.connect())
                .kafka(app.bootstrapServers())
                .mysql(app.jdbcUrl(), root.user(), root.password())
                .elasticsearch(app.elasticsearch())
                .build();
        return new Validate(target, List.of(files), false).run().checks();
    }

    private static Diagnosis.Check of(List<Diagnosis.Check> checks, String about) {
        return checks.stream()
                .filter(check -> check.about().equals(about))
                .findFirst()
                .orElseThrow(() -> new AssertionError(about + " in " + checks));
    }

    private Path source(Map<String, String> settings) throws Exception {
        ObjectNode config = shipped("mysql-source.json");
        config.remove(List.of("table.include.list", "database.include.list"));
        config.put("topic.prefix", "vt");
        return written("vt-source", "source.json", config, settings);
    }

    private Path sink(Map<String, String> settings) throws Exception {
        return sink("sink.json", settings);
    }

    private Path sink(String file, Map<String, String> settings) throws Exception {
        ObjectNode config = shipped("elasticsearch-sink.json");
        config.remove(List.of("topics", "topic.to.index", "resource.type", "index.create"));
        return written("vt-sink", file, config, settings);
    }

    private static ObjectNode shipped(String file) throws Exception {
        return (ObjectNode)
                Rest.JSON.readTree(Files.readAllBytes(CONFIGS.resolve(file))).path("config");
    }

    private Path written(String name, String file, ObjectNode config, Map<String, String> settings) throws Exception {
        settings.forEach(config::put);
        ObjectNode json = Rest.JSON.createObjectNode().put("name", name);
        json.set("config", config);
        return Files.writeString(folder.resolve(file), json.toString());
    }
}
