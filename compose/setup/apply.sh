#!/bin/sh
# Puts the shipped configuration onto running servers, as ./cdc up does: the index template, the first index behind its alias, both connectors;
# then waits until connectors and tasks run. Doing it again changes nothing. Needs curl and the usual tools, nothing that reads JSON.
#
#   CONNECT_URL=http://localhost:8083 ELASTICSEARCH_URL=http://localhost:9200 compose/setup/apply.sh connect-configs
set -eu

configs=${1:?"the folder connect-configs"}
connect=${CONNECT_URL:?"the address of the Connect worker, like http://localhost:8083"}
elasticsearch=${ELASTICSEARCH_URL:?"the address of Elasticsearch, like http://localhost:9200"}
patience=${SETUP_PATIENCE:-120}
for file in orders-template mysql-source elasticsearch-sink; do
    [ -r "$configs/$file.json" ] || { echo "$configs/$file.json is needed and can't be read. Name the folder connect-configs." >&2; exit 1; }
done

# method, address, body (a file as @file): the answer, or the reason of the refusal and an end
request() {
    answer=$(curl -sS -X "$1" -H 'Content-Type: application/json' -w '\n%{http_code}' --data-binary "$3" "$2") || exit 1
    status=${answer##*
}
    case $status in
        2??) ;;
        *) echo "$1 $2 answered $answer" >&2; exit 1 ;;
    esac
}

# A connector's file is {"name": …, "config": {…}}. Its name:
name_of() {
    sed -n 's/^ *"name" *: *"\([^"]*\)".*/\1/p' "$1" | head -n 1
}

# Its config, which is the last field:
config_of() {
    tr '\n' ' ' < "$1" | sed -e 's/.*"config" *: *//' -e 's/} *$//'
}

running() {
    state=$(curl -s "$connect/connectors/$1/status") || return 1
    case $state in
        *'"FAILED"'*) echo "Connector $1 failed: $state" >&2; exit 1 ;;
        *'"tasks":[]'*) return 1 ;;
        *'"UNASSIGNED"'* | *'"RESTARTING"'*) return 1 ;;
        *'"RUNNING"'*) return 0 ;;
        *) return 1 ;;
    esac
}

request PUT "$elasticsearch/_index_template/orders" "@$configs/orders-template.json"
echo "Index template orders is there."
if [ "$(curl -s -o /dev/null -w '%{http_code}' "$elasticsearch/orders")" = 404 ]; then
    request PUT "$elasticsearch/orders-v1" '{"aliases":{"orders":{"is_write_index":true}}}'
fi
echo "Index orders is there."

for connector in mysql-source elasticsearch-sink; do
    file=$configs/$connector.json
    request PUT "$connect/connectors/$(name_of "$file")/config" "$(config_of "$file")"
done
for connector in mysql-source elasticsearch-sink; do
    waited=0
    until running "$connector"; do
        [ "$waited" -lt "$patience" ] || { echo "Connector $connector did not run within $patience s: ${state:-no answer}" >&2; exit 1; }
        waited=$((waited + 1))
        sleep 1
    done
    echo "Connector $connector runs."
done
