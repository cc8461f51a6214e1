package io.headrace.console.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A column whose documents hold HMAC-SHA-256 of its text under a key, so that the text itself is never indexed. */
public final class TokenRule implements ValueRule {

    /** How the digest is written. */
    public enum Encoding {
        HEX,
        BASE64URL
    }

    /** What is done to the text before it is digested. */
    public enum Normalize {
        NONE,
        LOWER,
        TRIM_LOWER
    }

    private final SecretKeySpec key;
    private final String prefix;
    private final Encoding encoding;
    private final Normalize normalize;

    /** @param prefix what stands before the digest, with its separator; empty for nothing */
    public TokenRule(byte[] key, String prefix, Encoding encoding, Normalize normalize) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
        this.prefix = prefix;
        this.encoding = encoding;
        this.normalize = normalize;
    }

    @Override
    public boolean same(String text, JsonNode value) {
        return value.isTextual() && value.textValue().equals(of(text));
    }

    private String of(String text) {
        String normal = switch (normalize) {
            case NONE -> text;
            case LOWER -> text.toLowerCase(Locale.ROOT);
            case TRIM_LOWER -> text.strip().toLowerCase(Locale.ROOT);
        };
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] digest = mac.doFinal(normal.getBytes(StandardCharsets.UTF_8));
            return prefix
                    + (encoding == Encoding.HEX
                            ? HexFormat.of().formatHex(digest)
                            : Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java runtime has HmacSHA256", e);
        }
    }
}
