package io.moodstream.launcher.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * An authority and the certificates of a broker on localhost, made by the JDK's keytool for one test run, in the format
 * PEM.
 */
final class Certificates {
    private static final String PASSWORD = "keys of one test run";
    private static final String NAME = "CN=moodstream tests";
    private static final String LOCALHOST = "san=dns:localhost,ip:127.0.0.1";

    private final Path folder;

    private Certificates(Path folder) {
        this.folder = folder;
    }

    /** Makes the authority's certificate and the broker's key. */
    static Certificates make(Path folder) throws IOException, InterruptedException {
        Certificates made = new Certificates(Files.createDirectories(folder));
        made.newKey("authority", "-ext", "bc:c");
        made.newKey("broker");
        made.keytool("authority", "-exportcert", "-rfc", "-file", made.authority());
        made.keytool("broker", "-certreq", "-file", made.folder.resolve("broker.csr"));
        return made;
    }

    /** Returns the file of the authority's certificate, which clients trust. */
    Path authority() {
        return folder.resolve("authority.pem");
    }

    /** Returns a file with the broker's key and a certificate for localhost that is valid now. */
    Path valid() throws Exception {
        return signed("valid", "-validity", "2", "-ext", LOCALHOST);
    }

    /** Returns a file with the broker's key and a certificate for localhost that has expired yesterday. */
    Path expired() throws Exception {
        return signed("expired", "-startdate", "-2d", "-validity", "1", "-ext", LOCALHOST);
    }

    /** Returns a file with the broker's key and a certificate for another host. */
    Path elsewhere() throws Exception {
        return signed("elsewhere", "-validity", "2", "-ext", "san=dns:elsewhere.example");
    }

    /** Returns the file of a certificate that signs nothing. */
    Path other() {
        return folder.resolve("elsewhere.crt");
    }

    private Path signed(String name, String... how) throws Exception {
        Path certificate = folder.resolve(name + ".crt");
        List<Object> words = new ArrayList<>(
                List.of("-gencert", "-rfc", "-infile", folder.resolve("broker.csr"), "-outfile", certificate));
        words.addAll(List.of(how));
        keytool("authority", words.toArray());
        Path file = folder.resolve(name + ".pem");
        return Files.writeString(file, key() + Files.readString(certificate));
    }

    private String key() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("broker.p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        byte[] key = store.getKey("broker", PASSWORD.toCharArray()).getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n";
    }

    private void newKey(String name, Object... more) throws IOException, InterruptedException {
        List<Object> words = new ArrayList<>(List.of("-genkeypair", "-keyalg", "EC", "-dname", NAME + " " + name));
        words.addAll(List.of(more));
        keytool(name, words.toArray());
    }

    private void keytool(String store, Object... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-Xshare:auto",
                "-keystore",
                folder.resolve(store + ".p12").toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                store));
        List.of(words).forEach(word -> command.add(word.toString()));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
    }
}
