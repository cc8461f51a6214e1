#!/bin/bash
# Starts the worker of the Connect image: the shared properties, with the container's addresses.
set -euo pipefail
{
    cat /opt/headrace/connect-distributed.properties
    echo
    echo "bootstrap.servers=$HEADRACE_KAFKA_BOOTSTRAP"
    echo "listeners=http://0.0.0.0:8083"
    echo "rest.advertised.host.name=$(hostname)"
} > /tmp/connect-distributed.properties
exec /opt/kafka/bin/connect-distributed.sh /tmp/connect-distributed.properties
