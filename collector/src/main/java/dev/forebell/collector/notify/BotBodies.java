package dev.forebell.collector.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.forebell.collector.port.Channel.Bot;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What each family of bots wants to be posted, and where. */
final class BotBodies {
  private static final int WECOM_BYTES = 4096;
  private static final int DINGTALK_BYTES = 18_000;
  private static final int FEISHU_BYTES = 18_000;
  private static final int TELEGRAM_BYTES = 4000;
  private static final int SLACK_BYTES = 12_000;
  private static final int TEAMS_BYTES = 24_000;

  private BotBodies() {}

  /**
   * A request's parts.
   *
   * @param url with all secrets
   */
  record Post(String url, Map<String, Object> body) {}

  /**
   * @param mentions addresses of people of the room who are meant
   * @param chat Telegram: where it goes
   * @param now goes into signatures
   */
  static Post of(
      Bot bot, Letter letter, List<String> mentions, Optional<String> chat, Instant now) {
    String url = bot.url().reveal();
    return switch (bot.kind()) {
      case WECOM -> new Post(url, wecom(letter, mentions));
      case DINGTALK -> new Post(signedQuery(bot, url, now), dingtalk(letter, mentions));
      case FEISHU -> new Post(url, feishu(bot, letter, mentions, now));
      case TELEGRAM ->
          new Post(
              (url.endsWith("/") ? url : url + "/") + "sendMessage",
              telegram(bot, letter, mentions, chat));
      case SLACK -> new Post(url, Map.of("text", slack(letter, mentions)));
      case TEAMS -> new Post(url, teams(letter));
    };
  }

  private static Map<String, Object> wecom(Letter letter, List<String> mentions) {
    String content =
        "**" + letter.title() + "**\n" + LetterForms.body(letter) + marks(mentions, "<@", ">");
    return typed("markdown", Map.of("content", LetterForms.cut(content, WECOM_BYTES)));
  }

  private static Map<String, Object> typed(String type, Map<String, Object> content) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("msgtype", type);
    body.put(type, content);
    return body;
  }

  private static Map<String, Object> dingtalk(Letter letter, List<String> mentions) {
    String text =
        "### "
            + letter.title()
            + "\n"
            // Markdown of DingTalk joins lines that are not apart.
            + LetterForms.body(letter).replace("\n", "\n\n")
            + marks(mentions, "@", "");
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("title", letter.title());
    content.put("text", LetterForms.cut(text, DINGTALK_BYTES));
    Map<String, Object> body = typed("markdown", content);
    body.put("at", Map.of("atMobiles", mentions, "isAtAll", false));
    return body;
  }

  private static String signedQuery(Bot bot, String url, Instant now) {
    return bot.secret()
        .map(
            secret -> {
              String key = secret.reveal();
              String text = now.toEpochMilli() + "\n" + key;
              String sign =
                  URLEncoder.encode(hmac(key.getBytes(UTF_8), text.getBytes(UTF_8)), UTF_8);
              return url + "&timestamp=" + now.toEpochMilli() + "&sign=" + sign;
            })
        .orElse(url);
  }

  private static Map<String, Object> feishu(
      Bot bot, Letter letter, List<String> mentions, Instant now) {
    String text = letter.title() + "\n" + LetterForms.body(letter);
    Map<String, Object> body = new LinkedHashMap<>();
    bot.secret()
        .ifPresent(
            secret -> {
              String key = now.getEpochSecond() + "\n" + secret.reveal();
              body.put("timestamp", Long.toString(now.getEpochSecond()));
              body.put("sign", hmac(key.getBytes(UTF_8), new byte[0]));
            });
    body.put("msg_type", "text");
    body.put(
        "content",
        Map.of(
            "text",
            LetterForms.cut(text, FEISHU_BYTES) + marks(mentions, "<at user_id=\"", "\"></at>")));
    return body;
  }

  private static Map<String, Object> telegram(
      Bot bot, Letter letter, List<String> mentions, Optional<String> chat) {
    String text = LetterForms.cut(letter.title() + "\n" + LetterForms.body(letter), TELEGRAM_BYTES);
    int title = Math.min(letter.title().length(), text.length());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("chat_id", chat.orElse(""));
    bot.thread().ifPresent(thread -> body.put("message_thread_id", thread));
    body.put("parse_mode", "HTML");
    body.put(
        "text",
        "<b>"
            + LetterForms.escaped(text.substring(0, title))
            + "</b>"
            + LetterForms.escaped(text.substring(title))
            + LetterForms.escaped(marks(mentions, "", "")));
    body.put("disable_web_page_preview", true);
    return body;
  }

  private static String slack(Letter letter, List<String> mentions) {
    String text = "*" + letter.title() + "*\n" + LetterForms.body(letter);
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return LetterForms.cut(escaped, SLACK_BYTES) + marks(mentions, "<@", ">");
  }

  private static Map<String, Object> teams(Letter letter) {
    Map<String, Object> title = block(letter.title());
    title.put("weight", "Bolder");
    title.put("size", "Medium");
    if (letter.urgent()) {
      title.put("color", "Attention");
    }
    String text = LetterForms.cut(LetterForms.body(letter), TEAMS_BYTES).replace("\n", "\n\n");
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("type", "AdaptiveCard");
    card.put("version", "1.4");
    card.put("body", List.of(title, block(text)));
    Map<String, Object> attachment = new LinkedHashMap<>();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
    attachment.put("content", card);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "message");
    body.put("attachments", List.of(attachment));
    return body;
  }

  private static Map<String, Object> block(String text) {
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("type", "TextBlock");
    block.put("text", text);
    block.put("wrap", true);
    return block;
  }

  private static String marks(List<String> mentions, String before, String after) {
    return mentions.isEmpty()
        ? ""
        : mentions.stream()
            .map(one -> before + one + after)
            .collect(Collectors.joining(" ", "\n", ""));
  }

  private static String hmac(byte[] key, byte[] text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
