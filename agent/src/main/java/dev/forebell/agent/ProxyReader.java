package dev.forebell.agent;

import dev.forebell.agent.link.ProxySettings;
import dev.forebell.common.config.Keys;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code proxy} of {@code agent.yaml}. */
final class ProxyReader {
  private static final Keys KEYS = Keys.required("address").andOptional("user", "password");
  private static final String ADDRESS = "http://HOST:PORT";
  private static final int USUAL_PORT = 3128;

  private final Secrets secrets;

  ProxyReader(Secrets secrets) {
    this.secrets = secrets;
  }

  Optional<ProxySettings> read(YamlMap map) {
    map.expect(KEYS);
    Optional<String> user = map.get("user").flatMap(secrets::text);
    Optional<Secret> password = map.get("password").flatMap(secrets::secret);
    if (map.has("user") != map.has("password")) {
      map.problem("only one of 'user' and 'password' is given", "both, or neither");
    }
    Optional<ProxySettings.Login> login =
        user.flatMap(name -> password.map(word -> new ProxySettings.Login(name, word)));
    return map.get("address")
        .flatMap(ProxyReader::address)
        .map(uri -> new ProxySettings(uri.getHost(), port(uri), login));
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : USUAL_PORT;
  }

  private static Optional<URI> address(YamlValue value) {
    String text = value.text().orElse("");
    try {
      URI uri = new URI(text);
      String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
      if (scheme.equals("http") && uri.getHost() != null && uri.getUserInfo() == null) {
        return Optional.of(uri);
      }
    } catch (URISyntaxException notAnAddress) {
      value.problem(Quantity.quoted(text) + " is not an address", ADDRESS);
      return Optional.empty();
    }
    value.problem(
        Quantity.quoted(text) + " is no proxy that can be used",
        ADDRESS + "; the login stands in 'user' and 'password'");
    return Optional.empty();
  }
}
