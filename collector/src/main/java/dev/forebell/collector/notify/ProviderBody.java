package dev.forebell.collector.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.forebell.collector.port.Channel;
import dev.forebell.collector.port.PeopleSender.Answer;
import java.net.URLEncoder;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a provider of calls is posted, and what its answer means: both are the channel's data. */
final class ProviderBody {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ProviderBody() {}

  /**
   * The body.
   *
   * @throws IllegalArgumentException if the channel's expression makes none
   */
  static String of(Channel.Provider provider, Map<String, Object> message) {
    try {
      Object made =
          Optional.ofNullable(Jsonata.jsonata(provider.body()).evaluate(message))
              .orElseThrow(() -> new IllegalArgumentException("the body's mapping gives nothing"));
      return provider.form() && made instanceof Map<?, ?> fields
          ? form(fields)
          : JSON.writeValueAsString(made);
    } catch (JException | JsonProcessingException e) {
      throw new IllegalArgumentException("the body's mapping fails: " + e.getMessage(), e);
    }
  }

  private static String form(Map<?, ?> fields) {
    return fields.entrySet().stream()
        .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(Object value) {
    return URLEncoder.encode(String.valueOf(value), UTF_8);
  }

  static String type(Channel.Provider provider) {
    return provider.form() ? "application/x-www-form-urlencoded" : "application/json";
  }

  static Answer read(Channel.Provider provider, String body) {
    if (provider.taken().isEmpty()) {
      return new Answer.Taken();
    }
    try {
      Object answer = JSON.readValue(body, Object.class);
      boolean taken = Boolean.TRUE.equals(Jsonata.jsonata(provider.taken().get()).evaluate(answer));
      return taken
          ? new Answer.Taken()
          : new Answer.Refused("not_taken", "the provider answered: " + BotAnswer.line(body));
    } catch (JException | JsonProcessingException e) {
      return new Answer.Refused(
          "answer_unreadable", "the provider answered: " + BotAnswer.line(body));
    }
  }
}
