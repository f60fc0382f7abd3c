package dev.forebell.collector.app.command;

import dev.forebell.collector.port.TokenHash;
import dev.forebell.common.model.Secret;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.HexFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes a token for a reader or a source of {@code collector.yaml}. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a token for a reader of metrics or a source of them: the first line is the token, for"
          + " the other system; the second its SHA-256, for collector.yaml. Nothing is stored."
    })
public final class TokenCommand implements Runnable {
  private static final int BYTES = 32;

  @Spec private CommandSpec spec = CommandSpec.create(); // replaced by the command line

  @Override
  public void run() {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    Secret token = new Secret("fbt_" + HexFormat.of().formatHex(random));
    PrintWriter out = spec.commandLine().getOut();
    out.println("token:  " + token.reveal());
    out.println("sha256: " + TokenHash.of(token).hex());
    out.flush();
  }
}
