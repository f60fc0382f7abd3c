package dev.forebell.collector.config;

import dev.forebell.common.config.YamlValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * The address of a webhook or a channel. Never quoted in a message: bots have their token in it.
 */
final class WebAddress {
  private static final String EXPECTED = "an https:// address with a host name";
  private static final List<String> SPOKEN = List.of("http", "https");

  private WebAddress() {}

  private record Mistake(String what, String expected) {}

  /** Plain http goes only where the operator has opened the address range himself. */
  static Optional<URI> read(YamlValue value, String text, List<String> allow) {
    Optional<Mistake> mistake = mistake(text, allow);
    mistake.ifPresent(it -> value.problem(it.what, it.expected));
    return mistake.isPresent() ? Optional.empty() : Optional.of(URI.create(text));
  }

  private static Optional<Mistake> mistake(String text, List<String> allow) {
    if (!text.contains("://")) {
      return Optional.of(noScheme());
    }
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException at) {
      return Optional.of(impossible(text, at));
    }
    if (url.getScheme() == null) {
      return Optional.of(noScheme());
    }
    if (!SPOKEN.contains(url.getScheme())) {
      return Optional.of(new Mistake("it begins with " + url.getScheme() + "://", EXPECTED));
    }
    if (url.getRawUserInfo() != null) {
      return Optional.of(
          new Mistake(
              "it holds a user name", "the login in headers, or in credentials of its adapter"));
    }
    if (url.getHost() == null) {
      return Optional.of(new Mistake("it has no host name, or one with a '_'", EXPECTED));
    }
    return url.getScheme().equals("http") && allow.isEmpty()
        ? Optional.of(
            new Mistake("http is sent in clear text", "https, or allow: with the address range"))
        : Optional.empty();
  }

  private static Mistake noScheme() {
    return new Mistake("it does not begin with https://", EXPECTED);
  }

  private static Mistake impossible(String text, URISyntaxException at) {
    int index = at.getIndex();
    boolean inside = index >= 0 && index < text.length();
    return inside && (text.charAt(index) == '{' || text.charAt(index) == '}')
        ? new Mistake(
            "it holds braces", "the address alone: expressions stand in the path of a call")
        : new Mistake("it is no web address from character " + (index + 1) + " on", EXPECTED);
  }
}
