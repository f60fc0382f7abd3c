package dev.forebell.agent.fuzz;

/**
 * Breaks on four bytes in a row, which no random input has: a fuzzer that does not see how far it
 * gets would never find them.
 */
final class PlantedFuzzTarget {
  private PlantedFuzzTarget() {}

  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length > 3
        && input[0] == 'F'
        && input[1] == 'o'
        && input[2] == 'r'
        && input[3] == 'e') {
      throw new IllegalStateException("the planted bug");
    }
  }
}
