package dev.forebell.collector.deliver;

import dev.forebell.collector.port.WebhookEndpoint;
import java.util.List;
import java.util.Map;

/** Takes what an adapter's mapping makes of what a desk said. */
interface NewsSink {
  /** More items than this of one answer are no news but a mistake. */
  int MOST_ITEMS = 500;

  /**
   * Takes what the expression makes of the input.
   *
   * @throws Mapping.MappingFailure if it does not work for it
   */
  void take(
      WebhookEndpoint endpoint, Mapping mapping, String expression, Map<String, Object> input);

  /** The items that the expression gives, as they are. */
  static List<Tree> items(Mapping mapping, String expression, Map<String, Object> input) {
    Object found = mapping.of(expression, input, Map.of()).orElse(List.of());
    List<Tree> items = found instanceof List<?> ? Tree.of(found).items() : List.of(Tree.of(found));
    return items.stream().limit(MOST_ITEMS).toList();
  }
}
