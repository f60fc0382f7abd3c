package dev.forebell.collector.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdleSuppressionsTest {
  @TempDir private Path dir;

  @Test
  void whatWillNeverDoAnythingIsNamed() throws IOException {
    Files.createDirectories(dir.resolve("customers"));
    Files.writeString(
        dir.resolve("customers/x.yaml"),
        """
        customer: {id: x, code: X, zone: UTC}
        sites: [{id: a}, {id: b}]
        hosts: [{id: x-1, site: a, kind: server}]
        maintenance:
          - {id: past, from: 2026-01-01T00:00, to: 2026-01-02T00:00}
          - {id: nowhere, weekly: {sat: "22:00-04:00"}, sites: b}
          - {id: fine, weekly: {sat: "22:00-04:00"}}
          - {id: always, calendar: always}
        silences:
          - {id: expired, match: {rule: x}, until: 2026-01-02T00:00}
          - {id: good, match: {rule: x}, until: 2027-01-02T00:00}
        """);
    Loaded loaded = ConfigurationFiles.load(dir);
    Loaded.Ok ok = assertInstanceOf(Loaded.Ok.class, loaded, loaded.toString());
    assertEquals(
        List.of(
            "customers/x.yaml:5:10: maintenance window 'past' of customer 'x' never comes any more",
            "customers/x.yaml:6:10: maintenance window 'nowhere' of customer 'x' is for no host",
            "customers/x.yaml:10:10: silence 'expired' of customer 'x' expired at"
                + " 2026-01-02T00:00:00Z"),
        IdleSuppressions.of(ok.configuration(), Instant.parse("2026-06-01T00:00:00Z")).stream()
            .map(problem -> problem.at() + ": " + problem.what())
            .toList());
  }
}
