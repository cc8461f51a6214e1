package io.headrace.bench.sink;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;

/** Flat JSON documents of about 400 bytes. The same key and round always make the same document. Stateless. */
final class SinkDocuments {

    private static final String[] STATES = {"NEW", "PAID", "PACKED", "SHIPPED", "DELIVERED", "RETURNED"};
    private static final String[] CITIES = {"Zürich", "Lausanne", "Praha", "Łódź", "Porto", "Graz", "Aarhus", "Gent"};
    private static final String[] WORDS = {
        "leave",
        "with",
        "the",
        "neighbour",
        "ring",
        "twice",
        "before",
        "noon",
        "gift",
        "wrap",
        "fragile",
        "heavy",
        "second",
        "floor",
        "call",
        "ahead",
        "back",
        "door",
        "after",
        "work"
    };

    private SinkDocuments() {}

    /** The mapping that the documents are indexed with: every field by name, as a shop would have it. */
    static String mapping() {
        return """
                {"dynamic":"strict","properties":{"id":{"type":"long"},"order_number":{"type":"keyword"},
                "customer_id":{"type":"long"},"customer_email":{"type":"keyword"},"status":{"type":"keyword"},
                "total":{"type":"double"},"items":{"type":"integer"},"paid":{"type":"boolean"},
                "currency":{"type":"keyword"},"city":{"type":"keyword"},"street":{"type":"keyword"},
                "notes":{"type":"text"},"created_at":{"type":"date"},"updated_at":{"type":"date"}}}""";
    }

    static byte[] json(int key, int round) {
        SplittableRandom random = new SplittableRandom(key * 31L + round);
        StringBuilder json = new StringBuilder(480);
        int customer = random.nextInt(50_000);
        json.append("{\"id\":").append(key);
        json.append(",\"order_number\":\"ON-").append(100_000_000 + key).append('"');
        json.append(",\"customer_id\":").append(customer);
        json.append(",\"customer_email\":\"customer").append(customer).append("@shop.example.com\"");
        json.append(",\"status\":\"").append(STATES[random.nextInt(STATES.length)]);
        json.append("\",\"total\":").append(random.nextInt(100_000)).append('.').append(1 + random.nextInt(9));
        json.append(",\"items\":").append(1 + random.nextInt(9));
        json.append(",\"paid\":").append(random.nextBoolean());
        json.append(",\"currency\":\"EUR\",\"city\":\"").append(CITIES[random.nextInt(CITIES.length)]);
        json.append("\",\"street\":\"").append(1 + random.nextInt(400)).append(" Mill Race Lane\",\"notes\":\"");
        for (int word = 0; word < 9; word++) {
            json.append(word == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        json.append("\",\"created_at\":\"").append(instant(random));
        json.append("\",\"updated_at\":\"").append(instant(random)).append("\"}");
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String instant(SplittableRandom random) {
        return String.format(
                Locale.ROOT,
                "2026-%02d-%02dT%02d:%02d:%02d.%06dZ",
                1 + random.nextInt(12),
                1 + random.nextInt(28),
                random.nextInt(24),
                random.nextInt(60),
                random.nextInt(60),
                random.nextInt(1_000_000));
    }
}
