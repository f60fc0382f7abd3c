package dev.forebell.collector.trust;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The collector's own certificate authority: made at the first start, kept in the data folder. It
 * signs the collector's server certificate, unless that comes from files, and the agents'
 * certificates. It signs nothing else, and no authority below itself.
 */
public final class Authority {
  private static final String SIGNATURE = "SHA256withECDSA";
  private static final Duration LIFE = Duration.ofDays(3_650);

  /** Machines whose clock is somewhat behind must not find a fresh certificate in their future. */
  private static final Duration BACKDATED = Duration.ofDays(1);

  private final PrivateKey key;
  private final X509Certificate certificate;
  private final SecureRandom random;

  private Authority(PrivateKey key, X509Certificate certificate, SecureRandom random) {
    this.key = key;
    this.certificate = certificate;
    this.random = random;
  }

  /**
   * The authority of a folder: what is there, else a new one.
   *
   * @throws TrustProblem if one is there and cannot be used: a new one would shut every agent out
   */
  public static Authority open(Path folder, Instant now) throws IOException, TrustProblem {
    Path keyFile = folder.resolve("authority.key");
    Path certificateFile = folder.resolve("authority.pem");
    SecureRandom random = new SecureRandom();
    if (Files.exists(certificateFile)) {
      X509Certificate certificate = PemFile.certificates(certificateFile).getFirst();
      PrivateKey key = PemFile.key(keyFile);
      KeyMatch.require(keyFile, key, certificateFile, certificate);
      return new Authority(key, certificate, random);
    }
    Files.createDirectories(folder);
    Authority fresh = create(random, now);
    // The key first: a certificate without its key would be refused at the next start.
    PemFile.write(keyFile, PemFile.text(fresh.key));
    PemFile.write(certificateFile, PemFile.text(List.of(fresh.certificate)));
    return fresh;
  }

  private static Authority create(SecureRandom random, Instant now) {
    KeyPair pair = keyPair(random);
    byte[] mark = new byte[4];
    random.nextBytes(mark);
    X500Name name =
        new X500Name("CN=Forebell collector authority " + HexFormat.of().formatHex(mark));
    try {
      JcaX509ExtensionUtils utils = new JcaX509ExtensionUtils();
      X509v3CertificateBuilder builder =
          builder(name, pair.getPublic(), name, now, LIFE, random)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
              .addExtension(
                  Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
              .addExtension(
                  Extension.subjectKeyIdentifier,
                  false,
                  utils.createSubjectKeyIdentifier(pair.getPublic()));
      return new Authority(pair.getPrivate(), sign(builder, pair.getPrivate()), random);
    } catch (GeneralSecurityException | CertIOException e) {
      throw new IllegalStateException("P-256 and SHA-256 are in every Java", e);
    }
  }

  static KeyPair keyPair(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("P-256 is in every Java", e);
    }
  }

  /** Its own certificate: what agents pin, and what the collector asks their certificates for. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** Its own certificate as PEM. */
  public String pem() {
    return PemFile.text(List.of(certificate));
  }

  /**
   * A certificate for the collector's server.
   *
   * @param names DNS names and IP addresses it answers under, at least one
   */
  X509Certificate server(List<String> names, PublicKey key, Instant now, Duration life) {
    GeneralName[] all =
        names.stream()
            .map(name -> new GeneralName(Names.isAddress(name) ? 7 : 2, name))
            .toArray(GeneralName[]::new);
    return issue(
        new X500Name("CN=Forebell collector"),
        key,
        now,
        life,
        KeyPurposeId.id_kp_serverAuth,
        new GeneralNames(all));
  }

  /** A certificate for an agent, which is who it says: its subject is the agent's id. */
  public X509Certificate agent(String agentId, PublicKey key, Instant now, Duration life) {
    GeneralNames id =
        new GeneralNames(
            new GeneralName(
                GeneralName.uniformResourceIdentifier, "urn:forebell:agent:" + agentId));
    return issue(new X500Name("CN=" + agentId), key, now, life, KeyPurposeId.id_kp_clientAuth, id);
  }

  private X509Certificate issue(
      X500Name subject,
      PublicKey subjectKey,
      Instant now,
      Duration life,
      KeyPurposeId purpose,
      GeneralNames names) {
    X500Name issuer = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    try {
      JcaX509ExtensionUtils utils = new JcaX509ExtensionUtils();
      X509v3CertificateBuilder builder =
          builder(issuer, subjectKey, subject, now, life, random)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
              .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
              .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose))
              .addExtension(Extension.subjectAlternativeName, false, names)
              .addExtension(
                  Extension.authorityKeyIdentifier,
                  false,
                  utils.createAuthorityKeyIdentifier(certificate));
      return sign(builder, key);
    } catch (GeneralSecurityException | CertIOException e) {
      throw new IllegalStateException("P-256 and SHA-256 are in every Java", e);
    }
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer,
      PublicKey subjectKey,
      X500Name subject,
      Instant now,
      Duration life,
      SecureRandom random) {
    BigInteger serial = new BigInteger(127, random).setBit(126);
    return new JcaX509v3CertificateBuilder(
        issuer,
        serial,
        Date.from(now.minus(BACKDATED)),
        Date.from(now.plus(life)),
        subject,
        subjectKey);
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key) {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(key)));
    } catch (OperatorCreationException | CertificateException e) {
      throw new IllegalStateException("P-256 and SHA-256 are in every Java", e);
    }
  }
}
