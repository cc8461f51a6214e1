#!/usr/bin/env bash
# Kafka Connect 4.3.1, connect-api: SimpleHeaderConverter, the default `header.converter` of every worker, does not keep text headers.
# On the way in it guesses a type for each text. An id such as 007 becomes the number 7, 1e5 becomes 100000, 2026-11-30 a java.util.Date,
# 12.50 a float, and the four letters null no value at all (not even a null with a schema). Nothing marks that it happened; the original
# text cannot be had back. StringConverter and ByteArrayConverter keep the text.
# Seen 2026-11-30 on JDK 17.0.15: the lines under "expected" below.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'XML'
<project><modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>headers</artifactId><version>1</version><dependencies>
<dependency><groupId>org.apache.kafka</groupId><artifactId>connect-api</artifactId><version>4.3.1</version></dependency>
<dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
</dependencies></project>
XML
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib
cat > Show.java <<'JAVA'
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.apache.kafka.connect.storage.StringConverter;

public class Show {
    public static void main(String[] args) {
        HeaderConverter usual = new SimpleHeaderConverter();
        usual.configure(Map.of());
        StringConverter text = new StringConverter();
        text.configure(Map.of("converter.type", "header"));
        for (String id : new String[] {"007", "1e5", "12.50", "2026-11-30", "true", "null", "A-7"}) {
            byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
            SchemaAndValue read = usual.toConnectHeader("topic", "id", bytes);
            String seen = read == null ? "nothing" : read.value().getClass().getSimpleName();
            String shown = read == null ? "" : read.value() instanceof java.util.Date ? "" : " " + read.value();
            System.out.println(id + " -> " + seen + shown + " | " + text.toConnectHeader("topic", "id", bytes).value());
        }
    }
}
JAVA
java -cp 'lib/*' Show.java | tee seen
cat > expected <<'TXT'
007 -> Byte 7 | 007
1e5 -> Integer 100000 | 1e5
12.50 -> Float 12.5 | 12.50
2026-11-30 -> Date | 2026-11-30
true -> Boolean true | true
null -> nothing | null
A-7 -> String A-7 | A-7
TXT
diff expected seen && echo "As stated."
