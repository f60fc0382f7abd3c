package dev.forebell.collector.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.forebell.collector.port.Channel.BotKind;
import dev.forebell.collector.port.PeopleSender.Answer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What a bot's answer of 200 means: all of them answer 200 to what they did not take, too. */
final class BotAnswer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Too fast, or busy: of WeCom, DingTalk and Feishu. */
  private static final Set<Integer> LATER = Set.of(-1, 45_009, 130_101, 9499, 11_232, 99_991_400);

  private BotAnswer() {}

  static Answer read(BotKind kind, String body) {
    return switch (kind) {
      case WECOM, DINGTALK -> coded(json(body), "errcode", "errmsg");
      case FEISHU -> {
        JsonNode answer = json(body);
        yield answer.has("code")
            ? coded(answer, "code", "msg")
            : coded(answer, "StatusCode", "StatusMessage");
      }
      case TELEGRAM -> telegram(json(body));
      case SLACK -> plain(body.strip().equals("ok"), body);
      case TEAMS -> plain(body.isBlank() || body.strip().equals("1"), body);
    };
  }

  private static Answer coded(JsonNode answer, String code, String message) {
    if (!answer.path(code).isInt()) {
      return new Answer.Refused("answer_unreadable", "the answer names no " + code);
    }
    int said = answer.path(code).asInt();
    String detail = code + " " + said + ": " + line(answer.path(message).asText(""));
    if (said == 0) {
      return new Answer.Taken();
    }
    return LATER.contains(said)
        ? new Answer.Later("bot_" + said, detail, Optional.of(MINUTE))
        : new Answer.Refused("bot_" + said, detail);
  }

  private static Answer telegram(JsonNode answer) {
    if (answer.path("ok").asBoolean()) {
      return new Answer.Taken();
    }
    int code = answer.path("error_code").asInt();
    String detail = "error " + code + ": " + line(answer.path("description").asText(""));
    JsonNode after = answer.path("parameters").path("retry_after");
    return after.isInt()
        ? new Answer.Later("bot_429", detail, Optional.of(Duration.ofSeconds(after.asInt())))
        : new Answer.Refused("bot_" + code, detail);
  }

  private static Answer plain(boolean good, String body) {
    return good ? new Answer.Taken() : new Answer.Refused("bot_error", line(body));
  }

  private static JsonNode json(String body) {
    try {
      return Optional.ofNullable(JSON.readTree(body)).orElse(MissingNode.getInstance());
    } catch (JsonProcessingException _) {
      return MissingNode.getInstance();
    }
  }

  static String line(String text) {
    String one = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return one.substring(0, Math.min(one.length(), 200));
  }
}
