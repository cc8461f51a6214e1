package io.headrace.e2e.transforms;

import io.headrace.stack.LocalStack;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;

/**
 * The transforms inside a real worker, between real servers, which all of these tests share. The log is looked at when the
 * others have run, whatever their order: each has connectors of its own, and each of them could tell its key.
 */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
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

    @Nested
    @Order(Integer.MAX_VALUE)
    class Log {
        @Test
        void shouldSayNothingOfTheKeysOfAnyConnector() throws IOException {
            WorkerLog.requireNone(WorkerLog.of(servers), LocalStack.tokenKey(), PrivacyTests.SECOND_KEY);
        }
    }
}
