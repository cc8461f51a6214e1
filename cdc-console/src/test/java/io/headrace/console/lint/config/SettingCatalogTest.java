package io.headrace.console.lint.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingCatalogTest {

    private static final Path LIST = Path.of("src/main/resources/io/headrace/console/lint/config", SettingCatalog.LIST);

    @Test
    void shouldKnowWhatTheRealClassesDefine() throws Exception {
        String real = RealSettings.list();
        if (Boolean.getBoolean("headrace.reference.write")) {
            Files.writeString(LIST, real);
        }

        assertThat(Files.exists(LIST) ? Files.readString(LIST) : "")
                .as("%s; -Dheadrace.reference.write=true writes it", LIST)
                .isEqualTo(real);
    }
}
