package io.headrace.console.cli.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.console.connector.ConnectorChanges.Setting;
import org.junit.jupiter.api.Test;

class SettingLinesTest {

    @Test
    void shouldShowBothValues() {
        assertThat(SettingLines.of(new Setting("tasks.max", "1", "2")))
                .containsExactly("- tasks.max: 1", "+ tasks.max: 2");
        assertThat(SettingLines.of(new Setting("tasks.max", null, "2"))).containsExactly("+ tasks.max: 2");
        assertThat(SettingLines.of(new Setting("tasks.max", "1", null))).containsExactly("- tasks.max: 1");
    }

    @Test
    void shouldShowWhatComesAndGoesInALongList() {
        assertThat(SettingLines.of(new Setting("topics", "a,b,c,d,e,f,g", "a,b,c,d,e,f,h,i")))
                .containsExactly("- topics: g (6 others stay)", "+ topics: h,i (6 others stay)");
        assertThat(SettingLines.of(new Setting("topics", "a,b,c,d,e,f", "a,b,c,d,e,f\\,1,f")))
                .containsExactly("+ topics: f\\,1 (6 others stay)");
    }

    @Test
    void shouldShowAllWhereOnlyTheOrderDiffers() {
        assertThat(SettingLines.of(new Setting("topics", "a,b,c,d,e,f", "f,e,d,c,b,a")))
                .containsExactly("- topics: a,b,c,d,e,f", "+ topics: f,e,d,c,b,a");
    }
}
