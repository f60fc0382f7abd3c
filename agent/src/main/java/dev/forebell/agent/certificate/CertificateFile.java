package dev.forebell.agent.certificate;

import dev.forebell.common.model.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A file with certificates: PEM (one or several), DER, or a PKCS #12 store.
 *
 * @param password of the store; without it a store that is not locked can be read
 */
public record CertificateFile(Path path, Optional<Secret> password) {
  private static final long LARGEST = 4 << 20;

  /**
   * Those in it, in their order.
   *
   * @throws IOException if it cannot be read or holds none
   */
  Certificates read() throws IOException {
    if (Files.size(path) > LARGEST) {
      throw new IOException(path + " is larger than 4 MiB");
    }
    byte[] bytes = Files.readAllBytes(path);
    try {
      List<X509Certificate> found = isStore() ? ofStore(bytes) : ofText(bytes);
      if (found.isEmpty()) {
        throw new IOException(path + " holds no certificate");
      }
      return new Certificates(found);
    } catch (GeneralSecurityException e) {
      throw new IOException(path + " holds no certificate that can be read: " + e.getMessage(), e);
    }
  }

  private boolean isStore() {
    return path.toString().matches("(?i).*\\.(p12|pfx|pkcs12)");
  }

  private static List<X509Certificate> ofText(byte[] bytes) throws GeneralSecurityException {
    Collection<? extends Certificate> all =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(bytes));
    return all.stream().map(X509Certificate.class::cast).toList();
  }

  private List<X509Certificate> ofStore(byte[] bytes) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    char[] word = password.map(secret -> secret.reveal().toCharArray()).orElse(new char[0]);
    store.load(new ByteArrayInputStream(bytes), word);
    List<X509Certificate> found = new ArrayList<>();
    for (String alias : java.util.Collections.list(store.aliases())) {
      Certificate[] chain = store.getCertificateChain(alias);
      Certificate[] one = chain == null ? new Certificate[] {store.getCertificate(alias)} : chain;
      for (Certificate certificate : one) {
        if (certificate instanceof X509Certificate x509) {
          found.add(x509);
        }
      }
    }
    return found;
  }
}
