package dev.forebell.collector.app;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.HostProfiles;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.Host;
import dev.forebell.collector.port.Source;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Hosts that a source was the first to speak of, kept in a file of the data folder: one that dies
 * while the collector is down must still be missed. Thread-safe.
 */
final class ArrivedHosts {
  private static final String FILE_NAME = "arrived-hosts.tsv";

  private final Path file;
  private SortedMap<HostId, String> sources; // guarded by this

  private ArrivedHosts(Path file, SortedMap<HostId, String> sources) {
    this.file = file;
    this.sources = sources;
  }

  /** Those of a data folder. A line that is none is passed over: the host arrives again. */
  static ArrivedHosts open(Path data) throws IOException {
    Path file = data.resolve(FILE_NAME);
    SortedMap<HostId, String> sources = new TreeMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.split("\t", -1);
        if (parts.length == 2 && HostId.valid(parts[1])) {
          sources.put(new HostId(parts[1]), parts[0]);
        }
      }
    }
    return new ArrivedHosts(file, sources);
  }

  /** How many a source brought. */
  synchronized long of(Source source) {
    return sources.values().stream().filter(source.id()::equals).count();
  }

  /** Which source brought a host. */
  synchronized Optional<String> sourceOf(HostId host) {
    return Optional.ofNullable(sources.get(host));
  }

  /** Remembers a host; on disk before it answers. */
  synchronized void add(Source source, HostId host) {
    SortedMap<HostId, String> more = new TreeMap<>(sources);
    more.put(host, source.id());
    write(more);
    sources = more;
  }

  private void write(SortedMap<HostId, String> all) {
    StringBuilder text = new StringBuilder();
    all.forEach((host, source) -> text.append(source).append('\t').append(host).append('\n'));
    Path next = file.resolveSibling(FILE_NAME + ".new");
    try (FileChannel out =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  /** The estate with these hosts; one that stands in a file is as that file says. */
  synchronized Configuration join(Configuration configuration) {
    SortedMap<CustomerId, CustomerConfig> customers = new TreeMap<>(configuration.customers());
    Set<HostId> taken = new HashSet<>();
    customers.values().forEach(customer -> taken.addAll(customer.hosts().keySet()));
    for (Source source : configuration.collector().sources()) {
      Optional<CustomerConfig> customer =
          Optional.ofNullable(customers.get(source.customer()))
              .filter(one -> one.sites().containsKey(source.site()));
      if (customer.isPresent()) {
        List<Host> joining = new ArrayList<>();
        for (HostId id : sources.keySet()) {
          if (source.id().equals(sources.get(id)) && taken.add(id)) {
            joining.add(host(source, id));
          }
        }
        customers.put(source.customer(), customer.get().withHosts(joining));
      }
    }
    return configuration.with(customers);
  }

  private static Host host(Source source, HostId id) {
    return new Host(
        id,
        source.site(),
        source.kind(),
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Attributes.of(HostProfiles.SOURCE, source.id()));
  }
}
