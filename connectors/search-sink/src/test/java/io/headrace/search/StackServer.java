package io.headrace.search;

import io.headrace.stack.LocalStack;
import io.headrace.stack.port.Ports;
import io.headrace.stack.search.SearchEngine;
import io.headrace.stack.server.Size;
import java.net.URI;

/** A search server that the local stack can run. Used by the test's thread. */
final class StackServer implements RunningServer {
    private final LocalStack stack;

    StackServer(SearchEngine engine, Size size) {
        stack = LocalStack.builder()
                .owned(true)
                .ports(Ports.free())
                .searchEngine(engine)
                .searchSetting(SMALL_REQUESTS)
                .size(size)
                .build();
    }

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
