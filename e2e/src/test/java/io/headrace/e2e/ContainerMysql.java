package io.headrace.e2e;

import io.headrace.stack.client.Login;
import java.nio.file.Path;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.MountableFile;

/** The image of compose.yaml with its settings and its demo database. */
final class ContainerMysql implements MysqlProvider {

    private static final Path MYSQL = Checkout.root().resolve("compose/mysql");

    private final MySQLContainer container = new MySQLContainer("mysql:8.4")
            .withUsername("root")
            .withPassword("root-demo")
            .withDatabaseName("inventory")
            .withCopyFileToContainer(
                    MountableFile.forHostPath(MYSQL.resolve("my.cnf")), "/etc/mysql/conf.d/headrace.cnf")
            .withCopyFileToContainer(MountableFile.forHostPath(MYSQL.resolve("init")), "/docker-entrypoint-initdb.d");

    ContainerMysql() {
        container.start();
    }

    @Override
    public String host() {
        return container.getHost();
    }

    @Override
    public int port() {
        return container.getMappedPort(MySQLContainer.MYSQL_PORT);
    }

    @Override
    public Login app() {
        return new Login("app", "app-demo");
    }

    @Override
    public Login debezium() {
        return new Login("debezium", "debezium-demo");
    }

    @Override
    public void close() {
        container.stop();
    }
}
