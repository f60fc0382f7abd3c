package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.GroupBy;
import dev.forebell.collector.engine.customer.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What conditions of one cause have in common, in words: the subject of the incident above them.
 */
final class GroupSubject {
  private static final Pattern PART = Pattern.compile("(?:[^,\\\\]|\\\\.)+");

  private GroupSubject() {}

  /**
   * Such as {@code hq} or {@code volume.id=7f3a}; {@code all} for a rule that is gathered over the
   * whole customer.
   *
   * @return empty: the condition lacks one of the parts and belongs to no group
   */
  static Optional<String> of(CustomerConfig config, GroupBy by, ConditionKey key) {
    List<String> values = new ArrayList<>();
    for (String part : by.parts()) {
      value(config, part, key).ifPresent(values::add);
    }
    if (values.size() < by.parts().size()) {
      return Optional.empty();
    }
    return Optional.of(values.isEmpty() ? "all" : String.join(",", values));
  }

  private static Optional<String> value(CustomerConfig config, String part, ConditionKey key) {
    Optional<Host> host = Optional.ofNullable(config.hosts().get(key.host()));
    if (part.startsWith(GroupBy.LABEL)) {
      String label = part.substring(GroupBy.LABEL.length());
      return host.flatMap(one -> Optional.ofNullable(one.labels().values().get(label)))
          .map(value -> label + "=" + value);
    }
    return switch (part) {
      case GroupBy.SITE -> host.map(one -> one.site().value());
      case GroupBy.HOST -> Optional.of(key.host().value());
      case GroupBy.KIND -> host.map(one -> one.kind().id());
      default -> attribute(key.subject(), part);
    };
  }

  private static Optional<String> attribute(String subject, String name) {
    return PART.matcher(subject)
        .results()
        .map(MatchResult::group)
        .filter(part -> part.startsWith(name + "="))
        .findFirst();
  }
}
