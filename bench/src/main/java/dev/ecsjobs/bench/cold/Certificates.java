package dev.ecsjobs.bench.cold;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for this machine's loopback address, and the lists of authorities that make others
 * trust it: the JDK's own and boto's own with one more, so that reading them costs what it costs.
 *
 * @param authority the certificate in PEM
 * @param trustStore the JDK's authorities and this one
 */
record Certificates(Path authority, Path trustStore, SSLContext server) {
  private static final String PASSWORD = "changeit";

  static Certificates make(Path folder) throws IOException, InterruptedException {
    var authority = folder.resolve("authority.p12");
    var server = folder.resolve("server.p12");
    var pem = folder.resolve("authority.pem");
    keytool(authority, "-genkeypair", "-dname", "CN=bench", "-ext", "bc:c");
    keytool(authority, "-exportcert", "-rfc", "-file", pem.toString());
    keytool(server, "-genkeypair", "-dname", "CN=localhost");
    var request = folder.resolve("request");
    keytool(server, "-certreq", "-file", request.toString());
    var signed = folder.resolve("signed.pem");
    keytool(
        authority,
        "-gencert",
        "-rfc",
        "-ext",
        "san=ip:127.0.0.1,dns:localhost",
        "-infile",
        request.toString(),
        "-outfile",
        signed.toString());
    keytool(server, "-importcert", "-alias", "bench", "-file", pem.toString());
    keytool(server, "-importcert", "-file", signed.toString());
    var trust = folder.resolve("cacerts");
    var cacerts = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
    Files.copy(cacerts, trust, StandardCopyOption.REPLACE_EXISTING);
    keytool(trust, "-importcert", "-alias", "bench", "-file", pem.toString());
    return new Certificates(pem, trust, context(server));
  }

  private static void keytool(Path store, String command, String... arguments)
      throws IOException, InterruptedException {
    var always =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            command,
            "-noprompt",
            "-keystore",
            store.toString(),
            "-storepass",
            PASSWORD);
    var key =
        command.equals("-genkeypair")
            ? List.of("-keyalg", "RSA", "-keysize", "2048", "-validity", "30")
            : List.<String>of();
    var all = Stream.of(always, key, List.of(arguments)).flatMap(List::stream).toList();
    var process = new ProcessBuilder(all).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", all) + ": " + said);
    }
  }

  private static SSLContext context(Path store) throws IOException {
    try (var file = new FileInputStream(store.toFile())) {
      var keys = KeyStore.getInstance("PKCS12");
      keys.load(file, PASSWORD.toCharArray());
      var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, PASSWORD.toCharArray());
      var context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** How a JVM is told to trust it. */
  List<String> jvmFlags() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + trustStore,
        "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }
}
