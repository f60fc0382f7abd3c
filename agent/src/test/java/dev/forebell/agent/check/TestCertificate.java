package dev.forebell.agent.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A self-signed certificate, made by the JDK's own tool. */
public record TestCertificate(Path store) {
  public static final String PASSWORD = "not-secret";

  /**
   * Makes one for the address 127.0.0.1.
   *
   * @param days until it expires
   */
  public static TestCertificate make(Path folder, String name, int days)
      throws IOException, InterruptedException {
    Path store = folder.resolve(name + "-" + days + ".p12");
    Files.deleteIfExists(store);
    run(
        "-genkeypair",
        "-alias",
        "one",
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name + ", O=Test",
        "-ext",
        "SAN=IP:127.0.0.1,DNS:localhost",
        "-validity",
        Integer.toString(days),
        "-storetype",
        "PKCS12",
        "-keystore",
        store.toString(),
        "-storepass",
        PASSWORD);
    return new TestCertificate(store);
  }

  /** The certificate alone, as PEM. */
  public Path pem(Path file) throws IOException, InterruptedException {
    run(
        "-exportcert",
        "-alias",
        "one",
        "-rfc",
        "-keystore",
        store.toString(),
        "-storepass",
        PASSWORD,
        "-file",
        file.toString());
    return file;
  }

  SSLContext serving() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (var stream = Files.newInputStream(store)) {
      keys.load(stream, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  private static void run(String... words) throws IOException, InterruptedException {
    java.util.List<String> command =
        new java.util.ArrayList<>(
            java.util.List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(java.util.List.of(words));
    Process tool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (tool.waitFor() != 0) {
      throw new IOException("keytool ended with " + tool.exitValue());
    }
  }
}
