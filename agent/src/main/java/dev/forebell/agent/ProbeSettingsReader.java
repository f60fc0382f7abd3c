package dev.forebell.agent;

import dev.forebell.agent.probe.FilesystemSelection;
import dev.forebell.agent.probe.ProbeTuning;
import dev.forebell.agent.probe.SystemSettings;
import dev.forebell.agent.sampler.Budget;
import dev.forebell.common.config.Keys;
import dev.forebell.common.config.NearestName;
import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the keys of {@code agent.yaml} that say what to look at. */
record ProbeSettingsReader(Secrets secrets) {
  /** The keys, in the order people are told them. */
  static final String[] KEYS = {
    "filesystems",
    "sessions",
    "services",
    "processes",
    "ports",
    "certificates",
    "textfiles",
    "plugins",
    "checks",
    "probes",
    "budget"
  };

  /** Probes whose pace may be set; plugins and checks carry their own. */
  static final List<String> PROBES =
      List.of(
          "cpu",
          "load",
          "memory",
          "oom",
          "paging",
          "filesystem",
          "inodes",
          "disk",
          "network",
          "connection",
          "process",
          "uptime",
          "session",
          "sensor",
          "redundancy",
          "clock",
          "boot",
          "virtualization",
          "service",
          "failed_unit",
          "port",
          "certificate",
          "textfile",
          "agent",
          "spool");

  private static final Duration LONGEST_INTERVAL = Duration.ofDays(1);
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);
  private static final long LEAST_MEMORY = 16L << 20;

  ProbeSettings read(YamlMap root) {
    Optional<YamlMap> services =
        root.map("services").map(map -> map.expect(Keys.optional("watch", "failed")));
    WatchReader watches = new WatchReader(secrets);
    return new ProbeSettings(
        new SystemSettings(
            filesystems(root),
            root.map("sessions")
                .map(map -> map.expect(Keys.optional("names")))
                .flatMap(map -> map.bool("names"))
                .orElse(false),
            root.each("processes", watches::process)),
        services.map(map -> map.each("watch", WatchReader::unit)).orElse(List.of()),
        services.flatMap(map -> map.bool("failed")).orElse(true),
        root.each("ports", WatchReader::port),
        root.each("certificates", watches::certificate),
        root.get("textfiles").flatMap(ProbeSettingsReader::folder),
        new PluginReader().read(root),
        new CheckReader().read(root),
        root.map("probes").map(ProbeSettingsReader::tuning).orElse(new TreeMap<>()),
        root.map("budget").map(ProbeSettingsReader::budget).orElse(Budget.DEFAULT));
  }

  private static SortedMap<String, ProbeTuning> tuning(YamlMap map) {
    SortedMap<String, ProbeTuning> tuning = new TreeMap<>();
    for (String name : map.keys()) {
      if (!PROBES.contains(name)) {
        map.keyProblem(
            name,
            Quantity.quoted(name) + " is no probe" + NearestName.hint(name, PROBES),
            "one of " + String.join(", ", PROBES));
      }
      map.map(name)
          .map(one -> one.expect(Keys.optional("enabled", "interval", "timeout")))
          .ifPresent(one -> tuning.put(name, tuningOf(one)));
    }
    return tuning;
  }

  private static ProbeTuning tuningOf(YamlMap map) {
    return new ProbeTuning(
        map.bool("enabled").orElse(true),
        map.get("interval").flatMap(value -> duration(value, LONGEST_INTERVAL)),
        map.get("timeout").flatMap(value -> duration(value, LONGEST_TIMEOUT)));
  }

  private static Budget budget(YamlMap map) {
    map.expect(Keys.optional("cpu", "memory"));
    return new Budget(
        map.get("cpu")
            .flatMap(value -> duration(value, Duration.ofHours(1)))
            .orElse(Budget.DEFAULT.cpuPerHour()),
        map.get("memory")
            .flatMap(ProbeSettingsReader::memory)
            .orElse(Budget.DEFAULT.memoryBytes()));
  }

  private static Optional<Long> memory(YamlValue value) {
    Optional<Long> size = value.size();
    if (size.isPresent() && size.get() < LEAST_MEMORY) {
      value.problem("no agent can do with so little", "a size of 16MiB or more");
      return Optional.empty();
    }
    return size;
  }

  /** From a second on. */
  static Optional<Duration> duration(YamlValue value, Duration longest) {
    String expected =
        "a duration from 1s to " + longest.toString().substring(2).toLowerCase(Locale.ROOT);
    return value.parse(
        text ->
            Quantity.duration(text)
                .toOptional()
                .filter(d -> d.compareTo(Duration.ofSeconds(1)) >= 0 && d.compareTo(longest) <= 0)
                .<Parsed<Duration>>map(Parsed::good)
                .orElseGet(
                    () -> Parsed.bad(Quantity.quoted(text) + " is not such a duration", expected)),
        expected);
  }

  private static Optional<Path> folder(YamlValue value) {
    return value.parse(
        text ->
            Path.of(text).isAbsolute()
                ? Parsed.good(Path.of(text))
                : Parsed.bad(
                    Quantity.quoted(text) + " is not an absolute path",
                    "a folder such as /var/lib/forebell/textfiles"),
        "a folder such as /var/lib/forebell/textfiles");
  }

  private static FilesystemSelection filesystems(YamlMap root) {
    return root.map("filesystems")
        .map(map -> map.expect(Keys.optional("include", "exclude")))
        .map(
            map ->
                new FilesystemSelection(mountPoints(map, "include"), mountPoints(map, "exclude")))
        .orElse(FilesystemSelection.REAL_ONES);
  }

  private static List<String> mountPoints(YamlMap map, String key) {
    return map.each(
        key,
        value ->
            value.parse(
                text ->
                    Path.of(text).isAbsolute() || text.startsWith("*")
                        ? Parsed.good(text)
                        : Parsed.bad(
                            Quantity.quoted(text) + " is not a mount point",
                            "an absolute path such as /var/lib, * for any text"),
                "a mount point such as /var/lib"));
  }
}
