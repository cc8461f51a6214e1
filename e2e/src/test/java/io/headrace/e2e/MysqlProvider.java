package io.headrace.e2e;

import io.headrace.stack.client.Login;
import org.testcontainers.DockerClientFactory;

/** A MySQL of its own with the demo database, for one test: a container where Docker answers, else the local mysqld. */
interface MysqlProvider extends AutoCloseable {

    static MysqlProvider start() {
        return DockerClientFactory.instance().isDockerAvailable() ? new ContainerMysql() : new LocalMysql();
    }

    String host();

    int port();

    Login app();

    Login debezium();

    default String jdbcUrl() {
        return "jdbc:mysql://" + host() + ":" + port() + "/inventory";
    }

    @Override
    void close();
}
