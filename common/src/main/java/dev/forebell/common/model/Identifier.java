package dev.forebell.common.model;

import java.util.regex.Pattern;

/** The one rule for names that people choose in configuration and that travel in keys and paths. */
final class Identifier {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  private Identifier() {}

  static boolean valid(String text) {
    return SHAPE.matcher(text).matches();
  }

  static String require(String what, String text) {
    if (!valid(text)) {
      throw new IllegalArgumentException(
          what
              + ": '"
              + text
              + "' is not 1 to 128 letters, digits, '.', '_' or '-' starting with a letter or"
              + " digit");
    }
    return text;
  }
}
