#!/usr/bin/env bash
# Kafka Connect 4.3.1, connect-json: a Decimal field of scale 2 whose JSON says 10.5 is read without complaint as a BigDecimal of scale 1,
# under a schema that says scale 2. Writing the same value again works with `decimal.format=NUMERIC` and is a DataException with the
# default BASE64: the record is refused far from where it went wrong. Small decimals are written with an exponent, 0.0000000100 as 1.00E-8,
# so a reader that compares or copies the digits of a number (an id, say) sees another text than the database printed.
# Seen 2026-11-30 on JDK 17.0.15: the lines under "expected" below.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'XML'
<project><modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>decimals</artifactId><version>1</version><dependencies>
<dependency><groupId>org.apache.kafka</groupId><artifactId>connect-json</artifactId><version>4.3.1</version></dependency>
<dependency><groupId>org.apache.kafka</groupId><artifactId>connect-api</artifactId><version>4.3.1</version></dependency>
<dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
</dependencies></project>
XML
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib
cat > Show.java <<'JAVA'
import java.math.BigDecimal;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.JsonConverter;

public class Show {
    static JsonConverter converter(String schemas, String format) {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", schemas, "decimal.format", format), false);
        return converter;
    }

    public static void main(String[] args) {
        String message = "{\"schema\":{\"type\":\"bytes\",\"name\":\"org.apache.kafka.connect.data.Decimal\",\"version\":1,"
                + "\"parameters\":{\"scale\":\"2\"}},\"payload\":10.5}";
        SchemaAndValue read = converter("true", "NUMERIC").toConnectData("topic", message.getBytes());
        System.out.println("read: scale " + ((BigDecimal) read.value()).scale() + " under a schema of scale "
                + read.schema().parameters().get("scale"));
        for (String format : new String[] {"NUMERIC", "BASE64"}) {
            try {
                converter("false", format).fromConnectData("topic", read.schema(), read.value());
                System.out.println("written again as " + format + ": taken");
            } catch (DataException e) {
                System.out.println("written again as " + format + ": DataException");
            }
        }
        System.out.println("0.0000000100 is written "
                + new String(converter("false", "NUMERIC")
                        .fromConnectData("topic", Decimal.schema(10), new BigDecimal("0.0000000100"))));
    }
}
JAVA
java -cp 'lib/*' Show.java | tee seen
cat > expected <<'TXT'
read: scale 1 under a schema of scale 2
written again as NUMERIC: taken
written again as BASE64: DataException
0.0000000100 is written 1.00E-8
TXT
diff expected seen && echo "As stated."
