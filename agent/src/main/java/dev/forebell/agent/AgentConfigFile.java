package dev.forebell.agent;

import dev.forebell.agent.identity.IdentityFolder;
import dev.forebell.agent.identity.MachinePrint;
import dev.forebell.agent.link.CollectorTrust;
import dev.forebell.agent.link.LinkIdentity;
import dev.forebell.agent.link.LinkSettings;
import dev.forebell.agent.link.ProxySettings;
import dev.forebell.common.config.ConfigurationFile;
import dev.forebell.common.config.Keys;
import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Problems;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.Secret;
import dev.forebell.common.wire.WireLimits;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads {@code agent.yaml}; every mistake is collected with its place.
 *
 * @param file as the operator named it: problems name it so too
 * @param secrets where values from outside come from
 */
record AgentConfigFile(Path file, Secrets secrets, Problems problems) {
  private static final Keys KEYS =
      Keys.optional(
              "collector",
              "key",
              "enrol",
              "witness",
              "trust",
              "pin",
              "proxy",
              "interval",
              "buffer",
              "spool",
              "status")
          .andOptional(ProbeSettingsReader.KEYS);
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final long SMALLEST_BUFFER = 256 << 10;
  private static final long LARGEST_BUFFER = 16 << 20;
  private static final long DEFAULT_BUFFER = 4 << 20;

  /** With the environment of this process; secret files beside the configuration. */
  static AgentConfigFile at(Path file, Problems problems) {
    return new AgentConfigFile(file, secretsOf(file), problems);
  }

  /** Where the values that a file does not hold itself come from: this process, and beside it. */
  static Secrets secretsOf(Path file) {
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
    return Secrets.ofProcess(folder);
  }

  /**
   * All of it; empty if there is any problem.
   *
   * @param agentId how the agent names itself
   * @param bootId of this run of the operating system
   */
  Optional<AgentConfig> read(String agentId, String bootId) {
    Optional<AgentConfig> config = root().map(root -> config(root, agentId, bootId));
    return problems.isEmpty() ? config : Optional.empty();
  }

  /** Only what to look at: needs neither key nor collector. */
  ProbeSettings probes() {
    return root().map(this::probes).orElse(ProbeSettings.NONE);
  }

  /** Only where unsent batches are kept. */
  Path spool() {
    return root()
        .map(root -> new SpoolSection(secrets).read(root).folder())
        .orElseGet(() -> StateFolder.of(secrets).spool());
  }

  /** Only where the running agent answers. */
  Optional<Path> status() {
    return root().flatMap(this::status);
  }

  private ProbeSettings probes(YamlMap root) {
    return new ProbeSettingsReader(secrets).read(root);
  }

  private Optional<Path> status(YamlMap root) {
    return root.text("status").map(text -> secrets.dir().resolve(text));
  }

  private Optional<YamlMap> root() {
    return ConfigurationFile.readYaml(Path.of(""), file.toString(), problems)
        .map(root -> root.expect(KEYS));
  }

  private AgentConfig config(YamlMap root, String agentId, String bootId) {
    return new AgentConfig(
        link(root, agentId, bootId),
        root.get("interval").flatMap(AgentConfigFile::interval),
        probes(root),
        status(root),
        root.get("buffer").flatMap(AgentConfigFile::buffer).orElse(DEFAULT_BUFFER),
        new SpoolSection(secrets).read(root),
        root.get("collector").flatMap(this::address),
        root.map("enrol")
            .map(map -> new EnrolReader(secrets).read(map, IdentityFolder.isThere(identity())))
            .orElse(EnrolSettings.NONE),
        identity(),
        root.bool("witness").orElse(true));
  }

  private Path identity() {
    return StateFolder.of(secrets).identity();
  }

  // Where a part is missing, its problem is noted already; the rest is still checked.
  private LinkSettings link(YamlMap root, String agentId, String bootId) {
    LinkIdentity identity =
        root.get("key")
            .flatMap(this::key)
            .<LinkIdentity>map(LinkIdentity.Key::new)
            .orElseGet(LinkIdentity.None::new);
    if (root.has("key") && !root.has("collector")) {
      root.keyProblem("key", "a key without a collector", "also collector: wss://HOST/agent/v1");
    }
    CollectorTrust trust =
        new CollectorTrust(
            root.get("trust").flatMap(this::trust), root.get("pin").flatMap(AgentConfigFile::pin));
    LinkSettings unknown =
        new LinkSettings(
            URI.create("wss://unknown"),
            identity,
            agentId,
            bootId,
            MachinePrint.ofThisMachine(),
            trust,
            root.map("proxy").flatMap(new ProxyReader(secrets)::read),
            WireLimits.DEFAULT);
    return root.get("collector")
        .flatMap(value -> address(value).flatMap(uri -> checked(value, uri, unknown)))
        .orElse(unknown);
  }

  private static Optional<LinkSettings> checked(YamlValue value, URI uri, LinkSettings rest) {
    try {
      return Optional.of(rest.at(uri));
    } catch (IllegalArgumentException e) {
      String[] sentence = String.valueOf(e.getMessage()).split("; expected ", 2);
      value.problem(
          sentence[0].replaceFirst("^collector: ", ""), sentence.length > 1 ? sentence[1] : "");
      return Optional.empty();
    }
  }

  /** Only the proxy: of a file that may have other mistakes. */
  Optional<ProxySettings> proxy() {
    return root().flatMap(root -> root.map("proxy")).flatMap(new ProxyReader(secrets)::read);
  }

  private static Optional<String> pin(YamlValue value) {
    String expected = "the fingerprint that the collector prints: sha256: and 64 hex digits";
    return value.parse(
        text ->
            CollectorTrust.validPin(text)
                ? Parsed.good(text)
                : Parsed.bad(Quantity.quoted(text) + " is no fingerprint", expected),
        expected);
  }

  private Optional<URI> address(YamlValue value) {
    return secrets
        .text(value)
        .flatMap(
            text -> {
              try {
                return Optional.of(new URI(text));
              } catch (URISyntaxException e) {
                value.problem(
                    Quantity.quoted(text) + " is not an address", "wss://HOST[:PORT]/agent/v1");
                return Optional.empty();
              }
            });
  }

  // It travels in a header line: anything but visible ASCII would break that line or be refused.
  private Optional<Secret> key(YamlValue value) {
    Optional<Secret> key = secrets.secret(value);
    if (key.isPresent() && !key.get().reveal().matches("[\\x21-\\x7e]+")) {
      value.problem(
          "the key is empty or has blanks or letters that no key has",
          "the agent key as the collector gave it out, alone");
    }
    return key;
  }

  private Optional<Path> trust(YamlValue value) {
    Optional<Path> path = value.text().map(text -> secrets.dir().resolve(text));
    if (path.isPresent() && !Files.isReadable(path.get())) {
      value.problem(
          "the file " + path.get() + " cannot be read",
          "a PEM file with the certificate of the authority that signed the collector's");
    }
    return path;
  }

  private static Optional<Duration> interval(YamlValue value) {
    return value.parse(
        text ->
            Quantity.duration(text)
                .toOptional()
                .filter(d -> d.compareTo(SHORTEST) >= 0 && d.compareTo(LONGEST) <= 0)
                .<Parsed<Duration>>map(Parsed::good)
                .orElseGet(
                    () ->
                        Parsed.bad(
                            Quantity.quoted(text) + " is not an interval",
                            "a duration from 1s to 5m")),
        "a duration from 1s to 5m");
  }

  private static Optional<Long> buffer(YamlValue value) {
    Optional<Long> size = value.size();
    if (size.isPresent() && (size.get() < SMALLEST_BUFFER || size.get() > LARGEST_BUFFER)) {
      value.problem("the buffer has another size than the agent can hold", "256KiB to 16MiB");
      return Optional.empty();
    }
    return size;
  }
}
