package dev.forebell.collector.config;

import dev.forebell.collector.port.TicketDesk;
import dev.forebell.common.config.NearestName;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.YamlValue;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Whether expressions ask for ready texts that there are: to JSONata a misspelt name is nothing,
 * and the desk would get a ticket without its title.
 */
final class TextNames {
  // Behind a dot it is somebody else's: an answer's, a var's.
  private static final Pattern OF_EVENT =
      Pattern.compile("(?:(?<![\\w.$\"])|\\$asked\\.)texts\\.([A-Za-z_]\\w*)");
  private static final Pattern OF_ANSWER = Pattern.compile("\\$asked\\.texts\\.([A-Za-z_]\\w*)");

  private TextNames() {}

  /** Of an expression over the event; a problem is added otherwise. */
  static boolean ofEvent(YamlValue value, String expression) {
    return OF_EVENT.matcher(expression).results().allMatch(found -> isOne(value, found));
  }

  /** Of an expression over an answer; a problem is added otherwise. */
  static boolean ofAnswer(YamlValue value, String expression) {
    return OF_ANSWER.matcher(expression).results().allMatch(found -> isOne(value, found));
  }

  private static boolean isOne(YamlValue value, MatchResult found) {
    String name = found.group(1);
    boolean known = TicketDesk.TEXTS.contains(name);
    if (!known) {
      value.problem(
          "there is no text "
              + Quantity.quoted("texts." + name)
              + NearestName.hint(name, TicketDesk.TEXTS),
          "one of texts." + String.join(", texts.", TicketDesk.TEXTS));
    }
    return known;
  }
}
