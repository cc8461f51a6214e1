package io.headrace.console.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * A key and a certificate for 127.0.0.1 that nobody trusts without being told, made by the JDK's own tool.
 *
 * @param keystore PKCS #12, opened with {@link #PASSWORD}
 * @param pem the certificate alone
 */
public record OwnCertificate(Path keystore, Path pem) {
    public static final String PASSWORD = "changeit";

    public static OwnCertificate in(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "one",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-ext",
                        "bc:c",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        if (!keytool.waitFor(2, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
            throw new IllegalStateException("keytool has made no certificate");
        }
        String base64 = Base64.getMimeEncoder()
                .encodeToString(KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray())
                        .getCertificate("one")
                        .getEncoded());
        Path pem = Files.writeString(
                folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
        return new OwnCertificate(store, pem);
    }
}
