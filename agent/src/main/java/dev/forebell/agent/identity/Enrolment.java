package dev.forebell.agent.identity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.forebell.agent.link.CollectorTrust;
import dev.forebell.agent.link.EnrolCall;
import dev.forebell.agent.link.LinkIdentity;
import dev.forebell.agent.link.LinkSettings;
import dev.forebell.common.model.Secret;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a machine becomes an agent. The key is written before it is sent: if the reply is lost, the
 * next attempt asks with the same key and gets the same answer.
 */
public final class Enrolment {
  private static final String KEY_IN_USE = "key_in_use";
  private static final int NAME_DIGITS = 12;
  private static final int SECRET_BYTES = 32;
  private static final int OK = 200;

  private final IdentityFolder folder;

  /**
   * @param folder where the identity is to stand
   */
  public Enrolment(IdentityFolder folder) {
    this.folder = folder;
  }

  /**
   * What a machine enrols with.
   *
   * @param seat its place in a pool
   * @param bySecret where client certificates cannot pass: a proxy ends TLS
   */
  public record Order(
      LinkSettings collector,
      Optional<Secret> token,
      String hostName,
      Optional<String> seat,
      boolean bySecret) {}

  /** The collector said no; the message is its sentence. */
  public static final class Refused extends IOException {
    private static final long serialVersionUID = 1;

    private final String reason;

    Refused(String reason, String text) {
      super(text);
      this.reason = reason;
    }
  }

  /**
   * Enrols with a token; blocks.
   *
   * @throws Refused if the collector does not want it
   * @throws IOException with a sentence for the user, if it did not come to an answer
   */
  public IdentityFolder.Kept withToken(Order order) throws IOException {
    Secret token = order.token().orElseThrow();
    return enrol(order, "enrol " + token.reveal());
  }

  /** Enrols as a host of its own while holding the identity of the machine it is a copy of. */
  IdentityFolder.Kept asCopyOf(String original, Order order) throws IOException {
    return enrol(order, "clone " + original);
  }

  private IdentityFolder.Kept enrol(Order order, String purpose) throws IOException {
    try {
      return attempt(order, purpose);
    } catch (Refused refused) {
      if (!refused.reason.equals(KEY_IN_USE)) {
        throw refused;
      }
      // The key came with a copied disk, or from an enrolment at another place: this machine makes
      // one of its own.
      folder.forgetPending();
      return attempt(order, purpose);
    }
  }

  private IdentityFolder.Kept attempt(Order order, String purpose) throws IOException {
    Map<String, String> request = new TreeMap<>();
    order.token().ifPresent(token -> request.put("token", token.reveal()));
    order.seat().ifPresent(seat -> request.put("seat", seat));
    request.put("host_name", order.hostName());
    request.put("machine", order.collector().machine());
    request.put("boot_id", order.collector().bootId());
    if (order.bySecret()) {
      request.put("secret_hash", hash(pendingSecret()));
    } else {
      OwnKey key = pendingKey();
      request.put("public_key", key.publicKey());
      request.put("proof", key.proof(purpose));
    }
    Map<String, String> answer = ask(order.collector(), request);
    return keep(order, answer);
  }

  private String pendingSecret() throws IOException {
    if (!folder.has(IdentityFolder.PENDING_SECRET)) {
      byte[] bits = new byte[SECRET_BYTES];
      new SecureRandom().nextBytes(bits);
      folder.put(
          IdentityFolder.PENDING_SECRET,
          "forebell_agent_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }
    return folder.get(IdentityFolder.PENDING_SECRET);
  }

  private OwnKey pendingKey() throws IOException {
    if (folder.has(IdentityFolder.PENDING_KEY) && folder.has(IdentityFolder.PENDING_PUBLIC)) {
      Optional<OwnKey> kept =
          KeyFile.read(
              folder.get(IdentityFolder.PENDING_KEY), folder.get(IdentityFolder.PENDING_PUBLIC));
      if (kept.isPresent()) {
        return kept.get();
      }
    }
    OwnKey fresh = OwnKey.make();
    folder.put(IdentityFolder.PENDING_PUBLIC, fresh.publicKey());
    folder.put(IdentityFolder.PENDING_KEY, fresh.pem());
    return fresh;
  }

  private static Map<String, String> ask(LinkSettings collector, Map<String, String> request)
      throws IOException {
    EnrolCall.Answer answer = EnrolCall.post(collector, json(request));
    Map<String, String> body = texts(answer.body());
    if (answer.status() != OK) {
      String detail = body.getOrDefault("detail", "HTTP " + answer.status());
      if (answer.status() == 403) {
        throw new Refused(body.getOrDefault("reason", ""), detail);
      }
      throw new IOException("the collector did not enrol this host: " + detail);
    }
    return body;
  }

  private IdentityFolder.Kept keep(Order order, Map<String, String> answer) throws IOException {
    Optional<String> certificate = Optional.ofNullable(answer.get("certificate"));
    // Under names of their own: until the identity names them, the one before is whole.
    String name = "agent-" + name(certificate.isPresent() ? certificate.get() : pendingSecret());
    if (certificate.isPresent()) {
      folder.put(name + ".key", folder.get(IdentityFolder.PENDING_KEY));
      folder.put(name + ".pem", certificate.get());
    } else {
      folder.put(name + ".secret", folder.get(IdentityFolder.PENDING_SECRET));
    }
    IdentityFolder.Kept kept =
        new IdentityFolder.Kept(
            answer.getOrDefault("agent", ""),
            answer.getOrDefault("host", ""),
            order.collector().collector().toString(),
            order.collector().trust().pin(),
            certificate.map(_ -> name + ".key"),
            certificate.map(_ -> name + ".pem"),
            certificate.isPresent() ? Optional.empty() : Optional.of(name + ".secret"));
    // They were to follow the identity that ends here.
    folder.forgetNext();
    folder.write(kept);
    folder.tidy(kept);
    return kept;
  }

  /** Says nothing about the text, and is another one for another text. */
  private static String name(String text) {
    return hash(text).substring("sha256:".length()).substring(0, NAME_DIGITS);
  }

  static String hash(String secret) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return "sha256:"
          + HexFormat.of().formatHex(sha.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  private static String json(Map<String, String> texts) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      out.writeStartObject();
      for (Map.Entry<String, String> one : texts.entrySet()) {
        out.writeStringField(one.getKey(), one.getValue());
      }
      out.writeEndObject();
    }
    return text.toString();
  }

  /** The texts of a flat object; whatever else is there is skipped. */
  private static Map<String, String> texts(String json) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (JsonParser in = new JsonFactory().createParser(json)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("the answer is no JSON object; is that a Forebell collector?");
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        if (in.nextToken() == JsonToken.VALUE_STRING) {
          texts.put(name, in.getText());
        } else {
          in.skipChildren();
        }
      }
    }
    return texts;
  }

  /** By what a kept identity proves itself. */
  static LinkIdentity identity(IdentityFolder folder, IdentityFolder.Kept kept) throws IOException {
    if (kept.secret().isPresent()) {
      return new LinkIdentity.Key(new Secret(folder.get(kept.secret().get())));
    }
    return new LinkIdentity.Certificate(
        folder.file(kept.certificate().orElse("")), folder.file(kept.key().orElse("")));
  }

  /** What a kept identity trusts; what the configuration says is stronger. */
  static CollectorTrust trust(IdentityFolder.Kept kept, CollectorTrust configured) {
    return configured.pin().isPresent() || configured.authorities().isPresent()
        ? configured
        : new CollectorTrust(Optional.empty(), kept.pin());
  }
}
