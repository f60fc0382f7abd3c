package dev.forebell.collector.deliver;

import dev.forebell.collector.deliver.FaultyServer.Refusal;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Filters of GLPI's interface, as far as we use them; anything else is refused as GLPI does. */
final class Rsql {
  private static final Pattern CONDITION = Pattern.compile("([a-z_.]+)(==|=in=|=like=)(.+)");

  private Rsql() {}

  /**
   * All conditions of a filter.
   *
   * @param properties that may be asked for
   */
  static Predicate<JsonObject> filter(String filter, List<String> properties) {
    Predicate<JsonObject> all = _ -> true;
    for (String condition : filter.split(";", -1)) {
      Matcher parts = CONDITION.matcher(condition);
      if (!parts.matches() || !properties.contains(parts.group(1))) {
        throw new Refusal(400, "RSQL query has invalid filters: " + condition);
      }
      all = all.and(one -> holds(value(one, parts.group(1)), parts.group(2), parts.group(3)));
    }
    return all;
  }

  private static String value(JsonObject one, String property) {
    String[] path = property.split("\\.", 2);
    return path.length == 1
        ? String.valueOf(one.getValue(property))
        : value(one.getJsonObject(path[0]), path[1]);
  }

  private static boolean holds(String value, String operator, String wanted) {
    return switch (operator) {
      case "==" -> value.equals(wanted);
      case "=in=" -> List.of(wanted.replaceAll("[()]", "").split(",", -1)).contains(value);
      default -> like(wanted).matcher(value).matches();
    };
  }

  private static Pattern like(String wanted) {
    String text = "\\Q" + wanted.replace("*", "\\E.*\\Q") + "\\E";
    return Pattern.compile(text, Pattern.DOTALL);
  }
}
