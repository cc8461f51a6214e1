package io.headrace.console.init;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"email", "customer_email", "e_mail", "firstName", "first_name", "shipping_address", "IP"})
    void shouldPointAtNamesOfPersonalColumns(String name) {
        assertThat(PersonalName.is(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailbox_size", "title", "description", "shipped", "zipped_bytes", ""})
    void shouldPassOverOthers(String name) {
        assertThat(PersonalName.is(name)).isFalse();
    }
}
