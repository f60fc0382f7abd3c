package dev.forebell.agent;

import dev.forebell.agent.certificate.CertificateFile;
import dev.forebell.agent.probe.ProcessWatch;
import dev.forebell.agent.watch.PortWatch;
import dev.forebell.common.config.Keys;
import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.Secret;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what is to be watched: units, processes, ports, certificates. */
record WatchReader(Secrets secrets) {
  private static final String UNIT =
      "a unit such as ssh.service; without an ending it is a service";
  private static final String PORT =
      "a port such as 22, or ADDRESS:PORT with an address in numbers";

  static Optional<String> unit(YamlValue value) {
    return value.parse(
        text ->
            text.matches("[A-Za-z0-9:_.@\\\\-]+")
                ? Parsed.good(text.contains(".") ? text : text + ".service")
                : Parsed.bad(Quantity.quoted(text) + " is not the name of a unit", UNIT),
        UNIT);
  }

  Optional<ProcessWatch> process(YamlValue value) {
    if (value.isText()) {
      return value.text().map(name -> new ProcessWatch(name, Optional.of(name), Optional.empty()));
    }
    return value
        .map()
        .map(map -> map.expect(Keys.required("name").andOptional("process", "command")))
        .flatMap(WatchReader::process);
  }

  private static Optional<ProcessWatch> process(YamlMap map) {
    Optional<String> process = map.text("process");
    Optional<String> command = map.text("command");
    if (process.isEmpty() && command.isEmpty()) {
      map.problem("the watch says nothing of the process", "process, command or both");
      return Optional.empty();
    }
    return map.text("name").map(name -> new ProcessWatch(name, process, command));
  }

  static Optional<PortWatch> port(YamlValue value) {
    return value.parse(
        text -> {
          int colon = text.lastIndexOf(':');
          Optional<Integer> port = HostPort.port(text.substring(colon + 1));
          if (port.isEmpty()) {
            return Parsed.bad(Quantity.quoted(text) + " names no port", PORT);
          }
          return colon < 0
              ? Parsed.good(PortWatch.of(port.get()))
              : watch(text.substring(0, colon), port.get());
        },
        PORT);
  }

  private static Parsed<PortWatch> watch(String address, int port) {
    String bare = address.replaceAll("^\\[|]$", "");
    // Names would be looked up, and could change: only numbers are addresses of this host for sure.
    if (!bare.matches("[0-9.]+|[0-9a-fA-F:]+:[0-9a-fA-F:.]*")) {
      return Parsed.bad(Quantity.quoted(address) + " is not an address in numbers", PORT);
    }
    try {
      List<Byte> bytes = new ArrayList<>();
      for (byte one : InetAddress.getByName(bare).getAddress()) {
        bytes.add(one);
      }
      return Parsed.good(new PortWatch(bytes, bare, port));
    } catch (UnknownHostException e) {
      return Parsed.bad(Quantity.quoted(address) + " is not an address", PORT);
    }
  }

  Optional<CertificateFile> certificate(YamlValue value) {
    if (value.isText()) {
      return value
          .text()
          .map(text -> new CertificateFile(secrets.dir().resolve(text), Optional.empty()));
    }
    return value
        .map()
        .map(map -> map.expect(Keys.required("file").andOptional("password")))
        .flatMap(
            map -> {
              Optional<Secret> password = map.get("password").flatMap(secrets::secret);
              return map.text("file")
                  .map(file -> new CertificateFile(secrets.dir().resolve(file), password));
            });
  }
}
