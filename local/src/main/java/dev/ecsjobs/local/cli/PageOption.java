package dev.ecsjobs.local.cli;

import dev.ecsjobs.Checked;
import dev.ecsjobs.local.page.Desk;
import dev.ecsjobs.local.page.PageServer;
import dev.ecsjobs.local.wire.Current;
import java.time.InstantSource;
import java.time.ZoneId;
import picocli.CommandLine.Option;

/** Where a command serves the page. */
public final class PageOption {
  private static final int LAST_PORT = 65_535;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "" + PageServer.PORT,
      description =
          "Where the page is, on this machine; 0 for any free port; else ${DEFAULT-VALUE}.")
  private int port;

  Checked<PageServer> open(Current<Desk> desks) {
    if (port < 0 || port > LAST_PORT) {
      throw new WrongUsage("--port has to be from 0 to " + LAST_PORT + ".");
    }
    return PageServer.open(port, desks, InstantSource.system(), ZoneId.systemDefault());
  }
}
