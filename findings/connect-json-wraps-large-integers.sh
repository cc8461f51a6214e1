#!/usr/bin/env bash
# Kafka Connect 4.3.1, connect-json: JsonConverter with schemas.enable=false, the usual setting of sinks, reads a whole number that is larger than a signed
# 64-bit one as another number, without an error: 9223372036854775808 is read as -9223372036854775808, 18446744073709551615 (the largest BIGINT UNSIGNED) as -1,
# and 18446744073709551616 as 0. The same converter writes such a number from a Decimal with decimal.format=NUMERIC, so it does not read what it wrote. A negative
# number therefore proves nothing about its sign. Fractions become doubles: 0.1234567890123456789 loses its digits from the 17th on.
# Seen 2026-11-30 on JDK 17.0.15: the lines under "expected" below.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'XML'
<project><modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>integers</artifactId><version>1</version><dependencies>
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
import org.apache.kafka.connect.json.JsonConverter;

public class Show {
    public static void main(String[] args) {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", "false", "decimal.format", "NUMERIC"), false);
        for (String number : new String[] {
            "9223372036854775807", "9223372036854775808", "18446744073709551615", "18446744073709551616"
        }) {
            byte[] written = converter.fromConnectData("topic", Decimal.schema(0), new BigDecimal(number));
            System.out.println(new String(written) + " is read as " + converter.toConnectData("topic", written).value());
        }
    }
}
JAVA
java -cp 'lib/*' Show.java | tee seen
cat > expected <<'TXT'
9223372036854775807 is read as 9223372036854775807
9223372036854775808 is read as -9223372036854775808
18446744073709551615 is read as -1
18446744073709551616 is read as 0
TXT
diff expected seen && echo "As stated."
