package io.headrace.console.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTest {

    @TempDir
    Path folder;

    @Test
    void shouldPutValuesInPlaceOfReferences() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "from a file\n");
        Path properties = Files.writeString(folder.resolve("all.properties"), "es=from a key\n");
        write("""
                connect: {url: "https://connect:8083", user: admin, password: "${env:CONNECT_PASSWORD}"}
                kafka:
                  bootstrap: broker:9093
                  properties:
                    security.protocol: SASL_SSL
                    sasl.jaas.config: x required password="${env:KAFKA_PASSWORD}";
                mysql: {url: "jdbc:mysql://db/inventory", user: app, password: "${file:%s}"}
                elasticsearch: {url: "https://es:9200", api-key: "${file:%s:es}"}
                listener: {url: "https://listener:8091", token: "${env:KAFKA_PASSWORD}"}
                """.formatted(secret, properties));

        Profile profile = Profile.read(
                folder, "prod", Map.of("CONNECT_PASSWORD", "from the environment", "KAFKA_PASSWORD", "k$1"));

        assertThat(profile.access("connect").password()).isEqualTo("from the environment");
        assertThat(profile.text("mysql", "password")).contains("from a file");
        assertThat(profile.access("elasticsearch").apiKey()).isEqualTo("from a key");
        assertThat(profile.properties("kafka"))
                .containsEntry("sasl.jaas.config", "x required password=\"k$1\";")
                .containsEntry("security.protocol", "SASL_SSL");
        assertThat(profile.access("connect").toString()).isEqualTo("user admin");
        assertThat(profile.access("listener").authorization()).isEqualTo("Bearer k$1");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            a ${env:SET} b                   | a set b
            ${env:SET:other}                 | set
            ${env:NOT_SET:127.0.0.1:9092}    | 127.0.0.1:9092
            ${env:EMPTY:other}               | other
            a${env:EMPTY:}b                  | ab
            ${file:FOLDER/all.properties:es} | from a key
            ${dir:FOLDER:secret}             | from a file
            ${HOME:-x}                       | ${HOME:-x}
            ${topic}                         | ${topic}
            ${VAULT:path:key}                | ${VAULT:path:key}
            """)
    void shouldKnowTheReferencesOfTheListenersFile(String text, String value) throws Exception {
        Files.writeString(folder.resolve("secret"), "from a file\n");
        Files.writeString(folder.resolve("all.properties"), "es=from a key\n");
        write("connect: {user: \"" + text.replace("FOLDER", folder.toString()) + "\"}");

        Profile profile = Profile.read(folder, "prod", Map.of("SET", "set", "EMPTY", ""));

        assertThat(profile.text("connect", "user")).contains(value);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            conect: {url: x}                                        | Did you mean connect?
            connect: {ulr: x}                                       | Did you mean url?
            connect: {url: x, password: hunter2}                    | is a secret in clear
            elasticsearch: {api-key: hunter2}                       | is a secret in clear
            listener: {token: hunter2}                              | is a secret in clear
            kafka: {properties: {sasl.jaas.config: hunter2}}        | is a secret in clear
            connect: {password: "${env:NOT_SET_ANYWHERE}"}          | NOT_SET_ANYWHERE, which is not set
            connect: {password: "${env:EMPTY}"}                     | EMPTY, which is not set, or empty
            connect: {password: "${env:NOT_SET:hunter2}"}           | is a secret in clear
            connect: {password: "${file:/no/such/file}"}            | /no/such/file, which can't be read
            connect: {password: "${file:/no/such/file:key}"}        | /no/such/file, which can't be read
            connect: {password: "${file:/dev/null:key}"}            | refers to key in /dev/null, which does not have it
            connect: {password: "${dir:/no/such/folder:key}"}       | refers to key in /no/such/folder, which does not have it
            connect: {password: "${dir:key}"}                       | has a folder and a file, but has only key
            connect: {password: "${vault:hunter2:key}"}             | a reference starts with env, file or dir, but is ${vault:…}
            connect: {password: "${env:EMPTY:}${vault:hunter2}"}    | a reference starts with env, file or dir, but is ${vault:…}
            connect: {user: "${vault:hunter2:key}"}                 | a reference starts with env, file or dir, but is ${vault:…}
            connect: {password: "${HOME:-hunter2}"}                 | is a secret in clear
            connect: [                                              | is not valid YAML
            connect                                                 | needs settings of the form
            """)
    void shouldSayWhatIsWrongWithoutShowingASecret(String yaml, String message) throws Exception {
        write(yaml);

        assertThatThrownBy(() -> {
                    Profile profile = Profile.read(folder, "prod", Map.of("EMPTY", ""));
                    profile.access("connect");
                    profile.access("elasticsearch");
                    profile.access("listener");
                    profile.properties("kafka");
                })
                .isInstanceOf(Problem.class)
                .hasMessageContaining(message)
                .hasMessageContaining("prod.yaml")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void shouldProposeTheProfileThatWasMeant() throws Exception {
        write("connect: {url: x}");

        assertThatThrownBy(() -> Profile.read(folder, "prdo", Map.of()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("Did you mean prod?");
    }

    private void write(String yaml) throws Exception {
        Files.writeString(folder.resolve("prod.yaml"), yaml);
    }
}
