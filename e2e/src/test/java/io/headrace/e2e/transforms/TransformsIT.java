package io.headrace.e2e.transforms;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The transforms inside a real worker, between real servers, which all of these tests share. */
class TransformsIT {

    private static Servers servers;

    @BeforeAll
    static void start() {
        servers = Servers.start();
    }

    @AfterAll
    static void stop() {
        if (servers != null) {
            servers.close();
        }
    }

    static Servers servers() {
        return servers;
    }

    @Nested
    class EveryType extends AllTypesTests {}

    @Nested
    class Privacy extends PrivacyTests {}

    @Nested
    class Failures extends FailureTests {}

    @Nested
    class Chains extends ChainTests {}
}
