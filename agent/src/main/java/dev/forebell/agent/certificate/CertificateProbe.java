package dev.forebell.agent.certificate;

import dev.forebell.agent.probe.Probe;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** When the certificates in the given files expire. */
public final class CertificateProbe implements Probe {
  private static final System.Logger LOG = System.getLogger(CertificateProbe.class.getName());

  private final List<CertificateFile> files;
  private final InstantSource clock;
  // A new certificate in the old place may have another name; what was said of the old one is
  // answered by the new one, or its condition would never end.
  private final Map<CertificateFile, Set<SeriesKey>> told = new LinkedHashMap<>();
  private final Map<CertificateFile, String> complaints = new LinkedHashMap<>();

  public CertificateProbe(List<CertificateFile> files, InstantSource clock) {
    this.files = List.copyOf(files);
    this.clock = clock;
  }

  @Override
  public String name() {
    return "certificate";
  }

  @Override
  public boolean mayBlock() {
    return true;
  }

  @Override
  public Duration interval() {
    return Duration.ofMinutes(10);
  }

  @Override
  public Duration timeout() {
    return Duration.ofSeconds(5);
  }

  @Override
  public List<Sample> read() {
    List<Sample> samples = new ArrayList<>();
    for (CertificateFile file : files) {
      Set<SeriesKey> before = told.computeIfAbsent(file, _ -> new LinkedHashSet<>());
      Reading reading = read(file, before);
      before.forEach(series -> samples.add(new Sample(series, reading)));
    }
    return samples;
  }

  private Reading read(CertificateFile file, Set<SeriesKey> before) {
    try {
      Sample now = file.read().remaining(file.path().toString(), Map.of(), clock.instant());
      before.add(now.series());
      complaints.remove(file);
      return now.reading();
    } catch (AccessDeniedException e) {
      complain(file, "may not be read by this user");
      return Reading.unavailable(Cause.NO_PERMISSION);
    } catch (IOException e) {
      complain(file, e.toString());
      return Reading.unavailable(Cause.FAILED);
    }
  }

  private void complain(CertificateFile file, String why) {
    if (!why.equals(complaints.put(file, why))) {
      LOG.log(System.Logger.Level.WARNING, "certificate {0}: {1}", file.path(), why);
    }
  }
}
