-- A town's records: 46 tables with every column type of MySQL 8, every kind of key that tells rows apart, relations, names in
-- other scripts and reserved words. Statements end with a semicolon at the end of a line.

-- Column types

CREATE TABLE all_numbers (
    id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
    tiny TINYINT, tiny_u TINYINT UNSIGNED, small SMALLINT, small_u SMALLINT UNSIGNED, medium MEDIUMINT,
    medium_u MEDIUMINT UNSIGNED, normal INT, normal_u INT UNSIGNED, big BIGINT, big_u BIGINT UNSIGNED,
    filled INT(8) ZEROFILL, price DECIMAL(12,2), exact DECIMAL(15,5), whole DECIMAL(18,0), wide DECIMAL(38,10),
    widest DECIMAL(65,30), single FLOAT, twice DOUBLE, flag TINYINT(1), switch BOOLEAN, year YEAR,
    bit1 BIT(1), bit8 BIT(8), bit64 BIT(64));
INSERT INTO all_numbers VALUES
    (1, -128, 0, -32768, 0, -8388608, 0, -2147483648, 0, -9223372036854775808, 0, 7, -9999999999.99, -9999999999.99999,
     -999999999999999999, -0.0000000001, 0, -3.5, -1.5e300, 0, FALSE, 1901, b'0', b'0', b'0'),
    (2, 127, 255, 32767, 65535, 8388607, 16777215, 2147483647, 4294967295, 9223372036854775807, 18446744073709551615, 99999999,
     9999999999.99, 9999999999.99999, 999999999999999999, 1234567890123456789012345678.0123456789,
     99999999999999999999999999999999999.999999999999999999999999999999, 3.25, 1.5e300, 1, TRUE, 2155, b'1', b'11111111',
     b'1111111111111111111111111111111111111111111111111111111111111111'),
    (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
     NULL, NULL, NULL, NULL);

CREATE TABLE all_times (
    id INT PRIMARY KEY, d DATE, dt DATETIME, dt3 DATETIME(3), dt6 DATETIME(6), ts TIMESTAMP NULL, ts3 TIMESTAMP(3) NULL,
    ts6 TIMESTAMP(6) NULL, t TIME, t3 TIME(3), t6 TIME(6), made TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    changed DATETIME NULL ON UPDATE CURRENT_TIMESTAMP);
INSERT INTO all_times (id, d, dt, dt3, dt6, ts, ts3, ts6, t, t3, t6) VALUES
    (1, '1000-01-01', '1000-01-01 00:00:00', '1582-10-04 23:59:59.999', '1815-12-10 01:02:03.000001', '1970-01-01 00:00:01',
     '1970-01-01 00:00:01.001', '1970-01-01 00:00:01.000001', '-838:59:59', '-00:00:00.001', '00:00:00.000001'),
    (2, '9999-12-31', '9999-12-31 23:59:59', '9999-12-31 23:59:59.999', '9999-12-31 23:59:59.999999', '2038-01-19 03:14:07',
     '2038-01-19 03:14:07.999', '2038-01-19 03:14:07.999999', '838:59:59', '23:59:59.999', '838:59:58.999999'),
    (3, '2024-02-29', '2024-03-31 02:30:00', '2024-10-27 02:30:00.5', NULL, NULL, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE all_texts (
    id INT PRIMARY KEY, c CHAR(10), v VARCHAR(255), exact VARCHAR(255) COLLATE utf8mb4_bin, tiny TINYTEXT, normal TEXT,
    medium MEDIUMTEXT, lengthy LONGTEXT, state ENUM('new', 'in work', 'done'), tags SET('red', 'green', 'blue'),
    n NCHAR(5), west VARCHAR(40) CHARACTER SET latin1, east VARCHAR(40) CHARACTER SET cp1251,
    wide VARCHAR(40) CHARACTER SET utf16, plain VARCHAR(40) CHARACTER SET ascii, FULLTEXT KEY words (normal));
INSERT INTO all_texts VALUES
    (1, 'char', 'The harbour master''s "log"', 'CaseMatters', 'tiny', 'A ferry runs aground in fog', 'medium\nlines\ttabs',
     REPEAT('long words ', 4000), 'in work', 'red,blue', 'nchar', 'Zürich', 'Москва', '東京', 'ascii'),
    (2, '', '', '', '', '', '', '', 'new', '', '', '', '', '', ''),
    (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE all_bytes (
    id INT PRIMARY KEY, b BINARY(4), vb VARBINARY(20), tiny TINYBLOB, normal BLOB, medium MEDIUMBLOB, lengthy LONGBLOB,
    item_uuid BINARY(16), digest VARBINARY(32), KEY (digest));
INSERT INTO all_bytes VALUES
    (1, x'00', x'00ff', x'01', x'0203', REPEAT('m', 100), REPEAT('l', 70000), x'00112233445566778899aabbccddeeff', x'0a0b0c'),
    (2, NULL, '', '', '', '', '', NULL, NULL);

CREATE TABLE all_shapes (
    id INT PRIMARY KEY, place POINT SRID 4326, way LINESTRING SRID 4326, area POLYGON SRID 4326, places MULTIPOINT SRID 4326,
    ways MULTILINESTRING SRID 4326, areas MULTIPOLYGON SRID 4326, many GEOMETRYCOLLECTION SRID 4326, any_shape GEOMETRY SRID 4326,
    plan POINT SRID 0);
INSERT INTO all_shapes VALUES
    (1, ST_GeomFromText('POINT(47.37 8.54)', 4326), ST_GeomFromText('LINESTRING(47 8, 48 9)', 4326),
     ST_GeomFromText('POLYGON((47 8, 47 9, 48 9, 48 8, 47 8))', 4326), ST_GeomFromText('MULTIPOINT((47 8), (48 9))', 4326),
     ST_GeomFromText('MULTILINESTRING((47 8, 48 9), (10 10, 11 11))', 4326),
     ST_GeomFromText('MULTIPOLYGON(((47 8, 47 9, 48 9, 48 8, 47 8)))', 4326),
     ST_GeomFromText('GEOMETRYCOLLECTION(POINT(47 8), LINESTRING(47 8, 48 9))', 4326), ST_GeomFromText('POINT(1 2)', 4326),
     ST_GeomFromText('POINT(9000 9000)')),
    (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE all_json (id INT PRIMARY KEY, doc JSON, settings JSON);
INSERT INTO all_json VALUES
    (1, '{"colour": "red", "sizes": [1, 2.5], "deep": {"a": {"b": true, "c": null}}}', '{}'),
    (2, NULL, '{"": 1}');

CREATE TABLE `generated` (
    id INT PRIMARY KEY, net DECIMAL(10,2), vat DECIMAL(10,2) AS (net * 0.2) STORED, gross DECIMAL(10,2) AS (net * 1.2) VIRTUAL,
    doc JSON, colour VARCHAR(20) AS (doc ->> '$.colour') STORED);
INSERT INTO `generated` (id, net, doc) VALUES (1, 10.01, '{"colour": "blue"}'), (2, NULL, NULL);

CREATE TABLE invisible (id INT PRIMARY KEY, shown INT, hidden INT INVISIBLE);
INSERT INTO invisible (id, shown, hidden) VALUES (1, 2, 3), (2, NULL, NULL);

CREATE TABLE with_defaults (
    id INT PRIMARY KEY, n INT NOT NULL DEFAULT 7, s VARCHAR(20) NOT NULL DEFAULT 'none', f DECIMAL(6,2) NOT NULL DEFAULT 1.50,
    o INT DEFAULT 9, b BIT(4) NOT NULL DEFAULT b'0101', e ENUM('a', 'b') NOT NULL DEFAULT 'b');
INSERT INTO with_defaults (id) VALUES (1);
INSERT INTO with_defaults VALUES (2, 1, 'x', 0, NULL, b'0', 'a');

CREATE TABLE wide (id INT PRIMARY KEY,
    c001 VARCHAR(40),
    c002 DECIMAL(10,2),
    c003 DATETIME(3),
    c004 BOOLEAN,
    c005 INT,
    c006 VARCHAR(40),
    c007 DECIMAL(10,2),
    c008 DATETIME(3),
    c009 BOOLEAN,
    c010 INT,
    c011 VARCHAR(40),
    c012 DECIMAL(10,2),
    c013 DATETIME(3),
    c014 BOOLEAN,
    c015 INT,
    c016 VARCHAR(40),
    c017 DECIMAL(10,2),
    c018 DATETIME(3),
    c019 BOOLEAN,
    c020 INT,
    c021 VARCHAR(40),
    c022 DECIMAL(10,2),
    c023 DATETIME(3),
    c024 BOOLEAN,
    c025 INT,
    c026 VARCHAR(40),
    c027 DECIMAL(10,2),
    c028 DATETIME(3),
    c029 BOOLEAN,
    c030 INT,
    c031 VARCHAR(40),
    c032 DECIMAL(10,2),
    c033 DATETIME(3),
    c034 BOOLEAN,
    c035 INT,
    c036 VARCHAR(40),
    c037 DECIMAL(10,2),
    c038 DATETIME(3),
    c039 BOOLEAN,
    c040 INT,
    c041 VARCHAR(40),
    c042 DECIMAL(10,2),
    c043 DATETIME(3),
    c044 BOOLEAN,
    c045 INT,
    c046 VARCHAR(40),
    c047 DECIMAL(10,2),
    c048 DATETIME(3),
    c049 BOOLEAN,
    c050 INT,
    c051 VARCHAR(40),
    c052 DECIMAL(10,2),
    c053 DATETIME(3),
    c054 BOOLEAN,
    c055 INT,
    c056 VARCHAR(40),
    c057 DECIMAL(10,2),
    c058 DATETIME(3),
    c059 BOOLEAN,
    c060 INT,
    c061 VARCHAR(40),
    c062 DECIMAL(10,2),
    c063 DATETIME(3),
    c064 BOOLEAN,
    c065 INT,
    c066 VARCHAR(40),
    c067 DECIMAL(10,2),
    c068 DATETIME(3),
    c069 BOOLEAN,
    c070 INT,
    c071 VARCHAR(40),
    c072 DECIMAL(10,2),
    c073 DATETIME(3),
    c074 BOOLEAN,
    c075 INT,
    c076 VARCHAR(40),
    c077 DECIMAL(10,2),
    c078 DATETIME(3),
    c079 BOOLEAN,
    c080 INT,
    c081 VARCHAR(40),
    c082 DECIMAL(10,2),
    c083 DATETIME(3),
    c084 BOOLEAN,
    c085 INT,
    c086 VARCHAR(40),
    c087 DECIMAL(10,2),
    c088 DATETIME(3),
    c089 BOOLEAN,
    c090 INT,
    c091 VARCHAR(40),
    c092 DECIMAL(10,2),
    c093 DATETIME(3),
    c094 BOOLEAN,
    c095 INT,
    c096 VARCHAR(40),
    c097 DECIMAL(10,2),
    c098 DATETIME(3),
    c099 BOOLEAN,
    c100 INT,
    c101 VARCHAR(40),
    c102 DECIMAL(10,2),
    c103 DATETIME(3),
    c104 BOOLEAN,
    c105 INT,
    c106 VARCHAR(40),
    c107 DECIMAL(10,2),
    c108 DATETIME(3),
    c109 BOOLEAN,
    c110 INT,
    c111 VARCHAR(40),
    c112 DECIMAL(10,2),
    c113 DATETIME(3),
    c114 BOOLEAN,
    c115 INT,
    c116 VARCHAR(40),
    c117 DECIMAL(10,2),
    c118 DATETIME(3),
    c119 BOOLEAN,
    c120 INT,
    c121 VARCHAR(40),
    c122 DECIMAL(10,2),
    c123 DATETIME(3),
    c124 BOOLEAN,
    c125 INT,
    c126 VARCHAR(40),
    c127 DECIMAL(10,2),
    c128 DATETIME(3),
    c129 BOOLEAN,
    c130 INT,
    c131 VARCHAR(40),
    c132 DECIMAL(10,2),
    c133 DATETIME(3),
    c134 BOOLEAN,
    c135 INT,
    c136 VARCHAR(40),
    c137 DECIMAL(10,2),
    c138 DATETIME(3),
    c139 BOOLEAN,
    c140 INT,
    c141 VARCHAR(40),
    c142 DECIMAL(10,2),
    c143 DATETIME(3),
    c144 BOOLEAN,
    c145 INT,
    c146 VARCHAR(40),
    c147 DECIMAL(10,2),
    c148 DATETIME(3),
    c149 BOOLEAN,
    c150 INT,
    c151 VARCHAR(40),
    c152 DECIMAL(10,2),
    c153 DATETIME(3),
    c154 BOOLEAN,
    c155 INT,
    c156 VARCHAR(40),
    c157 DECIMAL(10,2),
    c158 DATETIME(3),
    c159 BOOLEAN,
    c160 INT,
    c161 VARCHAR(40),
    c162 DECIMAL(10,2),
    c163 DATETIME(3),
    c164 BOOLEAN,
    c165 INT,
    c166 VARCHAR(40),
    c167 DECIMAL(10,2),
    c168 DATETIME(3),
    c169 BOOLEAN,
    c170 INT,
    c171 VARCHAR(40),
    c172 DECIMAL(10,2),
    c173 DATETIME(3),
    c174 BOOLEAN,
    c175 INT,
    c176 VARCHAR(40),
    c177 DECIMAL(10,2),
    c178 DATETIME(3),
    c179 BOOLEAN,
    c180 INT,
    c181 VARCHAR(40),
    c182 DECIMAL(10,2),
    c183 DATETIME(3),
    c184 BOOLEAN,
    c185 INT,
    c186 VARCHAR(40),
    c187 DECIMAL(10,2),
    c188 DATETIME(3),
    c189 BOOLEAN,
    c190 INT,
    c191 VARCHAR(40),
    c192 DECIMAL(10,2),
    c193 DATETIME(3),
    c194 BOOLEAN,
    c195 INT,
    c196 VARCHAR(40),
    c197 DECIMAL(10,2),
    c198 DATETIME(3),
    c199 BOOLEAN,
    c200 INT);
INSERT INTO wide (id, c001, c002, c200) VALUES (1, 1, 'one', TRUE), (2, NULL, NULL, NULL);

-- Keys

CREATE TABLE key_bigint_u (id BIGINT UNSIGNED PRIMARY KEY, v INT);
INSERT INTO key_bigint_u VALUES (18446744073709551615, 1), (0, 2), (9223372036854775808, 3);

CREATE TABLE key_negative (id INT PRIMARY KEY, v INT);
INSERT INTO key_negative VALUES (-1, 1), (0, 2), (1, 3);

CREATE TABLE key_char (id CHAR(8) PRIMARY KEY, v INT);
INSERT INTO key_char VALUES ('a', 1), ('B b', 2), ('ß', 3);

CREATE TABLE key_varchar (id VARCHAR(100) PRIMARY KEY, v INT);
INSERT INTO key_varchar VALUES ('plain', 1), ('with space/and?%', 2), ('Ünïcode', 3);

CREATE TABLE key_exact (id VARCHAR(50) COLLATE utf8mb4_bin PRIMARY KEY, v INT);
INSERT INTO key_exact VALUES ('Same', 1), ('same', 2), ('SAME', 3);

CREATE TABLE key_binary (id BINARY(16) PRIMARY KEY, v INT);
INSERT INTO key_binary VALUES (x'00112233445566778899aabbccddeeff', 1), (x'ffffffffffffffffffffffffffffffff', 2);

CREATE TABLE key_uuid (uuid BINARY(16) PRIMARY KEY, v INT);
INSERT INTO key_uuid VALUES (x'00112233445566778899aabbccddeeff', 1), (x'10112233445566778899aabbccddeeff', 2);

CREATE TABLE key_uuid_text (id CHAR(36) COLLATE ascii_bin PRIMARY KEY, v INT);
INSERT INTO key_uuid_text VALUES ('00112233-4455-6677-8899-aabbccddeeff', 1), ('10112233-4455-6677-8899-aabbccddeeff', 2);

CREATE TABLE key_decimal (id DECIMAL(20,4) PRIMARY KEY, v INT);
INSERT INTO key_decimal VALUES (1.5, 1), (-1234567890123456.7891, 2);

CREATE TABLE key_date (id DATE PRIMARY KEY, v INT);
INSERT INTO key_date VALUES ('2024-02-29', 1), ('1815-12-10', 2);

CREATE TABLE key_datetime (id DATETIME(6) PRIMARY KEY, v INT);
INSERT INTO key_datetime VALUES ('2024-02-29 12:00:00.000001', 1), ('1815-12-10 00:00:00', 2);

CREATE TABLE key_timestamp (id TIMESTAMP(3) PRIMARY KEY, v INT);
INSERT INTO key_timestamp VALUES ('2024-02-29 12:00:00.001', 1), ('1970-01-02 00:00:00', 2);

CREATE TABLE key_year (id YEAR PRIMARY KEY, v INT);
INSERT INTO key_year VALUES (1999, 1), (2026, 2);

CREATE TABLE key_enum (id ENUM('low', 'high') PRIMARY KEY, v INT);
INSERT INTO key_enum VALUES ('low', 1), ('high', 2);

CREATE TABLE key_pair (a INT, b INT, v INT, PRIMARY KEY (b, a));
INSERT INTO key_pair VALUES (1, 2, 3), (2, 1, 4), (1, 1, 5);

CREATE TABLE key_mixed (
    region CHAR(2), day DATE, number SMALLINT UNSIGNED, note VARCHAR(50), PRIMARY KEY (region, day, number));
INSERT INTO key_mixed VALUES ('ch', '2024-01-01', 1, 'first'), ('ch', '2024-01-01', 65535, 'last'), ('de', '2024-01-01', 1, NULL);

CREATE TABLE key_unique (code VARCHAR(20) NOT NULL, v INT, UNIQUE KEY (code));
INSERT INTO key_unique VALUES ('a', 1), ('b', 2);

CREATE TABLE key_unique_pair (a INT NOT NULL, b INT NOT NULL, n INT, v INT, UNIQUE KEY other (n), UNIQUE KEY ab (a, b));
INSERT INTO key_unique_pair VALUES (1, 1, NULL, 1), (1, 2, 5, 2);

CREATE TABLE key_odd_names (`a,b` INT NOT NULL, `p$` VARCHAR(20) NOT NULL, `q:r;s` INT NOT NULL, v INT, UNIQUE KEY (`a,b`, `p$`, `q:r;s`));
INSERT INTO key_odd_names VALUES (1, 'x', 1, 1), (1, 'y', 1, 2), (2, 'x', 1, 3);

CREATE TABLE key_generated (doc JSON NOT NULL, id INT AS (doc -> '$.id') STORED PRIMARY KEY);
INSERT INTO key_generated (doc) VALUES ('{"id": 1}'), ('{"id": 2, "x": "y"}');

-- Relations

CREATE TABLE country (code CHAR(2) PRIMARY KEY, name VARCHAR(60) NOT NULL, area_km2 INT UNSIGNED);
INSERT INTO country VALUES ('CH', 'Switzerland', 41285), ('FR', 'France', 543940), ('XX', 'Nowhere', NULL);

CREATE TABLE city (
    id INT AUTO_INCREMENT PRIMARY KEY, country CHAR(2) NOT NULL, name VARCHAR(60) NOT NULL, place POINT SRID 4326,
    KEY (name), FOREIGN KEY (country) REFERENCES country (code));
INSERT INTO city VALUES (1, 'CH', 'Bern', ST_GeomFromText('POINT(46.95 7.45)', 4326)), (2, 'FR', 'Lyon', NULL);

CREATE TABLE person (
    id BIGINT AUTO_INCREMENT PRIMARY KEY, first_name VARCHAR(40), last_name VARCHAR(40), e_mail VARCHAR(120), born DATE,
    city INT, UNIQUE KEY (e_mail), FOREIGN KEY (city) REFERENCES city (id));
INSERT INTO person VALUES (1, 'Ada', 'Byron', 'ada@example.org', '1815-12-10', 1), (2, 'Leonhard', 'Euler', NULL, NULL, NULL);

CREATE TABLE club (id SMALLINT PRIMARY KEY, title VARCHAR(80), motto TEXT);
INSERT INTO club VALUES (1, 'Chess club', 'Think twice, then move'), (2, 'Rowing', NULL);

CREATE TABLE membership (
    person BIGINT, club SMALLINT, since DATE, PRIMARY KEY (person, club), FOREIGN KEY (person) REFERENCES person (id),
    FOREIGN KEY (club) REFERENCES club (id));
INSERT INTO membership VALUES (1, 1, '1830-01-01'), (2, 1, NULL);

CREATE TABLE tree (id INT PRIMARY KEY, parent INT, label VARCHAR(30), FOREIGN KEY (parent) REFERENCES tree (id));
INSERT INTO tree VALUES (1, NULL, 'root'), (2, 1, 'branch'), (3, 2, 'leaf');

CREATE TABLE invoice (
    series CHAR(3), number INT, person BIGINT, total DECIMAL(12,2) NOT NULL DEFAULT 0, PRIMARY KEY (series, number),
    FOREIGN KEY (person) REFERENCES person (id));
INSERT INTO invoice VALUES ('A24', 1, 1, 19.99), ('A24', 2, NULL, 0);

CREATE TABLE invoice_line (
    series CHAR(3), number INT, line TINYINT UNSIGNED, article VARCHAR(200), amount DECIMAL(8,3),
    PRIMARY KEY (series, number, line), FOREIGN KEY (series, number) REFERENCES invoice (series, number));
INSERT INTO invoice_line VALUES ('A24', 1, 1, 'A rope of ten metres', 1.5), ('A24', 1, 2, NULL, NULL);

CREATE TABLE with_trigger (id INT PRIMARY KEY, v INT, twice INT);
CREATE TRIGGER doubles BEFORE INSERT ON with_trigger FOR EACH ROW SET NEW.twice = NEW.v * 2;
INSERT INTO with_trigger (id, v) VALUES (1, 21), (2, NULL);

-- Partitions, and tables of no or one row

CREATE TABLE by_range (id INT, day DATE, v INT, PRIMARY KEY (id, day))
    PARTITION BY RANGE COLUMNS (day) (PARTITION old VALUES LESS THAN ('2024-01-01'), PARTITION young VALUES LESS THAN (MAXVALUE));
INSERT INTO by_range VALUES (1, '2020-01-01', 1), (2, '2025-01-01', 2);

CREATE TABLE by_hash (id INT PRIMARY KEY, v INT) PARTITION BY HASH (id) PARTITIONS 4;
INSERT INTO by_hash VALUES (1, 1), (2, 2), (3, 3);

CREATE TABLE empty_one (id INT PRIMARY KEY, v INT);

CREATE TABLE key_only (id INT PRIMARY KEY);
INSERT INTO key_only VALUES (1), (2);

-- Names

CREATE TABLE `select` (`from` INT PRIMARY KEY, `where` INT, `order` VARCHAR(10), `group` INT, `key` INT, `index` INT);
INSERT INTO `select` VALUES (1, 2, 'by', 3, 4, 5), (2, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE `Upper_Case` (`Id` INT PRIMARY KEY, `userName` VARCHAR(40), `HTTPStatus` INT);
INSERT INTO `Upper_Case` VALUES (1, 'camel', 200), (2, NULL, NULL);

CREATE TABLE `dash-ed` (`a-b` INT PRIMARY KEY, `c d` INT);
INSERT INTO `dash-ed` VALUES (1, 2), (2, NULL);

CREATE TABLE `dol$lar` (`$a` INT PRIMARY KEY, `b$` INT);
INSERT INTO `dol$lar` VALUES (1, 2), (2, NULL);

CREATE TABLE `dot.ted` (`a.b` INT PRIMARY KEY, `c.d` INT, `_id` INT, `_source` INT);
INSERT INTO `dot.ted` VALUES (1, 2, 3, 4), (2, NULL, NULL, NULL);

CREATE TABLE `größe` (`länge` INT PRIMARY KEY, `straße` VARCHAR(40));
INSERT INTO `größe` VALUES (1, 'Hauptstraße'), (2, NULL);

CREATE TABLE `заказы` (`номер` INT PRIMARY KEY, `имя` VARCHAR(40));
INSERT INTO `заказы` VALUES (1, 'Анна'), (2, NULL);

CREATE TABLE `注文票` (`番号` INT PRIMARY KEY, `名前` VARCHAR(40));
INSERT INTO `注文票` VALUES (1, '花子'), (2, NULL);

-- What init leaves out: rows of it can't be told apart

CREATE TABLE keyless (a INT, b VARCHAR(10), UNIQUE KEY (a));
INSERT INTO keyless VALUES (1, 'x'), (NULL, 'y');
