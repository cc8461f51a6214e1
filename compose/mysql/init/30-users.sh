# The demo database: its users. The mysql container's entrypoint reads this file into its own shell (it is not executable on purpose);
# the local stack runs it and takes the SQL it prints. Passwords come from the environment, with defaults for the demo.

quoted() { printf '%s' "$1" | sed -e 's/\\/\\\\/g' -e "s/'/''/g"; }

users_sql() {
    cat <<SQL
CREATE USER IF NOT EXISTS 'app'@'%' IDENTIFIED BY '$(quoted "${HEADRACE_MYSQL_APP_PASSWORD:-app-demo}")';
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES ON inventory.* TO 'app'@'%';
GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO 'app'@'%';
CREATE USER IF NOT EXISTS 'debezium'@'%' IDENTIFIED BY '$(quoted "${HEADRACE_MYSQL_PASSWORD:-debezium-demo}")';
GRANT SELECT ON inventory.* TO 'debezium'@'%';
GRANT REPLICATION SLAVE, REPLICATION CLIENT, FLUSH_TABLES ON *.* TO 'debezium'@'%';
SQL
}

if type docker_process_sql >/dev/null 2>&1; then
    users_sql | docker_process_sql
else
    users_sql
    echo "ALTER USER 'root'@'localhost' IDENTIFIED BY '$(quoted "${HEADRACE_MYSQL_ROOT_PASSWORD:-root-demo}")';"
fi
