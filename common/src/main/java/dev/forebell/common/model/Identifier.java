package dev.forebell.common.model;

/** The one rule for names that people choose in configuration and that travel in keys and paths. */
final class Identifier {
  private static final int LONGEST = 128;

  private Identifier() {}

  static boolean valid(String text) {
    // Asked whenever an identity is made, which is with every witness and every row: no pattern.
    if (text.isEmpty() || text.length() > LONGEST || !isLetterOrDigit(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isLetterOrDigit(c) && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
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
