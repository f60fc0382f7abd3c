package dev.forebell.collector.port;

import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Sample;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Takes what other systems say is wrong with hosts. Thread-safe. */
public interface AlertSink {
  /**
   * Which host an alert is about: the one that it names, if that is of the source's customer or new
   * and there is room; else the host that stands for the source itself and is called as it. So
   * nothing is lost for want of a host.
   *
   * @param named as the sender calls it
   * @return empty: the source's own name is taken by somebody else's host
   */
  Optional<HostId> place(Source source, Optional<HostId> named);

  /**
   * What is said of a host now. It is no sign of the host's life.
   *
   * @return true when it is committed; false: the host is new and not there yet, say it again in a
   *     moment; failed: it was not stored
   */
  CompletionStage<Boolean> reported(HostId host, List<Sample> samples);
}
