package dev.forebell.collector.notify;

import dev.forebell.collector.engine.customer.Language;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;

/** Sentences of messages in one language; arguments are texts already. */
final class NoticeTexts {
  static final String BUNDLE = "dev.forebell.collector.notify.notice";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private final ResourceBundle bundle;
  private final Locale locale;

  private NoticeTexts(Locale locale) {
    this.locale = locale;
    this.bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  static NoticeTexts in(Language language) {
    return new NoticeTexts(
        switch (language) {
          case EN -> Locale.ENGLISH;
          case ZH -> Locale.CHINESE;
          case RU -> Locale.of("ru");
        });
  }

  /** As HTML names it. */
  String tag() {
    return locale.toLanguageTag();
  }

  String say(String key, Object... texts) {
    return new MessageFormat(bundle.getString(key), locale).format(texts);
  }

  /** As {@link #say}, or the word itself where the bundle does not know it. */
  String word(String family, String word) {
    String key = family + "." + word;
    return bundle.containsKey(key) ? bundle.getString(key) : word;
  }

  /** {@code 2026-10-02 03:00 (Asia/Shanghai)}. */
  String time(Instant at, ZoneId zone) {
    return TIME.format(at.atZone(zone)) + " (" + zone.getId() + ")";
  }
}
