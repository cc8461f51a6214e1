package io.headrace.console.lint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The shipped pair with changes, and the rule that must find something there, or must not: each change is file, key and value, or -key to take it
 * away; third is a second source like the shipped one, and fourth a second sink.
 */
record LintCase(String rule, String changes) {

    static final List<LintCase> MISTAKES = of("""
            renamed-setting | source: database.server.name=dbserver1
            renamed-setting | source: database.history.kafka.topic=h
            renamed-setting | source: database.history.kafka.recovery.poll.interval.ms=5
            renamed-setting | source: database.whitelist=inventory
            renamed-setting | source: table.blacklist=inventory.x
            renamed-setting | sink: topic.index.map=a:b
            removed-setting | source: gtid.new.channel.position=earliest
            removed-setting | sink: type.name=_doc
            removed-setting | sink: schema.ignore=true
            removed-setting | sink: drop.invalid.message=true
            renamed-value | source: snapshot.mode=schema_only
            renamed-value | source: snapshot.mode=schema_only_recovery
            renamed-value | source: time.precision.mode=adaptive
            unknown-setting | source: tombstone.on.delete=true
            unknown-setting | source: databse.hostname=x
            unknown-setting | sink: behaviour.on.null.values=delete
            unknown-setting | sink: bacth.size=100
            unknown-class | sink: connector.class=io.headrace.search.SearchSinkConector
            missing-class | sink: -connector.class
            stray-space | sink: topics=dbserver1.inventory.orders\s
            bad-task-count | sink: tasks.max=0
            bad-task-count | sink: tasks.max=many
            bad-value | source: tombstones.on.delete=yes
            transform-without-type | source: transforms=types,json,route
            transform-not-listed | sink: transforms.route.type=org.apache.kafka.connect.transforms.RegexRouter
            predicate-without-type | sink: predicates=p
            predicate-not-listed | sink: predicates.p.type=x.Y
            regex-dots | sink: topics.regex=dbserver1.inventory.orders ; sink: -topics
            topics-and-regex | sink: topics.regex=dbserver1\\.inventory\\..*
            literal-secret | source: database.password=hunter2
            literal-secret | sink: connection.password=hunter2
            literal-secret | sink: connection.api.key=abc
            secret-in-address | sink: connection.url=http://elastic:hunter2@es:9200
            key-in-log | source: -custom.sanitize.pattern
            key-in-log | source: custom.sanitize.pattern=.*password
            required-column-of-no-table | source: transforms.fields.tokens.required.columns=inventory.order:customer_email
            unknown-provider | source: database.password=${vault:secret/mysql:password}
            variable-not-allowed | source: database.password=${env:MYSQL_PASSWORD}
            missing-source-setting | source: -database.hostname
            missing-source-setting | source: -topic.prefix
            missing-source-setting | source: -schema.history.internal.kafka.topic
            bad-server-id | source: database.server.id=mysql-1
            bad-server-id | source: database.server.id=0
            bad-topic-prefix | source: topic.prefix=db server
            table-without-database | source: table.include.list=orders
            table-of-other-database | source: table.include.list=shop.orders
            include-and-exclude | source: table.exclude.list=inventory.payments
            source-tolerates-errors | source: errors.tolerance=all
            events-skipped-on-failure | source: event.processing.failure.handling.mode=skip
            deletes-not-captured | source: skipped.operations=d
            no-heartbeat | source: -heartbeat.interval.ms
            no-topic-creation | source: -topic.creation.default.replication.factor
            decimals-as-double | source: decimal.handling.mode=double
            times-cut-to-milliseconds | source: time.precision.mode=connect
            unsigned-turns-negative | source: bigint.unsigned.handling.mode=long
            unwrapped-at-the-source | source: transforms.json.type=io.debezium.transforms.ExtractNewRecordState
            several-tasks | source: tasks.max=4
            missing-sink-setting | sink: -topics
            missing-sink-setting | sink: -connection.url
            address-without-scheme | sink: connection.url=es:9200
            unwritten-topic | sink: topics=orders
            unwritten-topic | sink: topics=dbserver1.inventory.order
            unwritten-topic | sink: topics=orders ; source: topic.prefix=orders
            unwritten-topic | sink: topics=__debezium-heartbeat.dbserver1
            ids-from-offsets | sink: key.ignore=true
            deletes-not-indexed | sink: behavior.on.null.values=ignore
            deletes-not-indexed | sink: behavior.on.null.values=fail
            silent-drops | sink: -errors.deadletterqueue.topic.name
            unused-dead-letters | sink: errors.tolerance=none
            dead-letters-without-reason | sink: -errors.deadletterqueue.context.headers.enable
            malformed-ignored | sink: behavior.on.malformed.documents=ignore
            reads-uncommitted | sink: -consumer.override.isolation.level
            schema-wrapper-expected | sink: value.converter=org.apache.kafka.connect.json.JsonConverter
            bad-index-name | sink: topic.to.index=dbserver1.inventory.orders:Orders
            bad-index-name | sink: topic.to.index=orders
            tables-share-an-index | sink: topics=dbserver1.inventory.orders,dbserver1.inventory.payments ; sink: topic.to.index=dbserver1.inventory.orders:a,dbserver1.inventory.payments:a
            unmapped-topic | sink: topic.to.index=dbserver1.inventory.payments:payments
            renamed-setting | sink: index.write.method=upsert
            removed-setting | sink: data.stream.enabled=true
            removed-setting | sink: elastic.https.ssl.truststore.location=/x
            renamed-unwrap-setting | source: transforms=flat ; source: transforms.flat.type=io.debezium.transforms.ExtractNewRecordState ; source: transforms.flat.drop.tombstones=false
            renamed-unwrap-setting | source: transforms=flat ; source: transforms.flat.type=io.debezium.transforms.ExtractNewRecordState ; source: transforms.flat.delete.handling.mode=rewrite
            envelope-as-document | sink: connector.class=io.confluent.connect.elasticsearch.ElasticsearchSinkConnector
            key-text-as-id | sink: connector.class=io.confluent.connect.elasticsearch.ElasticsearchSinkConnector ; sink: key.converter=org.apache.kafka.connect.storage.StringConverter
            needless-unwrap | sink: transforms=flat ; sink: transforms.flat.type=io.debezium.transforms.ExtractNewRecordState
            decimals-as-bytes | source: -transforms ; source: -value.converter.decimal.format
            decimals-as-bytes | source: -transforms ; source: -value.converter.decimal.format ; source: -key.converter ; source: -value.converter
            decimals-as-bytes | source: -transforms ; source: -value.converter.decimal.format ; source: value.converter.schemas.enable=true
            query-shows-clear-values | source: include.query=true
            no-tombstones | source: tombstones.on.delete=false ; sink: connector.class=io.confluent.connect.elasticsearch.ElasticsearchSinkConnector
            clear-text-credentials | sink: connection.url=http://localhost:9200,http://es:9200 ; sink: connection.api.key=${env:HEADRACE_KEY}
            server-id-shared | third: name=other ; third: topic.prefix=other
            history-topic-shared | third: name=other ; third: topic.prefix=other
            topic-prefix-shared | third: name=other
            written-twice | fourth: name=other
            data-stream-clash | sink: resource.type=data_stream ; sink: key.ignore=true ; sink: behavior.on.null.values=delete
            data-stream-clash | sink: resource.type=data_stream ; sink: key.ignore=true ; sink: write.method=upsert
            data-stream-clash | sink: resource.type=data_stream ; sink: key.ignore=true ; sink: mapping.policy=create
            data-stream-clash | sink: resource.type=data_stream ; sink: behavior.on.null.values=ignore
            data-stream-stops-at-deletes | sink: resource.type=data_stream ; sink: key.ignore=true
            data-stream-stops-at-deletes | sink: resource.type=data_stream ; sink: key.ignore=true ; sink: behavior.on.null.values=fail
            clashing-settings | sink: key.ignore=true ; sink: document.id=header ; sink: document.id.header=id
            clashing-settings | sink: document.version=source
            clashing-settings | sink: document.id=value_field
            clashing-settings | sink: document.id=header
            clashing-settings | sink: routing=key_field
            clashing-settings | sink: document.version=header
            clashing-settings | sink: document.version=source ; sink: routing=value_field ; sink: routing.field=customer_id
            clashing-settings | sink: document.version.equal=overwrite ; sink: -topic.to.index ; sink: index=${value:tenant}
            report-without-dead-letters | sink: behavior.on.malformed.documents=report ; sink: -errors.deadletterqueue.topic.name ; sink: errors.tolerance=none
            malformed-ignored | sink: behavior.on.malformed.documents=ignore ; sink: errors.tolerance=none ; sink: -errors.deadletterqueue.topic.name
            malformed-ignored | sink: behavior.on.malformed.documents=warn
            bad-pairs | sink: fields.rename=_id
            bad-json | sink: index.settings=[1]
            clashing-settings | sink: connection.password=${env:HEADRACE_P}
            clashing-settings | sink: connection.username=elastic
            clashing-settings | sink: connection.api.key=${env:HEADRACE_K} ; sink: connection.bearer.token=${env:HEADRACE_T}
            stray-space | sink: document.id.separator=\s
            unwritten-topic | sink: -topics ; sink: topics.regex=other\\..*
            unwritten-topic | source: table.include.list=inventory\\.ord.* ; sink: topics=dbserver1.inventory.customers
            unwritten-topic | source: transforms=fields,route ; source: transforms.route.type=org.apache.kafka.connect.transforms.RegexRouter ; source: transforms.route.regex=dbserver1\\.inventory\\.(.*) ; source: transforms.route.replacement=shop.$1
            reads-side-topics | sink: -topics ; sink: topics.regex=.*dbserver1.*
            unmapped-topic | sink: transforms=route ; sink: transforms.route.type=org.apache.kafka.connect.transforms.RegexRouter ; sink: transforms.route.regex=dbserver1\\.inventory\\.(.*) ; sink: transforms.route.replacement=$1
            tables-fold-into-one-topic | source: table.include.list=inventory.orders,inventory.sales data,inventory.sales_data
            tables-routed-into-one-topic | source: table.include.list=shop1.orders,shop2.orders ; source: database.include.list=shop1,shop2 ; source: transforms=fields,route ; source: transforms.route.type=org.apache.kafka.connect.transforms.RegexRouter ; source: transforms.route.regex=dbserver1\\.shop\\d\\.(.*) ; source: transforms.route.replacement=dbserver1.inventory.$1
            tables-share-an-index | source: table.include.list=t_ada.invoice,t_bob.invoice ; source: database.include.list=t_ada,t_bob ; sink: -topics ; sink: topics.regex=dbserver1\\.t_.*\\.invoice ; sink: index=${topic.table} ; sink: -topic.to.index
            tables-share-an-index | sink: topics=dbserver1.inventory.orders,dbserver1.inventory.payments ; sink: -topic.to.index ; sink: index=everything
            topics-may-share-an-index | source: table.include.list=t_.*\\.invoice ; source: database.include.list=t_.* ; sink: -topics ; sink: topics.regex=dbserver1\\.t_.*\\.invoice ; sink: index=${topic.table} ; sink: -topic.to.index
            unsigned-keys-as-base64 | source: -key.converter.decimal.format
            unsigned-keys-as-base64 | source: key.converter.decimal.format=BASE64
            decimal-keys-as-base64 | source: -key.converter.decimal.format ; source: bigint.unsigned.handling.mode=long
            unsigned-turns-negative | source: -bigint.unsigned.handling.mode
            composite-key-order-lost | sink: key.converter=org.apache.kafka.connect.json.JsonConverter ; sink: key.converter.schemas.enable=false
            header-text-lost | sink: document.id=header ; sink: document.id.header=id
            header-text-lost | sink: routing=header ; sink: routing.field=shop ; sink: header.converter=org.apache.kafka.connect.storage.SimpleHeaderConverter
            null-becomes-default | source: -transforms
            null-becomes-default | source: -transforms ; source: message.key.columns=inventory.orders:a,b ; source: value.converter.replace.null.with.default=false
            null-becomes-default | source: transforms=flat ; source: transforms.flat.type=io.debezium.transforms.ExtractNewRecordState
            null-becomes-default | source: transforms=flat,cast ; source: transforms.flat.type=io.debezium.transforms.ExtractNewRecordState ; source: transforms.cast.type=org.apache.kafka.connect.transforms.Cast$Value ; source: transforms.cast.spec=a:int32 ; source: transforms.flat.replace.null.with.default=false ; source: value.converter.replace.null.with.default=false
            null-becomes-default | source: -transforms ; source: value.converter.schemas.enable=true ; source: value.converter.replace.null.with.default=false ; sink: value.converter=org.apache.kafka.connect.json.JsonConverter
            expanded-before-schema-is-needed | source: transforms=fields,flat ; source: transforms.flat.type=io.debezium.transforms.ExtractNewRecordState
            flat-rows-told-by-names | source: transforms=flat ; source: transforms.flat.type=io.debezium.transforms.ExtractNewRecordState
            deletes-rewritten | source: transforms=flat ; source: transforms.flat.type=io.debezium.transforms.ExtractNewRecordState ; source: transforms.flat.delete.tombstone.handling.mode=drop
            deletes-rewritten | source: transforms=flat ; source: transforms.flat.type=io.debezium.transforms.ExtractNewRecordState ; source: transforms.flat.delete.tombstone.handling.mode=rewrite
            negate-without-predicate | source: transforms.fields.negate=true
            listed-twice | source: transforms=fields,fields
            dead-letters-too-small | sink: -producer.override.max.request.size
            topic-smaller-than-producer | source: -topic.creation.default.max.message.bytes
            one-table-stops-all | sink: -topics ; sink: topics.regex=dbserver1\\.inventory\\..* ; sink: errors.tolerance=none
            bad-path | sink: fields.exclude=spec..width
            bad-path | sink: fields.exclude=`spec.width
            bad-path | source: transforms.fields.tokens.fields=.lead
            epoch-millis-as-years | sink: temporal.format=epoch_millis
            epoch-millis-as-years | source: transforms.fields.types.temporal.format=epoch_millis
            bad-value | source: bigint.unsigned.handling.mode=numeric
            bad-value | source: include.schema.changes=yes
            bad-value | source: snapshot.mode=initally
            bad-value | source: max.batch.size=0
            bad-value | source: table.include.list=inventory.(orders
            bad-value | source: value.converter.decimal.format=NUMBER
            bad-value | source: producer.override.compression.type=lz5
            bad-value | source: transforms.fields.types.temporal.format=millis
            bad-value | sink: topics.regex=dbserver1\\.(.* ; sink: -topics
            bad-value | sink: write.method=insrt
            bad-value | sink: errors.tolerance=some
            bad-value | sink: batch.size=many
            bad-value | sink: consumer.override.group.protocol=clasic
            bad-regex | source: topic.creation.single.include=dbserver1(,x
            unknown-setting-within | source: value.converter.schema.enable=false ; source: -value.converter.schemas.enable
            unknown-setting-within | source: transforms.fields.types.boolean.field=newsletter
            missing-setting-within | sink: transforms=route ; sink: transforms.route.type=org.apache.kafka.connect.transforms.RegexRouter ; sink: transforms.route.regex=a
            unknown-predicate | source: transforms.fields.predicate=isOrder
            """);

    static final List<LintCase> RIGHT = of("""
            renamed-setting | source: topic.prefix=dbserver1
            removed-setting | sink: -connector.class ; sink: connector.class=io.confluent.connect.elasticsearch.ElasticsearchSinkConnector ; sink: schema.ignore=true
            renamed-value | source: snapshot.mode=no_data
            renamed-unwrap-setting | source: transforms=flat ; source: transforms.flat.type=io.debezium.transforms.ExtractNewRecordState ; source: transforms.flat.delete.tombstone.handling.mode=rewrite
            missing-class | sink: connector.class=com.example.OtherSink
            unknown-class | sink: connector.class=com.example.OtherSink
            unknown-setting | source: driver.useCompression=true ; source: column.mask.with.5.chars=a.b.c ; source: database.query.timeout.ms=5
            stray-space | sink: topics=dbserver1.inventory.orders, dbserver1.inventory.payments
            bad-task-count | sink: tasks.max=${file:/x:tasks}
            transform-without-type | sink: transforms=
            predicate-without-type | sink: predicates=p ; sink: predicates.p.type=x.Y
            transform-not-listed | sink: transforms=route ; sink: transforms.route.type=org.apache.kafka.connect.transforms.RegexRouter
            predicate-not-listed | sink: predicates=p ; sink: predicates.p.type=x.Y
            unknown-predicate | source: transforms.fields.predicate=p ; source: predicates=p ; source: predicates.p.type=org.apache.kafka.connect.transforms.predicates.RecordIsTombstone
            regex-dots | sink: -topics ; sink: topics.regex=dbserver1\\.inventory\\.orders
            literal-secret | sink: connection.username=elastic ; sink: connection.password=${file:/x:y} ; sink: errors.deadletterqueue.context.headers.enable=true ; source: transforms.fields.tokens.key.id=k2
            secret-in-address | sink: connection.url=https://es:9200/path@1
            key-in-log | source: transforms.fields.steps=types,json ; source: -transforms.fields.tokens.type ; source: -transforms.fields.tokens.key ; source: -custom.sanitize.pattern
            required-column-of-no-table | source: transforms.fields.tokens.required.columns=inventory.ORDERS:customer_email
            unknown-provider | sink: -topic.to.index ; sink: index=${value:tenant}
            variable-not-allowed | source: database.password=${env:HEADRACE_X}
            clear-text-credentials | sink: connection.url=http://127.0.0.1:9200,http://[::1]:9200 ; sink: connection.api.key=${env:HEADRACE_KEY}
            missing-source-setting | source: schema.history.internal=io.debezium.storage.file.history.FileSchemaHistory ; source: -schema.history.internal.kafka.topic ; source: -schema.history.internal.kafka.bootstrap.servers
            bad-server-id | source: database.server.id=4294967295
            bad-topic-prefix | source: topic.prefix=shop-1.eu_west
            table-without-database | source: table.include.list=inventory\\.orders,my-shop\\..*_log
            table-of-other-database | source: database.include.list=my-shop,inv.* ; source: table.include.list=my-shop\\.order-lines,INVENTORY.orders
            include-and-exclude | source: column.exclude.list=inventory.orders.notes
            source-tolerates-errors | source: errors.tolerance=none
            events-skipped-on-failure | source: event.processing.failure.handling.mode=fail
            deletes-not-captured | source: skipped.operations=t
            no-topic-creation | source: topic.creation.default.partitions=1
            no-heartbeat | source: heartbeat.interval.ms=60000
            decimals-as-bytes | source: -transforms ; source: decimal.handling.mode=string ; source: -value.converter.decimal.format
            decimals-as-double | source: decimal.handling.mode=string
            times-cut-to-milliseconds | source: time.precision.mode=isostring
            unwrapped-at-the-source | source: transforms=flat ; source: transforms.flat.type=io.debezium.transforms.ExtractNewRecordState ; sink: record.format=document
            several-tasks | source: tasks.max=${env:HEADRACE_TASKS}
            query-shows-clear-values | source: include.query=true ; source: transforms.fields.steps=types,json ; source: -transforms.fields.tokens.type
            no-tombstones | source: tombstones.on.delete=false
            envelope-as-document | sink: connector.class=io.confluent.connect.elasticsearch.ElasticsearchSinkConnector ; sink: transforms=row ; sink: transforms.row.type=org.apache.kafka.connect.transforms.ExtractField$Value ; sink: transforms.row.field=after
            missing-sink-setting | sink: -topics ; sink: topics.regex=dbserver1\\..*\\..*
            topics-and-regex | sink: -topics ; sink: topics.regex=dbserver1\\..*\\..*
            address-without-scheme | sink: connection.url=https://es:9200,${env:HEADRACE_ELASTICSEARCH_URL}
            unwritten-topic | source: transforms=fields,route ; source: transforms.route.type=io.debezium.transforms.ByLogicalTableRouter ; source: transforms.route.topic.regex=(.*)\\.inventory\\.(.*) ; source: transforms.route.topic.replacement=$1.shop.$2 ; sink: topics=dbserver1.shop.orders
            unwritten-topic | source: transforms=outbox,fields ; source: transforms.outbox.type=io.debezium.transforms.outbox.EventRouter ; sink: topics=outbox.event.order
            unwritten-topic | source: table.include.list=my-shop\\.order-lines ; source: database.include.list=my-shop ; sink: topics=dbserver1.my-shop.order-lines
            unwritten-topic | source: table.include.list=inventory\\..* ; sink: topics=dbserver1.inventory.anything
            unwritten-topic | source: table.include.list=inventory.sales data ; sink: topics=dbserver1.inventory.sales_data
            unwritten-topic | source: transforms=fields,other ; source: transforms.other.type=com.example.Router ; sink: topics=elsewhere
            unwritten-topic | source: topic.delimiter=_ ; sink: topics=dbserver1_inventory.orders
            unwritten-topic | sink: topics=notifications.dbserver1 ; sink: record.format=document
            unwritten-topic | source: transforms=fields,route ; source: transforms.route.type=org.apache.kafka.connect.transforms.RegexRouter ; source: transforms.route.regex=.* ; source: transforms.route.replacement=x ; source: transforms.route.predicate=p ; source: transforms.route.negate=true ; source: predicates=p ; source: predicates.p.type=org.apache.kafka.connect.transforms.predicates.TopicNameMatches ; source: predicates.p.pattern=dbserver1\\.inventory\\.orders
            reads-side-topics | sink: -topics ; sink: topics.regex=dbserver1\\..*
            ids-from-offsets | sink: resource.type=data_stream ; sink: key.ignore=true
            ids-from-offsets | sink: write.method=create ; sink: key.ignore=true
            deletes-not-indexed | sink: resource.type=data_stream ; sink: key.ignore=true ; sink: behavior.on.null.values=ignore
            header-text-lost | sink: document.id=header ; sink: document.id.header=id ; sink: header.converter=org.apache.kafka.connect.storage.StringConverter
            header-text-lost | sink: routing=header ; sink: routing.field=shop ; sink: header.converter=org.apache.kafka.connect.converters.ByteArrayConverter
            deletes-not-indexed | sink: document.id=header ; sink: document.id.header=id ; sink: header.converter=org.apache.kafka.connect.storage.StringConverter ; sink: behavior.on.null.values=ignore
            silent-drops | sink: errors.tolerance=none ; sink: -errors.deadletterqueue.topic.name
            unused-dead-letters | sink: errors.tolerance=all
            dead-letters-without-reason | sink: -errors.deadletterqueue.topic.name ; sink: -errors.deadletterqueue.context.headers.enable
            malformed-ignored | sink: behavior.on.malformed.documents=fail
            reads-uncommitted | source: -exactly.once.support ; sink: -consumer.override.isolation.level
            schema-wrapper-expected | source: value.converter.schemas.enable=true ; sink: value.converter=org.apache.kafka.connect.json.JsonConverter
            key-text-as-id | sink: key.converter=org.apache.kafka.connect.storage.StringConverter
            needless-unwrap | sink: transforms=flat ; sink: transforms.flat.type=io.debezium.transforms.ExtractNewRecordState ; sink: transforms.flat.add.fields=op
            bad-index-name | sink: topic.to.index=dbserver1.inventory.orders:orders-v1
            tables-share-an-index | sink: topics=dbserver1.inventory.orders,dbserver1.inventory.payments ; sink: -topic.to.index ; sink: index=everything ; sink: document.id.template=${topic.table}:${key}
            tables-share-an-index | sink: topics=dbserver1.inventory.orders,dbserver1.inventory.payments ; sink: -topic.to.index ; sink: index=everything ; sink: index.sharing=allow
            tables-share-an-index | source: table.include.list=t_ada.invoice,t_bob.invoice ; source: database.include.list=t_ada,t_bob ; sink: -topics ; sink: topics.regex=dbserver1\\.t_.*\\.invoice ; sink: index=${topic.table} ; sink: -topic.to.index ; sink: document.id.template=${topic.database}:${key}
            topics-may-share-an-index | source: table.include.list=shop\\..* ; source: database.include.list=shop ; sink: -topics ; sink: topics.regex=dbserver1\\.shop\\..* ; sink: index=${topic.table} ; sink: -topic.to.index
            topics-may-share-an-index | source: table.include.list=t_.*\\.invoice ; source: database.include.list=t_.* ; sink: -topics ; sink: topics.regex=dbserver1\\.t_.*\\.invoice ; sink: index=${topic.database}-${topic.table} ; sink: -topic.to.index
            unmapped-topic | sink: transforms=route ; sink: transforms.route.type=org.apache.kafka.connect.transforms.RegexRouter ; sink: transforms.route.regex=dbserver1\\.inventory\\.(.*) ; sink: transforms.route.replacement=$1 ; sink: topic.to.index=orders:orders
            written-twice | fourth: name=other ; fourth: connection.url=http://second:9200
            server-id-shared | third: name=other ; third: database.hostname=second
            history-topic-shared | third: name=other ; third: schema.history.internal.kafka.bootstrap.servers=second:9092
            topic-prefix-shared | third: name=other ; third: topic.prefix=dbserver2
            tables-fold-into-one-topic | source: table.include.list=inventory.orders,inventory.sales data
            tables-routed-into-one-topic | source: table.include.list=shop1.orders,shop2.orders ; source: database.include.list=shop1,shop2 ; source: transforms=fields,route ; source: transforms.route.type=io.debezium.transforms.ByLogicalTableRouter ; source: transforms.route.topic.regex=dbserver1\\.shop\\d\\.(.*) ; source: transforms.route.topic.replacement=dbserver1.inventory.$1
            data-stream-clash | sink: resource.type=data_stream ; sink: key.ignore=true ; sink: behavior.on.null.values=ignore
            data-stream-stops-at-deletes | sink: resource.type=data_stream ; sink: key.ignore=true ; sink: behavior.on.null.values=ignore
            clashing-settings | sink: document.version=source ; sink: document.version.equal=overwrite
            report-without-dead-letters | sink: behavior.on.malformed.documents=report
            bad-pairs | sink: fields.rename=`spec.width`:spec_width
            bad-json | sink: index.settings={"number_of_shards": 1}
            unsigned-keys-as-base64 | source: key.converter=io.confluent.connect.avro.AvroConverter ; source: -key.converter.decimal.format
            decimal-keys-as-base64 | source: -key.converter.decimal.format ; source: bigint.unsigned.handling.mode=long ; source: decimal.handling.mode=string
            unsigned-turns-negative | source: bigint.unsigned.handling.mode=long ; source: transforms.fields.types.unsigned.fields=big
            composite-key-order-lost | sink: key.converter=org.apache.kafka.connect.json.JsonConverter ; sink: key.converter.schemas.enable=false ; sink: document.id.map.order=name
            composite-key-order-lost | sink: key.converter=org.apache.kafka.connect.json.JsonConverter ; sink: key.converter.schemas.enable=false ; sink: document.id.fields=b,a
            composite-key-order-lost | sink: key.converter=org.apache.kafka.connect.json.JsonConverter ; sink: key.converter.schemas.enable=false ; sink: transforms=id ; sink: transforms.id.type=org.apache.kafka.connect.transforms.ExtractField$Key ; sink: transforms.id.field=id
            null-becomes-default | source: value.converter.schemas.enable=false
            null-becomes-default | source: -transforms ; source: value.converter=io.confluent.connect.avro.AvroConverter
            expanded-before-schema-is-needed | source: transforms=flat,fields ; source: transforms.flat.type=io.debezium.transforms.ExtractNewRecordState
            expanded-before-schema-is-needed | source: transforms=fields,flat ; source: transforms.flat.type=io.debezium.transforms.ExtractNewRecordState ; source: transforms.fields.json.output=struct
            flat-rows-told-by-names | source: transforms=flat ; source: transforms.flat.type=io.debezium.transforms.ExtractNewRecordState ; sink: record.format=document
            deletes-rewritten | source: transforms=flat ; source: transforms.flat.type=io.debezium.transforms.ExtractNewRecordState ; source: transforms.flat.delete.tombstone.handling.mode=rewrite-with-tombstone
            negate-without-predicate | source: transforms.fields.negate=true ; source: transforms.fields.predicate=p ; source: predicates=p ; source: predicates.p.type=org.apache.kafka.connect.transforms.predicates.RecordIsTombstone
            listed-twice | source: transforms=fields,flat
            dead-letters-too-small | sink: -producer.override.max.request.size ; source: -producer.override.max.request.size
            topic-smaller-than-producer | source: -topic.creation.default.max.message.bytes ; source: -producer.override.max.request.size
            one-table-stops-all | sink: -topics ; sink: topics.regex=dbserver1\\.inventory\\..*
            bad-path | sink: fields.exclude=`a..b`,`x,y`,spec.width ; source: transforms.fields.types.boolean.fields=items.*.flag
            epoch-millis-as-years | sink: temporal.format=epoch_millis ; sink: index.mappings={"properties":{"t":{"type":"date","format":"epoch_millis"}}}
            epoch-millis-as-years | sink: temporal.format=epoch_millis ; sink: mapping.policy=create
            bad-value | source: snapshot.mode=INITIAL ; source: include.schema.changes=False ; source: max.batch.size=${env:HEADRACE_N} ; sink: refresh=Wait_For
            bad-regex | source: topic.creation.single.include=dbserver1(a|b),x ; source: message.key.columns=inventory.(.*):a,b;inventory.o:c
            unknown-setting-within | source: value.converter.replace.null.with.default=false ; source: transforms.fields.negate=true
            missing-setting-within | sink: transforms=route ; sink: transforms.route.type=org.apache.kafka.connect.transforms.RegexRouter ; sink: transforms.route.regex=a ; sink: transforms.route.replacement=b
            """);

    /** Whole set-ups that are right, each under its name. */
    static final List<LintCase> SETUPS = of("""
            data stream | sink: resource.type=data_stream ; sink: -topic.to.index ; sink: index=logs-shop-default ; sink: key.ignore=true ; sink: behavior.on.null.values=ignore
            shards into one topic | source: table.include.list=shop1.orders,shop2.orders ; source: database.include.list=shop1,shop2 ; source: transforms=keys,fields,shards ; source: -transforms.fields.tokens.required.columns ; source: transforms.shards.type=io.debezium.transforms.ByLogicalTableRouter ; source: transforms.fields.json.output=struct ; source: transforms.shards.topic.regex=(.*)\\.shop\\d\\.(.*) ; source: transforms.shards.topic.replacement=$1.shop.$2 ; sink: topics=dbserver1.shop.orders ; sink: topic.to.index=dbserver1.shop.orders:orders
            tenants into one index | source: table.include.list=t_ada.invoice,t_bob.invoice ; source: database.include.list=t_ada,t_bob ; source: -transforms.fields.tokens.required.columns ; sink: -topics ; sink: topics.regex=dbserver1\\.t_.*\\.invoice ; sink: -topic.to.index ; sink: index=${topic.table} ; sink: document.id.template=${topic.database}:${key}
            tenants by a pattern | source: table.include.list=t_.*\\.invoice ; source: database.include.list=t_.* ; source: -transforms.fields.tokens.required.columns ; sink: -topics ; sink: topics.regex=dbserver1\\.t_.*\\.invoice ; sink: -topic.to.index ; sink: index=${topic.table} ; sink: document.id.template=${topic.database}:${key}
            names with dashes | source: table.include.list=my-shop\\.order-lines,my-shop\\..*_log ; source: database.include.list=my-shop ; source: -transforms.fields.tokens.required.columns ; sink: -topics ; sink: topics.regex=dbserver1\\.my-shop\\..* ; sink: -topic.to.index
            outbox | source: table.include.list=inventory.orders,inventory.customers,inventory.outbox ; source: transforms=keys,outbox,fields ; source: predicates=isOutbox ; source: predicates.isOutbox.type=org.apache.kafka.connect.transforms.predicates.TopicNameMatches ; source: predicates.isOutbox.pattern=dbserver1\\.inventory\\.outbox ; source: transforms.outbox.type=io.debezium.transforms.outbox.EventRouter ; source: transforms.outbox.predicate=isOutbox ; source: transforms.outbox.table.expand.json.payload=true ; sink: -topics ; sink: topics.regex=outbox\\.event\\..* ; sink: -topic.to.index ; sink: document.id=header ; sink: document.id.header=id ; sink: header.converter=org.apache.kafka.connect.storage.StringConverter
            flat topics | source: transforms=keys,flat,fields ; source: transforms.flat.type=io.debezium.transforms.ExtractNewRecordState ; source: transforms.flat.replace.null.with.default=false ; sink: record.format=document
            paths with dots | sink: fields.exclude=`spec.width`,`a..b` ; sink: fields.rename=_id:legacy_id,`x.y`:xy
            """);

    private static final Path CONFIGS = Path.of("..", "connect-configs");
    private static final ObjectMapper JSON = new ObjectMapper();

    List<Lint.Source> files() throws Exception {
        Map<String, ObjectNode> files = new LinkedHashMap<>();
        files.put("source", shipped("mysql-source.json"));
        files.put("sink", shipped("elasticsearch-sink.json"));
        for (String change : changes.split(" ; ")) {
            int colon = change.indexOf(": ");
            String file = change.substring(0, colon);
            if (!files.containsKey(file)) {
                files.put(file, shipped(file.equals("third") ? "mysql-source.json" : "elasticsearch-sink.json"));
            }
            change(files.get(file), change.substring(colon + 2));
        }
        List<Lint.Source> sources = new ArrayList<>();
        for (Map.Entry<String, ObjectNode> file : files.entrySet()) {
            sources.add(new Lint.Source(file.getKey() + ".json", JSON.writeValueAsString(file.getValue())));
        }
        return sources;
    }

    private static ObjectNode shipped(String file) throws Exception {
        return (ObjectNode) JSON.readTree(Files.readString(CONFIGS.resolve(file)));
    }

    private static void change(ObjectNode file, String change) {
        ObjectNode config = (ObjectNode) file.get("config");
        if (change.startsWith("-")) {
            config.remove(change.substring(1));
            return;
        }
        int equals = change.indexOf('=');
        String key = change.substring(0, equals);
        (key.equals("name") ? file : config).put(key, change.substring(equals + 1));
    }

    private static List<LintCase> of(String lines) {
        return lines.lines()
                .map(line ->
                        new LintCase(line.substring(0, line.indexOf(" | ")), line.substring(line.indexOf(" | ") + 3)))
                .toList();
    }

    @Override
    public String toString() {
        return rule + ": " + changes;
    }
}
