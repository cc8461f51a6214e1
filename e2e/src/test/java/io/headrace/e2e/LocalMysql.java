package io.headrace.e2e;

import io.headrace.stack.LocalStack;
import io.headrace.stack.client.Login;
import io.headrace.stack.port.Ports;

/** The mysqld of the local stack, alone. */
final class LocalMysql implements MysqlProvider {

    private final LocalStack stack = LocalStack.builder()
            .home(Checkout.root())
            .owned(true)
            .ports(Ports.free())
            .build();

    LocalMysql() {
        stack.mysql().start();
    }

    @Override
    public String host() {
        return stack.endpoints().mysqlHost();
    }

    @Override
    public int port() {
        return stack.endpoints().mysqlPort();
    }

    @Override
    public Login app() {
        return stack.endpoints().logins().app();
    }

    @Override
    public Login debezium() {
        return stack.endpoints().logins().debezium();
    }

    @Override
    public void close() {
        stack.close();
    }
}
