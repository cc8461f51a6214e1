package io.headrace.search;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A server's certificate that an authority of our own has signed, made with the JDK's keytool. */
final class Certificates {
    static final String PASSWORD = "changeit";

    private final Path folder;

    private Certificates(Path folder) {
        this.folder = folder;
    }

    /** @param names the subject alternative names, such as dns:localhost */
    static Certificates in(Path folder, String names) throws IOException, InterruptedException {
        Certificates made = new Certificates(folder);
        made.keytool("-genkeypair -alias ca -keystore ca.p12 -keyalg EC -dname CN=Authority -ext bc:c -validity 30");
        made.keytool("-genkeypair -alias server -keystore server.p12 -keyalg EC -dname CN=Server -validity 30");
        made.keytool("-certreq -alias server -keystore server.p12 -file server.csr");
        made.keytool("-gencert -alias ca -keystore ca.p12 -infile server.csr -outfile server.cer -validity 30 -ext san="
                + names);
        made.keytool("-exportcert -alias ca -keystore ca.p12 -file ca.cer");
        made.keytool("-importcert -noprompt -alias ca -keystore server.p12 -file ca.cer");
        made.keytool("-importcert -noprompt -alias server -keystore server.p12 -file server.cer");
        made.keytool("-importcert -noprompt -alias ca -keystore trust.p12 -file ca.cer");
        return made;
    }

    private void keytool(String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
        Command.run(folder, command);
    }

    Path trustStore() {
        return folder.resolve("trust.p12");
    }

    /** The authority's certificate as PEM text on one line, as a connector's JSON would have it. */
    String pem() throws IOException {
        byte[] certificate = Files.readAllBytes(folder.resolve("ca.cer"));
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate)
                + "\n-----END CERTIFICATE-----";
    }

    Path serverStore() {
        return folder.resolve("server.p12");
    }

    SSLContext context() {
        try {
            KeyStore store = store(serverStore());
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** That of a client which trusts the authority, and nobody else. */
    SSLContext trust() {
        try {
            TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(store(trustStore()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trusted.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore store(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return store;
        }
    }
}
