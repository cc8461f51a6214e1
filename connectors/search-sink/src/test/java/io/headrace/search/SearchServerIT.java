package io.headrace.search;

import io.headrace.stack.LocalStack;
import io.headrace.stack.Ports;
import io.headrace.stack.Size;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The script on the Elasticsearch 8.19 that the local stack runs. */
class SearchServerIT extends SearchServerScript {
    private static LocalElasticsearch server;

    @BeforeAll
    static void startElasticsearch() {
        server = new LocalElasticsearch();
        server.start();
    }

    @AfterAll
    static void stopElasticsearch() {
        server.close();
    }

    @Override
    RunningServer server() {
        return server;
    }

    private static final class LocalElasticsearch implements RunningServer {
        private final LocalStack stack = LocalStack.builder()
                .owned(true)
                .ports(Ports.free())
                .size(Size.SMALL)
                .build();

        @Override
        public URI url() {
            return stack.endpoints().elasticsearch();
        }

        @Override
        public void kill() {
            stack.elasticsearch().kill();
        }

        @Override
        public void start() {
            stack.elasticsearch().start();
        }

        @Override
        public void close() {
            stack.close();
        }
    }
}
