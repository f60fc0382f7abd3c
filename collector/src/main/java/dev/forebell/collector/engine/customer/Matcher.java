package dev.forebell.collector.engine.customer;

import dev.forebell.collector.engine.condition.HeldCondition;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One demand of a silence on a condition.
 *
 * @param label name of the label for {@link Field#LABEL}; empty for the others
 * @param patterns any of those without {@code !}, and none of those with it
 */
public record Matcher(Field field, String label, List<Glob> patterns) {
  /** What of a condition is looked at. */
  public enum Field {
    RULE,
    HOST,
    SITE,
    KIND,
    SEVERITY,
    MEANS,
    SUBJECT,
    LABEL;

    /** The spelling in files and commands. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Field> parse(String id) {
      return Arrays.stream(values()).filter(field -> field.id().equals(id)).findFirst();
    }
  }

  public Matcher {
    patterns = List.copyOf(patterns);
  }

  /** A demand on anything but a label. */
  public static Matcher of(Field field, List<Glob> patterns) {
    return new Matcher(field, "", patterns);
  }

  boolean matches(CustomerConfig config, HeldCondition held) {
    String text = value(config, held);
    boolean refused = patterns.stream().anyMatch(glob -> glob.negated() && glob.covers(text));
    boolean wanted = patterns.stream().anyMatch(glob -> !glob.negated());
    return !refused && (!wanted || wants(text));
  }

  /** Whether a pattern without {@code !} fits. */
  boolean wants(String text) {
    return patterns.stream().anyMatch(glob -> !glob.negated() && glob.covers(text));
  }

  private String value(CustomerConfig config, HeldCondition held) {
    Optional<Host> host = Optional.ofNullable(config.hosts().get(held.key().host()));
    return switch (field) {
      case RULE -> held.key().rule().value();
      case HOST -> held.key().host().value();
      case SITE -> host.map(one -> one.site().value()).orElse("");
      case KIND -> host.map(one -> one.kind().id()).orElse("");
      case SEVERITY -> held.finding().severity().id();
      case MEANS -> held.finding().means().id();
      case SUBJECT -> held.key().subject();
      case LABEL -> host.flatMap(one -> one.labels().get(label)).orElse("");
    };
  }
}
