package io.headrace.transforms.text;

import io.headrace.transforms.field.Conversion;
import io.headrace.transforms.field.Schemas;
import io.headrace.transforms.field.TypedConversion;
import io.headrace.transforms.field.ValueStep;
import io.headrace.transforms.path.FieldLocation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a value by a keyed token, its HMAC-SHA-256: equal values have equal tokens in every table, and nobody without the
 * key can try values out. Whole numbers count as their decimal text.
 *
 * <p>Called by any thread; each has a MAC of its own. The key appears in no message and no toString.
 */
public final class TokenStep implements ValueStep {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String NEEDED = "text, a whole number or bytes";

    private final ThreadLocal<Mac> macs;
    private final String prefix;
    private final TokenEncoding encoding;
    private final Normalization normalization;
    private final Conversion tokens = this::token;

    /** @param keyId precedes each token, followed by a dot, so that tokens tell which key made them; may be empty */
    public TokenStep(byte[] key, String keyId, TokenEncoding encoding, Normalization normalization) {
        SecretKeySpec secret = new SecretKeySpec(key, ALGORITHM);
        macs = ThreadLocal.withInitial(() -> mac(secret));
        prefix = keyId.isEmpty() ? "" : keyId + ".";
        this.encoding = encoding;
        this.normalization = normalization;
    }

    @Override
    public TypedConversion compile(Schema schema, FieldLocation location) {
        boolean taken = switch (schema.type()) {
            case STRING -> true;
            case INT8, INT16, INT32, INT64, BYTES -> schema.name() == null;
            default -> false;
        };
        if (!taken) {
            String name = schema.name() == null ? "" : " (" + schema.name() + ")";
            throw notTaken(location, "type " + schema.type() + name);
        }
        return new TypedConversion(Schemas.plain(schema, SchemaBuilder.string()), tokens);
    }

    @Override
    public Object convertSchemaless(Object value, FieldLocation location) {
        Object token = token(value);
        if (token == null) {
            throw notTaken(location, "a " + value.getClass().getSimpleName());
        }
        return token;
    }

    /** Null if values of this type can't be tokenized. */
    private @Nullable Object token(Object value) {
        if (value instanceof String text) {
            return token(normalization.apply(text).getBytes(StandardCharsets.UTF_8));
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return token(value.toString().getBytes(StandardCharsets.UTF_8));
        }
        if (value instanceof byte[] bytes) {
            return token(bytes);
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return token(bytes);
        }
        return null;
    }

    private String token(byte[] value) {
        return prefix.concat(encoding.encode(macs.get().doFinal(value)));
    }

    private static RuntimeException notTaken(FieldLocation location, String found) {
        return location.error(
                NEEDED,
                found,
                "Convert it to one of these before this step, name the fields below it, or drop the field.");
    }

    private static Mac mac(SecretKeySpec secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(ALGORITHM + " must be there in every Java runtime", e);
        }
    }
}
