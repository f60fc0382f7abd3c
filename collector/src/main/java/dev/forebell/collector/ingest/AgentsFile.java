package dev.forebell.collector.ingest;

import dev.forebell.common.config.Keys;
import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Problems;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlTree;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.SiteId;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** {@code agents.yaml}: the text of the registry. */
public final class AgentsFile {
  private static final String HEAD =
      """
      # Agents that may connect, written by the collector. A key is shown once when it is made; only
      # its SHA-256 is kept here. Remove an entry to revoke its key.
      agents:
      """;

  private final Path file;

  AgentsFile(Path file) {
    this.file = file;
  }

  /** The file says something that cannot be understood; the message lists every mistake. */
  public static final class Broken extends Exception {
    private static final long serialVersionUID = 1;

    Broken(String message) {
      super(message);
    }
  }

  /** Identity by hash of the key; empty if there is no file. */
  NavigableMap<String, AgentIdentity> read() throws IOException, Broken {
    TreeMap<String, AgentIdentity> agents = new TreeMap<>();
    if (!Files.exists(file)) {
      return agents;
    }
    Problems problems = new Problems();
    YamlTree.parse(file.toString(), Files.readString(file), problems)
        .map(map -> map.expect(Keys.required("agents")))
        .flatMap(map -> map.get("agents"))
        .ifPresent(list -> list.each(YamlValue::map).forEach(entry -> read(entry, agents)));
    if (!problems.isEmpty()) {
      throw new Broken(problems.toString());
    }
    return agents;
  }

  private static void read(YamlMap entry, Map<String, AgentIdentity> agents) {
    entry.expect(Keys.required("key_hash", "host", "customer", "site", "kind"));
    Optional<String> hash =
        entry
            .get("key_hash")
            .flatMap(
                v -> shaped(v, AgentKey::isHash, h -> h, "sha256: and 64 lower-case hex digits"));
    Optional<HostId> host = entry.get("host").flatMap(v -> name(v, HostId::valid, HostId::new));
    Optional<CustomerId> customer =
        entry.get("customer").flatMap(v -> name(v, CustomerId::valid, CustomerId::new));
    Optional<SiteId> site = entry.get("site").flatMap(v -> name(v, SiteId::valid, SiteId::new));
    Optional<HostKind> kind =
        entry.get("kind").flatMap(v -> v.choice(List.of(HostKind.values()), HostKind::id));
    if (hash.isPresent() && agents.containsKey(hash.get())) {
      entry.problem("this key_hash stands twice", "one entry per key");
    } else if (hash.isPresent()
        && host.isPresent()
        && customer.isPresent()
        && site.isPresent()
        && kind.isPresent()) {
      agents.put(hash.get(), new AgentIdentity(host.get(), customer.get(), site.get(), kind.get()));
    }
  }

  private static <T> Optional<T> name(
      YamlValue value, Predicate<String> valid, Function<String, T> of) {
    return shaped(value, valid, of, "1 to 128 letters, digits, '.', '_' or '-'");
  }

  private static <T> Optional<T> shaped(
      YamlValue value, Predicate<String> valid, Function<String, T> of, String expected) {
    return value.parse(
        text ->
            valid.test(text)
                ? Parsed.good(of.apply(text))
                : Parsed.bad("'" + text + "' has the wrong shape", expected),
        expected);
  }

  /** Replaces the file as a whole: after a crash either the old or the new one is there. */
  void write(Map<String, AgentIdentity> agents) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(next);
    try (FileChannel channel =
        FileChannel.open(
            next, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())) {
      var out = Channels.newOutputStream(channel);
      out.write(text(agents).getBytes(StandardCharsets.UTF_8));
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private FileAttribute<?>[] ownerOnly() {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Quoted: the shape of a name allows {@code 1.0} and {@code no}, which YAML reads otherwise. */
  private static String text(Map<String, AgentIdentity> agents) {
    StringBuilder text = new StringBuilder(HEAD);
    agents.forEach(
        (hash, agent) ->
            text.append("  - {key_hash: \"")
                .append(hash)
                .append("\", host: \"")
                .append(agent.host())
                .append("\", customer: \"")
                .append(agent.customer())
                .append("\", site: \"")
                .append(agent.site())
                .append("\", kind: ")
                .append(agent.kind().id())
                .append("}\n"));
    return text.toString();
  }
}
