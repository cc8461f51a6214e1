package io.headrace.listener.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferencesTest {
    private final References references = new References(Map.of("A", "from ${env:B}", "EMPTY", "")::get);

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("whole"), "secret\n");
        Files.writeString(folder.resolve("all.properties"), "one=1\ntwo=2\n");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            no reference                                          | no reference
            ${column}                                             | ${column}
            ${HOME:-x}                                            | ${HOME:-x}
            ${env:A}                                              | from ${env:B}
            ${env:NOT_SET:127.0.0.1:9092}                         | 127.0.0.1:9092
            ${env:EMPTY:other}                                    | other
            a${env:NOT_SET:}b                                     | ab
            ${env:NOT_SET:x}, ${env:NOT_SET:y}, ${env:A:z}        | x, y, from ${env:B}
            ${file:FOLDER/all.properties:one}${file:FOLDER/all.properties:two} | 12
            ${dir:FOLDER:whole}                                   | secret
            """)
    void shouldPutValuesInPlaceOfReferences(String text, String resolved) {
        assertThat(references.resolve(text.replace("FOLDER", folder.toString())))
                .isEqualTo(resolved);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            ${env:NOT_SET}                      | the environment variable NOT_SET is needed, but is not set
            ${env:EMPTY}                        | the environment variable EMPTY is needed, but is not set
            ${file:FOLDER/none:key}             | the file FOLDER/none is needed, but cannot be read
            ${file:FOLDER/all.properties:three} | the key three is needed in FOLDER/all.properties, but is not there
            ${file:FOLDER/all.properties}       | a reference to a file has a path and a key, but has only FOLDER/all.properties
            ${dir:FOLDER:none}                  | the file none is needed in FOLDER, but is not there
            ${dir:FOLDER/none:whole}            | the file whole is needed in FOLDER/none, but is not there
            ${vault:path:key}                   | a reference starts with env, file or dir, but is ${vault:path:key}
            """)
    void shouldSayWhatAReferenceNeeds(String text, String message) {
        assertThatThrownBy(() -> references.resolve(text.replace("FOLDER", folder.toString())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message.replace("FOLDER", folder.toString()));
    }

    @Test
    void shouldNotResolveWhatAFileContains() throws IOException {
        // Given
        Files.writeString(folder.resolve("whole"), "${env:A}");

        // Then
        assertThat(references.resolve("${dir:" + folder + ":whole}")).isEqualTo("${env:A}");
    }
}
