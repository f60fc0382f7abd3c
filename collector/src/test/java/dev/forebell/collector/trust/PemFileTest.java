package dev.forebell.collector.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Key files as OpenSSL and companies' authorities write them. */
class PemFileTest {
  @TempDir private Path folder;

  private static KeyPair pair(String algorithm, int size) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(size, new SecureRandom());
    return generator.generateKeyPair();
  }

  private static String pem(Object object) throws Exception {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter out = new JcaPEMWriter(text)) {
      out.writeObject(object);
    }
    return text.toString();
  }

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("a.key"), text);
  }

  /** As {@code openssl ecparam -genkey} writes it: the curve once alone, then inside the key. */
  private static String openSsl(ECPrivateKey key) throws Exception {
    var inside =
        new org.bouncycastle.asn1.sec.ECPrivateKey(256, key.getS(), SECObjectIdentifiers.secp256r1);
    return pem(new PemObject("EC PARAMETERS", SECObjectIdentifiers.secp256r1.getEncoded()))
        + pem(new PemObject("EC PRIVATE KEY", inside.getEncoded()));
  }

  private static BigInteger secret(PrivateKey key) {
    return switch (key) {
      case ECPrivateKey curve -> curve.getS();
      case RSAPrivateKey rsa -> rsa.getPrivateExponent();
      default -> throw new AssertionError(key.getAlgorithm());
    };
  }

  @Test
  void bothFormsOfAKeyAreRead() throws Exception {
    PrivateKey rsa = pair("RSA", 2_048).getPrivate();
    PrivateKey curve = pair("EC", 256).getPrivate();
    for (var written : Map.of(rsa, pem(rsa), curve, openSsl((ECPrivateKey) curve)).entrySet()) {
      PrivateKey key = written.getKey();
      String traditional = written.getValue();
      assertTrue(traditional.contains("BEGIN " + key.getAlgorithm() + " PRIVATE KEY"));
      String bag = "Bag Attributes\n  friendlyName: collector\n" + traditional;
      for (String text : List.of(traditional, PemFile.text(key), bag)) {
        assertEquals(secret(key), secret(PemFile.key(file(text))), text.lines().findFirst().get());
      }
    }
  }

  @Test
  void anEncryptedKeyIsRefusedWithTheRemedy() throws Exception {
    JceOpenSSLPKCS8EncryptorBuilder encryptor =
        new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
            .setProvider(new BouncyCastleProvider());
    encryptor.setPassword("secret".toCharArray());
    Path encrypted =
        file(pem(new JcaPKCS8Generator(pair("EC", 256).getPrivate(), encryptor.build())));
    String said = assertThrows(TrustProblem.class, () -> PemFile.key(encrypted)).getMessage();
    assertTrue(said.startsWith(encrypted + ": the private key is encrypted"), said);
    assertTrue(said.contains("expected a plain one"), said);
  }

  @Test
  void whatIsNoKeyNamesTheFile() throws Exception {
    for (String text : new String[] {"", "hello", pem(pair("EC", 256).getPublic())}) {
      Path file = file(text);
      String said = assertThrows(TrustProblem.class, () -> PemFile.key(file)).getMessage();
      assertEquals(
          file + ": no private key in it; expected PEM, -----BEGIN PRIVATE KEY-----", said);
    }
    Path huge = Files.write(folder.resolve("huge"), new byte[(1 << 20) + 1]);
    assertTrue(
        assertThrows(TrustProblem.class, () -> PemFile.key(huge))
            .getMessage()
            .contains("too large"));
    Path missing = folder.resolve("missing");
    assertTrue(
        assertThrows(TrustProblem.class, () -> PemFile.key(missing))
            .getMessage()
            .contains(missing.toString()));
  }

  @Test
  void aFileIsReplacedWholeAndForItsOwnerAlone() throws Exception {
    Path file = Files.writeString(folder.resolve("old"), "old, for all to read");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Files.writeString(folder.resolve("old.new"), "left by a crash");
    PemFile.write(file, "new");
    assertEquals("new", Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    try (var left = Files.list(folder)) {
      assertEquals(1, left.count());
    }
  }
}
