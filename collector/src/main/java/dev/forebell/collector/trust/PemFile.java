package dev.forebell.collector.trust;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** PEM text, read and written. */
final class PemFile {
  private static final long LARGEST = 1 << 20;

  private PemFile() {}

  static List<X509Certificate> certificates(Path file) throws TrustProblem {
    List<X509Certificate> found = new ArrayList<>();
    for (Object entry : entries(file)) {
      if (entry instanceof X509CertificateHolder holder) {
        try {
          found.add(new JcaX509CertificateConverter().getCertificate(holder));
        } catch (CertificateException e) {
          throw new TrustProblem(file + ": a certificate cannot be read", e);
        }
      }
    }
    if (found.isEmpty()) {
      throw new TrustProblem(
          file + ": no certificate in it; expected PEM, -----BEGIN CERTIFICATE-----");
    }
    return found;
  }

  static PrivateKey key(Path file) throws TrustProblem {
    for (Object entry : entries(file)) {
      Optional<PrivateKey> key = key(entry, file);
      if (key.isPresent()) {
        return key.get();
      }
    }
    throw new TrustProblem(
        file + ": no private key in it; expected PEM, -----BEGIN PRIVATE KEY-----");
  }

  private static Optional<PrivateKey> key(Object entry, Path file) throws TrustProblem {
    JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
    try {
      return switch (entry) {
        case PEMKeyPair pair -> Optional.of(converter.getPrivateKey(pair.getPrivateKeyInfo()));
        case PrivateKeyInfo info -> Optional.of(converter.getPrivateKey(info));
        case PEMEncryptedKeyPair _, PKCS8EncryptedPrivateKeyInfo _ ->
            throw new TrustProblem(
                file
                    + ": the private key is encrypted, and nobody is there to give its password;"
                    + " expected a plain one that only the collector may read");
        default -> Optional.empty();
      };
    } catch (PEMException e) {
      throw new TrustProblem(file + ": the private key cannot be read", e);
    }
  }

  private static List<Object> entries(Path file) throws TrustProblem {
    List<Object> entries = new ArrayList<>();
    try {
      if (Files.size(file) > LARGEST) {
        throw new TrustProblem(file + ": too large for a PEM file");
      }
      try (PEMParser parser = new PEMParser(new StringReader(Files.readString(file)))) {
        Optional<Object> next = Optional.ofNullable(parser.readObject());
        while (next.isPresent()) {
          entries.add(next.get());
          next = Optional.ofNullable(parser.readObject());
        }
      }
      return entries;
    } catch (IOException e) {
      throw new TrustProblem(file + ": cannot be read as PEM", e);
    }
  }

  static String text(List<X509Certificate> certificates) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter out = new JcaPEMWriter(text)) {
      for (X509Certificate certificate : certificates) {
        out.writeObject(certificate);
      }
    } catch (IOException e) {
      throw new IllegalStateException("PEM in memory", e);
    }
    return text.toString();
  }

  /** PKCS#8, whatever the key came in. */
  static String text(PrivateKey key) {
    StringWriter text = new StringWriter();
    try (PemWriter out = new PemWriter(text)) {
      out.writeObject(new PemObject("PRIVATE KEY", key.getEncoded()));
    } catch (IOException e) {
      throw new IllegalStateException("PEM in memory", e);
    }
    return text.toString();
  }

  /** Replaces the file as a whole, readable by its owner only. */
  static void write(Path file, String text) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(next);
    if (next.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.write(
        next,
        text.getBytes(StandardCharsets.US_ASCII),
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.DSYNC);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
