package dev.forebell.agent;

import dev.forebell.common.config.Keys;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Reads the section {@code spool} of {@code agent.yaml}. */
record SpoolSection(Secrets secrets) {
  private static final long SMALLEST = 1L << 20;
  private static final long LARGEST = 64L << 30;
  private static final long DEFAULT_BYTES = 256L << 20;
  private static final Duration SHORTEST = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final Duration DEFAULT_AGE = Duration.ofHours(72);

  SpoolSettings read(YamlMap root) {
    Optional<YamlMap> map =
        root.map("spool").map(section -> section.expect(Keys.optional("folder", "size", "age")));
    return new SpoolSettings(
        map.flatMap(section -> section.get("folder")).flatMap(this::folder).orElseGet(this::usual),
        map.flatMap(section -> section.get("size"))
            .flatMap(SpoolSection::size)
            .orElse(DEFAULT_BYTES),
        map.flatMap(section -> section.get("age")).flatMap(SpoolSection::age).orElse(DEFAULT_AGE));
  }

  private Path usual() {
    return StateFolder.of(secrets).spool();
  }

  private Optional<Path> folder(YamlValue value) {
    return secrets.text(value).map(text -> secrets.dir().resolve(text));
  }

  private static Optional<Long> size(YamlValue value) {
    Optional<Long> size = value.size();
    if (size.isPresent() && (size.get() < SMALLEST || size.get() > LARGEST)) {
      value.problem("the spool has another size than it can have", "1MiB to 64GiB");
      return Optional.empty();
    }
    return size;
  }

  private static Optional<Duration> age(YamlValue value) {
    Optional<Duration> age = value.duration();
    if (age.isPresent()
        && (age.get().compareTo(SHORTEST) < 0 || age.get().compareTo(LONGEST) > 0)) {
      value.problem("that is no age for a spool", "a duration from 5m to 30d");
      return Optional.empty();
    }
    return age;
  }
}
