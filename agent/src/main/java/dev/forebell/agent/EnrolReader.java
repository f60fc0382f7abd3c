package dev.forebell.agent;

import dev.forebell.common.config.Keys;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import java.util.Optional;

/** Reads {@code enrol} of {@code agent.yaml}. */
final class EnrolReader {
  private static final String SEAT = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

  private final Secrets secrets;

  EnrolReader(Secrets secrets) {
    this.secrets = secrets;
  }

  /**
   * @param enrolled whether there is an identity already: then the token is not looked for, which
   *     may have been taken away
   */
  EnrolSettings read(YamlMap map, boolean enrolled) {
    map.expect(Keys.optional("token", "seat", "by"));
    return new EnrolSettings(
        enrolled ? Optional.empty() : map.get("token").flatMap(secrets::secret),
        map.get("seat").flatMap(this::seat),
        map.choice("by", java.util.List.of("certificate", "secret"), name -> name)
            .filter("secret"::equals)
            .isPresent());
  }

  private Optional<String> seat(YamlValue value) {
    Optional<String> seat = secrets.text(value);
    if (seat.isPresent() && !seat.get().matches(SEAT)) {
      value.problem("that is no name of a seat", "1 to 64 letters, digits, '.', '_' or '-'");
      return Optional.empty();
    }
    return seat;
  }
}
