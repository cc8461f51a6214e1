package io.headrace.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.stack.LocalStack;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What each row of a demo table must look like as a document. MySQL itself writes the expected JSON, so that no conversion
 * of ours is trusted; times are compared as texts with six digits in UTC.
 */
enum ExpectedDocuments {
    CUSTOMERS("customers", """
            'id', id, 'email', email, 'full_name', full_name, 'country', country, 'phone', phone,
            'loyalty_points', loyalty_points, 'newsletter', CAST(IF(newsletter <> 0, 'true', 'false') AS JSON),
            'birthday', DATE_FORMAT(birthday, '%Y-%m-%d'), 'created_at', DATE_FORMAT(created_at, '%Y-%m-%dT%H:%i:%s.%fZ'),
            'updated_at', DATE_FORMAT(updated_at, '%Y-%m-%dT%H:%i:%s.%fZ')
            """),
    ORDERS("orders", """
            'id', id, 'order_number', order_number, 'customer_id', customer_id, 'customer_email', customer_email,
            'status', status, 'total', total, 'currency', currency, 'shipping_address', shipping_address, 'notes', notes,
            'created_at', DATE_FORMAT(created_at, '%Y-%m-%dT%H:%i:%s.%fZ'),
            'updated_at', DATE_FORMAT(updated_at, '%Y-%m-%dT%H:%i:%s.%fZ')
            """),
    ORDER_ITEMS("order_items", """
            'id', id, 'order_id', order_id, 'sku', sku, 'title', title, 'quantity', quantity, 'unit_price', unit_price
            """),
    PAYMENTS("payments", """
            'id', id, 'order_id', order_id, 'method', method, 'amount', amount, 'currency', currency,
            'reference', BIN_TO_UUID(reference), 'paid_at', DATE_FORMAT(paid_at, '%Y-%m-%dT%H:%i:%s.%fZ')
            """);

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static final List<String> TOKENISED = List.of("email", "customer_email");

    private final String table;
    private final String columns;

    ExpectedDocuments(String table, String columns) {
        this.table = table;
        this.columns = columns;
    }

    String table() {
        return table;
    }

    /** By id; the session must be in UTC. */
    Map<String, JsonNode> read(Connection mysql) throws SQLException {
        Map<String, JsonNode> documents = new TreeMap<>();
        try (ResultSet rows =
                mysql.createStatement().executeQuery("SELECT id, JSON_OBJECT(" + columns + ") FROM " + table)) {
            while (rows.next()) {
                ObjectNode document = (ObjectNode) JSON.readTree(rows.getString(2));
                TOKENISED.stream()
                        .filter(document::has)
                        .forEach(field ->
                                document.put(field, token(document.get(field).asText())));
                documents.put(rows.getString(1), document);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return documents;
    }

    private static String token(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(LocalStack.tokenKey().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] digest = mac.doFinal(text.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            return "k1." + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
