package dev.forebell.collector.app.command;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The sentences of {@code sla}. */
final class SlaTexts {
  private final ResourceBundle texts = Spoken.bundle("dev.forebell.collector.app.command.sla");

  String sentence(String key, Object... values) {
    return new MessageFormat(texts.getString(key), Locale.ENGLISH).format(values);
  }
}
