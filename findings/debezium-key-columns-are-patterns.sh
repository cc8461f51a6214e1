#!/usr/bin/env bash
# Debezium 3.6.1: the columns of message.key.columns are regular expressions, like the table before them; they look like names. A key column called "price$"
# matches nothing, and the source falls back to the primary key, or to no key at all, without a word; "a.b" matches "axb" as well, which becomes part of the
# key. "\$" and "\." do what was meant. No backslash keeps a comma: a name with one needs \x2c.
# Rows without the key that was configured are written under ids that several of them share.
# Seen 2026-12-01 on JDK 17.0.15: the lines under "expected" below.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'XML'
<project><modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>key</artifactId><version>1</version><dependencies>
<dependency><groupId>io.debezium</groupId><artifactId>debezium-connector-mysql</artifactId><version>3.6.1.Final</version></dependency>
<dependency><groupId>org.apache.kafka</groupId><artifactId>connect-api</artifactId><version>4.3.1</version></dependency>
<dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
</dependencies></project>
XML
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib
cat > Show.java <<'JAVA'
import io.debezium.relational.Column;
import io.debezium.relational.Key;
import io.debezium.relational.Table;
import io.debezium.relational.TableEditor;
import io.debezium.relational.TableId;

/** Which columns of a table without primary key become its key, by the setting. */
public class Show {
    public static void main(String[] args) {
        TableEditor editor = Table.editor().tableId(new TableId("shop", null, "t"));
        for (String name : new String[] {"price$", "a.b", "axb", "p,q"}) {
            editor.addColumns(Column.editor().name(name).type("INT").jdbcType(java.sql.Types.INTEGER).create());
        }
        Table table = editor.create();
        for (String setting : new String[] {"shop.t:price$", "shop.t:price\\$", "shop.t:a.b", "shop.t:a\\.b", "shop.t:p\\x2cq"}) {
            Key.KeyMapper key = Key.CustomKeyMapper.getInstance(setting, id -> id.catalog() + "." + id.table());
            System.out.println(setting + " -> " + key.getKeyKolumns(table).stream().map(Column::name).toList());
        }
    }
}
JAVA
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'lib/*' Show.java > seen
cat > expected <<'TEXT'
shop.t:price$ -> []
shop.t:price\$ -> [price$]
shop.t:a.b -> [a.b, axb]
shop.t:a\.b -> [a.b]
shop.t:p\x2cq -> [p,q]
TEXT
cat seen
diff expected seen > /dev/null || { echo "CHANGED: expected" >&2; cat expected >&2; exit 1; }
