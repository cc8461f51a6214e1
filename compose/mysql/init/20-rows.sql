-- The demo database: its rows, the same at every start. Each value comes from the row's number, by steps that share no factor with the lists' lengths.
USE inventory;
SET NAMES utf8mb4;
SET SESSION cte_max_recursion_depth = 10000;
SET SESSION time_zone = '+00:00';

INSERT INTO customers (id, email, full_name, country, phone, loyalty_points, newsletter, birthday, created_at, updated_at)
WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 320)
SELECT n,
       CONCAT(ELT(1 + n % 12, 'ada', 'bruno', 'chiara', 'diego', 'elif', 'fatou', 'goran', 'hana', 'ines', 'jun', 'katja', 'liam'), '.', n, '@example.com'),
       CONCAT(ELT(1 + n % 12, 'Ada', 'Bruno', 'Chiara', 'Diego', 'Elif', 'Fatou', 'Goran', 'Hana', 'Inés', 'Jun', 'Katja', 'Liam'), ' ',
              ELT(1 + n % 13, 'Müller', 'García', 'Rossi', 'Nguyễn', 'Øvergård', 'Šimić', 'O''Brien', 'Łukasz', '山田', 'Þórsdóttir', 'Иванова', 'Yıldız', 'Dupont')),
       ELT(1 + n % 10, 'CH', 'DE', 'IT', 'ES', 'FR', 'JP', 'US', 'GB', 'PL', 'NO'),
       IF(n % 4 = 0, NULL, CONCAT('+41 44 ', LPAD(n * 7919 % 10000000, 7, '0'))),
       n * 37 % 5000,
       n % 3 = 0,
       IF(n % 6 = 0, NULL, DATE_ADD('1950-01-01', INTERVAL n * 83 % 18000 DAY)),
       TIMESTAMPADD(MICROSECOND, n * 104729 % 1000000, TIMESTAMPADD(SECOND, n * 86399, '2024-01-01 00:00:00')),
       TIMESTAMPADD(MICROSECOND, n * 104729 % 1000000, TIMESTAMPADD(SECOND, n * 86399, '2024-01-01 00:00:00'))
FROM number;

INSERT INTO orders (id, order_number, customer_id, customer_email, status, total, currency, shipping_address, notes, created_at, updated_at)
WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 1200)
SELECT n,
       CONCAT('ON-2025-', LPAD(n, 6, '0')),
       c.id,
       c.email,
       ELT(1 + n % 11, 'NEW', 'PAID', 'PAID', 'SHIPPED', 'SHIPPED', 'DELIVERED', 'DELIVERED', 'DELIVERED', 'DELIVERED', 'NEW', 'CANCELLED'),
       0,
       ELT(1 + n % 7, 'EUR', 'CHF', 'EUR', 'USD', 'GBP', 'EUR', 'JPY'),
       CASE n % 9
         WHEN 0 THEN JSON_OBJECT('name', c.full_name, 'street', 'Bahnhofstrasse 21', 'city', 'Zürich', 'zip', '8001', 'country', 'CH')
         WHEN 1 THEN JSON_OBJECT('name', c.full_name, 'street', 'Karl-Liebknecht-Straße 5', 'city', 'Köln', 'zip', '50667', 'country', 'DE')
         WHEN 2 THEN JSON_OBJECT('name', c.full_name, 'street', 'Calle Núñez de Balboa 114', 'city', 'Málaga', 'zip', '29001', 'country', 'ES', 'floor', 3)
         WHEN 3 THEN JSON_OBJECT('name', c.full_name, 'street', '銀座4丁目', 'city', '東京', 'zip', '104-0061', 'country', 'JP')
         WHEN 4 THEN JSON_OBJECT('name', c.full_name, 'street', 'Rue de l’Église 8', 'city', 'Orléans', 'zip', '45000', 'country', 'FR', 'geo', JSON_OBJECT('lat', 47.9027, 'lon', 1.9086))
         WHEN 5 THEN JSON_OBJECT('name', c.full_name, 'street', 'ul. Świętojańska 44', 'city', 'Gdańsk', 'zip', '80-840', 'country', 'PL', 'parcel_locker', TRUE)
         WHEN 6 THEN JSON_OBJECT('name', c.full_name, 'street', '1600 "Old Mill" Rd\\Unit B', 'city', 'Springfield', 'zip', '01101', 'country', 'US', 'instructions', JSON_ARRAY('ring twice', 'beware of the dog 🐕'))
         WHEN 7 THEN JSON_OBJECT('name', c.full_name, 'street', 'Via Garibaldi 3', 'city', 'Forlì', 'zip', '47121', 'country', 'IT', 'company', NULL)
         ELSE JSON_OBJECT('name', c.full_name, 'street', 'Ærøgade 12', 'city', 'Ærøskøbing', 'zip', '5970', 'country', 'DK')
       END,
       CASE
         WHEN n % 5 IN (1, 2) THEN NULL
         WHEN n % 100 = 0 THEN REPEAT('Please deliver between nine and noon, and leave nothing at the door. ', 60)
         WHEN n % 10 = 0 THEN ''
         ELSE ELT(1 + n % 6, 'Gift wrap, please.', 'Bitte beim Nachbarn klingeln.', 'Fragile: «Vorsicht, Glas!»', 'Second attempt.\nFirst one was refused.', 'Danke! 🎁', 'Invoice to the company''s address.')
       END,
       TIMESTAMPADD(MICROSECOND, n * 15485863 % 1000000, TIMESTAMPADD(SECOND, n * 26113, '2025-01-02 08:00:00')),
       TIMESTAMPADD(MICROSECOND, n * 32452843 % 1000000, TIMESTAMPADD(SECOND, n * 26113 + n * 7919 % 864000, '2025-01-02 08:00:00'))
FROM number JOIN customers c ON c.id = 1 + n * 7 % 320;

INSERT INTO order_items (order_id, sku, title, quantity, unit_price)
WITH RECURSIVE line (l) AS (SELECT 0 UNION ALL SELECT l + 1 FROM line WHERE l < 4)
SELECT o.id,
       CONCAT('SKU-', LPAD((o.id * 5 + l * 11) % 40, 4, '0')),
       ELT(1 + (o.id * 5 + l * 11) % 10, 'Moka pot, 3 cups', 'Crème brûlée torch', 'Wool blanket', 'Fountain pen, 0.5 mm', 'Bicycle bell', 'Tea kettle, 1.2 l', 'Notebook, A5, dotted', 'Hand grinder', 'Rain jacket', 'Desk lamp'),
       1 + (o.id + l) % 3,
       IF(o.currency = 'JPY', 500 + (o.id * 131 + l * 977) % 20000, 4.95 + (o.id * 131 + l * 977) % 20000 / 100)
FROM orders o JOIN line ON l <= o.id % 5
ORDER BY o.id, l;

UPDATE orders o
JOIN (SELECT order_id, SUM(quantity * unit_price) AS total FROM order_items GROUP BY order_id) i ON i.order_id = o.id
SET o.total = i.total, o.updated_at = o.updated_at;

INSERT INTO payments (order_id, method, amount, currency, reference, paid_at)
SELECT o.id, ELT(1 + o.id % 4, 'CARD', 'INVOICE', 'PAYPAL', 'TWINT'), o.total, o.currency, UNHEX(MD5(o.order_number)), TIMESTAMPADD(MINUTE, 1 + o.id % 240, o.created_at)
FROM orders o
WHERE o.status IN ('PAID', 'SHIPPED', 'DELIVERED')
ORDER BY o.id;
