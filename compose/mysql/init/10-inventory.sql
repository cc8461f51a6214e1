-- The demo database: its tables. Read by the mysql container's entrypoint and by the local stack.
CREATE DATABASE IF NOT EXISTS inventory CHARACTER SET utf8mb4;
USE inventory;

CREATE TABLE customers (
  id BIGINT NOT NULL AUTO_INCREMENT,
  email VARCHAR(255) NOT NULL,
  full_name VARCHAR(200) NOT NULL,
  country CHAR(2) NOT NULL,
  phone VARCHAR(32) NULL,
  loyalty_points INT UNSIGNED NOT NULL DEFAULT 0,
  newsletter TINYINT(1) NOT NULL DEFAULT 0,
  birthday DATE NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  PRIMARY KEY (id),
  UNIQUE KEY customers_email (email)
);

CREATE TABLE orders (
  id BIGINT NOT NULL AUTO_INCREMENT,
  order_number VARCHAR(32) NOT NULL,
  customer_id BIGINT NOT NULL,
  customer_email VARCHAR(255) NOT NULL,
  status ENUM('NEW','PAID','SHIPPED','DELIVERED','CANCELLED') NOT NULL DEFAULT 'NEW',
  total DECIMAL(12,2) NOT NULL,
  currency CHAR(3) NOT NULL,
  shipping_address JSON NOT NULL,
  notes TEXT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  PRIMARY KEY (id),
  UNIQUE KEY orders_order_number (order_number),
  KEY orders_customer (customer_id),
  CONSTRAINT orders_of_customer FOREIGN KEY (customer_id) REFERENCES customers (id)
);

-- Rows that a foreign key deletes by cascade are missing from the binlog, so no key here cascades.
CREATE TABLE order_items (
  id BIGINT NOT NULL AUTO_INCREMENT,
  order_id BIGINT NOT NULL,
  sku VARCHAR(32) NOT NULL,
  title VARCHAR(200) NOT NULL,
  quantity INT UNSIGNED NOT NULL,
  unit_price DECIMAL(10,2) NOT NULL,
  PRIMARY KEY (id),
  KEY order_items_order (order_id),
  CONSTRAINT order_items_of_order FOREIGN KEY (order_id) REFERENCES orders (id)
);

CREATE TABLE payments (
  id BIGINT NOT NULL AUTO_INCREMENT,
  order_id BIGINT NOT NULL,
  method ENUM('CARD','INVOICE','PAYPAL','TWINT') NOT NULL,
  amount DECIMAL(12,2) NOT NULL,
  currency CHAR(3) NOT NULL,
  reference BINARY(16) NOT NULL,
  paid_at DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  KEY payments_order (order_id),
  CONSTRAINT payments_of_order FOREIGN KEY (order_id) REFERENCES orders (id)
);
