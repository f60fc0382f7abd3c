package dev.forebell.agent.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.forebell.common.wire.Frame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The collector's side of enrolment and renewal over a real socket: the same key gets the same
 * certificate. Certificates come from a stock, since nobody here looks into them but for their
 * dates.
 */
final class ScriptedDesk implements AutoCloseable {
  private final HttpServer server;
  private final List<String> stock;
  private final Map<String, String> certificates = new LinkedHashMap<>();
  private final Map<String, String> secrets = new TreeMap<>();
  private boolean keyInUse;

  /**
   * @param stock PEM certificates
   */
  ScriptedDesk(List<String> stock) throws IOException {
    this.stock = stock;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/agent/v1/enrol", this::enrol);
    server.start();
  }

  URI address() {
    return URI.create("ws://127.0.0.1:" + server.getAddress().getPort() + "/agent/v1");
  }

  /** The next key is refused as one that is another's. */
  synchronized void refuseNextKey() {
    keyInUse = true;
  }

  /** How many identities it gave out, repeated answers not counted. */
  synchronized int given() {
    return certificates.size() + secrets.size();
  }

  private synchronized void enrol(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (keyInUse) {
      keyInUse = false;
      answer(exchange, 403, "{\"reason\":\"key_in_use\",\"detail\":\"known already\"}");
    } else if (body.contains("secret_hash")) {
      String agent =
          secrets.computeIfAbsent(field(body, "secret_hash"), _ -> "agent" + (given() + 1));
      answer(exchange, 200, "{\"agent\":\"" + agent + "\",\"host\":\"h\"}");
    } else {
      String pem = certified(field(body, "public_key"));
      answer(
          exchange,
          200,
          "{\"agent\":\"agent%d\",\"host\":\"h\",\"certificate\":\"%s\"}"
              .formatted(given(), pem.replace("\n", "\\n")));
    }
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String field(String json, String name) {
    Matcher field = Pattern.compile('"' + name + "\":\"([^\"]*)\"").matcher(json);
    if (!field.find()) {
      throw new AssertionError(name + " is not in " + json);
    }
    return field.group(1).replace("\\/", "/");
  }

  private synchronized String certified(String publicKey) {
    return certificates.computeIfAbsent(publicKey, _ -> stock.get(certificates.size()));
  }

  /** As the collector answers it over the session. */
  List<String> renew(Frame.Renew asked) {
    return List.of(certified(asked.publicKey()).strip());
  }

  /** Whether a session could stand on these two files: the certificate is that of the key. */
  synchronized boolean accepts(Path certificate, Path key) throws Exception {
    String shown = Files.readString(certificate).strip();
    for (Map.Entry<String, String> known : certificates.entrySet()) {
      if (known.getValue().strip().equals(shown)) {
        return match(known.getKey(), Files.readString(key));
      }
    }
    return false;
  }

  private static boolean match(String publicKey, String pem) throws Exception {
    KeyFactory factory = KeyFactory.getInstance("EC");
    String body = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    PrivateKey key =
        factory.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(key);
    byte[] signed = signature.sign();
    signature.initVerify(
        factory.generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey))));
    return signature.verify(signed);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
