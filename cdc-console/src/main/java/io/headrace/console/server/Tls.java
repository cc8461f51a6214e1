package io.headrace.console.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS as an {@link Credentials} wants it. */
final class Tls {

    private Tls() {}

    /** @return null when Java's own trust is enough */
    static @Nullable SSLContext of(Credentials access) {
        if (access.ca() == null && access.keystore() == null) {
            return null;
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(access), trust(access.ca()), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For plain HTTP: a client without a context of its own reads all of Java's certificates first. */
    static SSLContext none() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[0], new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TrustManager @Nullable [] trust(@Nullable Path ca) {
        if (ca == null) {
            return null;
        }
        try (InputStream pem = Files.newInputStream(ca)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw new Problem(
                    Problem.Kind.USAGE, "ca needs a PEM file with certificates; " + ca + " is not a readable one.", e);
        }
    }

    private static KeyManager @Nullable [] keys(Credentials access) {
        Path keystore = access.keystore();
        if (keystore == null) {
            return null;
        }
        char[] password = (access.keystorePassword() == null ? "" : access.keystorePassword()).toCharArray();
        try (InputStream file = Files.newInputStream(keystore)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, password);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, password);
            return factory.getKeyManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    "keystore needs a PKCS #12 file and keystore-password its password; " + keystore
                            + " can't be opened with it.",
                    e);
        }
    }
}
