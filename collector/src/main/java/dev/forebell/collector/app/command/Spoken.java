package dev.forebell.collector.app.command;

import dev.forebell.common.config.UserLanguage;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;

/** Texts of the commands in the language of display, which {@code main} sets to the user's. */
public final class Spoken {
  private Spoken() {}

  /**
   * Texts in the language of display.
   *
   * @param name full name of the bundle
   */
  static ResourceBundle bundle(String name) {
    return ResourceBundle.getBundle(name, spoken().locale(), UserLanguage.ONLY_THIS);
  }

  /** What commands say about themselves; empty in English: it stands at the commands. */
  public static Optional<ResourceBundle> usage() {
    return spoken() == UserLanguage.en
        ? Optional.empty()
        : Optional.of(bundle(Spoken.class.getPackageName() + ".usage"));
  }

  private static UserLanguage spoken() {
    return UserLanguage.of(
        Map.of(), "--lang", Locale.getDefault(Locale.Category.DISPLAY).getLanguage());
  }
}
