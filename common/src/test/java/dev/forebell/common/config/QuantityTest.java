package dev.forebell.common.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "30s,PT30S",
    "5m,PT5M",
    "2h,PT2H",
    "1d,PT24H",
    "50ms,PT0.05S",
    "1h30m,PT1H30M",
    "1.5h,PT1H30M",
    "PT5M,PT5M",
    "P1D,PT24H",
    "0s,PT0S"
  })
  void durationsReadAsWritten(String text, String iso) {
    assertEquals(Optional.of(Duration.parse(iso)), Quantity.duration(text).toOptional());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"5", "5 m", "-5m", "m", "5x", "", "1d2", "PT-5M", "99999999d", "P1M", "１s"})
  void otherTextsAreNoDurations(String text) {
    assertEquals(Optional.empty(), Quantity.duration(text).toOptional());
  }

  @ParameterizedTest
  @CsvSource({"90%,0.9", "0.9,0.9", "1,1.0", "0%,0.0", "99.5%,0.995"})
  void sharesAreRatios(String text, double ratio) {
    assertEquals(Optional.of(ratio), Quantity.share(text).toOptional());
  }

  @ParameterizedTest
  @ValueSource(strings = {"90", "101%", "-1%", "%", "NaN", "a"})
  void otherTextsAreNoShares(String text) {
    assertEquals(Optional.empty(), Quantity.share(text).toOptional());
  }

  @ParameterizedTest
  @CsvSource({"10GiB,10737418240", "10GB,10000000000", "512B,512", "1.5kB,1500", "2KiB,2048"})
  void sizesAreBytes(String text, long bytes) {
    assertEquals(Optional.of(bytes), Quantity.size(text).toOptional());
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "10Gi", "10 GiB", "-1B", "9000000PB"})
  void otherTextsAreNoSizes(String text) {
    assertEquals(Optional.empty(), Quantity.size(text).toOptional());
  }

  @ParameterizedTest
  @CsvSource({
    "90%,0.9,SHARE,false", "0.9,0.9,PLAIN,false", "40GiB,42949672960,BYTES,false",
    "50ms,0.05,SECONDS,false", "4MiB/s,4194304,BYTES,true", "10/s,10,PLAIN,true",
    "-10,-10,PLAIN,false", "-1m30s,-90,SECONDS,false"
  })
  void levelsCarryTheirUnit(String text, double value, Quantity.Unit unit, boolean perSecond) {
    assertEquals(
        Optional.of(new Quantity.Level(value, unit, perSecond)), Quantity.level(text).toOptional());
  }

  @Test
  void workAmountsKeepHoursAndDaysApart() {
    assertEquals(
        Optional.of(new WorkAmount.OpenTime(Duration.ofHours(4))),
        WorkAmount.parse("4wh").toOptional());
    assertEquals(
        Optional.of(new WorkAmount.OpenTime(Duration.ofHours(4))),
        WorkAmount.parse("PT4H").toOptional());
    assertEquals(
        Optional.of(new WorkAmount.WorkingDays(new BigDecimal("0.5"))),
        WorkAmount.parse("0.5wd").toOptional());
    assertEquals(
        Optional.of(new WorkAmount.NextWorkingDay()),
        WorkAmount.parse("next_working_day").toOptional());
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "-1wd", "wd", "4 wh", "nextday", "99999wd"})
  void otherTextsAreNoAmounts(String text) {
    assertEquals(Optional.empty(), WorkAmount.parse(text).toOptional());
  }
}
