package dev.forebell.collector.config;

import dev.forebell.common.config.Position;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where things stand that may turn out to be doubtful only later, as time passes.
 *
 * @param rotas duty rotas by id
 * @param calendars the special days of calendars, by id of the calendar
 * @param contracts the end of the newest version of contracts, or its beginning, by id
 * @param suppressions maintenance windows and silences, by {@link #suppression}
 */
public record Places(
    SortedMap<String, Position> rotas,
    SortedMap<String, Position> calendars,
    SortedMap<String, Position> contracts,
    SortedMap<String, Position> suppressions) {
  /** Of what no file says. */
  static final Places NONE =
      new Places(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

  /**
   * The name of a window or silence of a customer.
   *
   * @param noun what it is: windows and silences may bear the same id
   */
  public static String suppression(String customer, String noun, String id) {
    return customer + ' ' + noun + ' ' + id;
  }
}
