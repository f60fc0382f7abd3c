package dev.forebell.benchmarks.speed;

import java.io.IOException;
import java.util.List;

/** A part of the table that can be measured by itself, in about four minutes at most. */
interface Part {
  /** Measures it. */
  List<Row> measure(Bench bench) throws IOException, InterruptedException;
}
