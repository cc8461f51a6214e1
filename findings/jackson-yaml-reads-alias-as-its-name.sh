#!/usr/bin/env bash
# jackson-dataformat-yaml 2.21.2: an alias (*name) is read as the text of its name, and a merge key (<<) as an ordinary key, without an error or a warning. A file
# that shares a password or a retry section by an anchor is valid YAML; SnakeYAML, which Jackson parses it with, gives what the anchor holds.
# A program that binds its configuration with Jackson logs in with the anchor's name as the password, and takes a text where a section was shared.
# Seen 2026-11-30 on JDK 17.0.15: the lines under "expected" below.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'XML'
<project><modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>alias</artifactId><version>1</version><dependencies>
<dependency><groupId>com.fasterxml.jackson.dataformat</groupId><artifactId>jackson-dataformat-yaml</artifactId><version>2.21.2</version></dependency>
</dependencies></project>
XML
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib
cat > Show.java <<'JAVA'
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

public class Show {
    public static void main(String[] args) throws Exception {
        String yaml = """
                defaults: &retry {attempts: 8}
                password: &shared s3cret
                orders: *retry
                login: *shared
                customers: {<<: *retry, first: 100}
                """;
        Map<String, Object> plain = new Yaml().load(yaml);
        Map<?, ?> jackson = new ObjectMapper(new YAMLFactory()).readValue(yaml, Map.class);
        for (String key : new String[] {"orders", "login", "customers"}) {
            System.out.println(key + ": SnakeYAML " + plain.get(key) + ", Jackson " + jackson.get(key));
        }
    }
}
JAVA
javac -cp 'lib/*' -d classes Show.java
java -cp 'classes:lib/*' Show | tee seen
cat > expected <<'TEXT'
orders: SnakeYAML {attempts=8}, Jackson retry
login: SnakeYAML s3cret, Jackson shared
customers: SnakeYAML {attempts=8, first=100}, Jackson {<<=retry, first=100}
TEXT
diff expected seen && echo "As stated."
