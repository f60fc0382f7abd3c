package dev.forebell.agent.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesPoolTest {
  @Test
  void equalSeriesOfSuccessiveSamplesAreOneObject() {
    SeriesPool pool = new SeriesPool();
    SeriesKey first = pool.share(List.of(cpu(1))).getFirst().series();
    List<Sample> second = pool.share(List.of(Sample.of(Metrics.UPTIME.series(), 3), cpu(2)));
    assertSame(first, second.get(1).series());
    assertEquals(cpu(2), second.get(1));
  }

  private static Sample cpu(double value) {
    return Sample.of(Metrics.CPU_UTILIZATION.series(Metrics.CPU_MODE, "user"), value);
  }
}
