package dev.ecsjobs.local.cli;

import dev.ecsjobs.Checked;
import dev.ecsjobs.cost.PriceTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What commands take that say what things cost. */
public final class Prices {
  @Option(
      names = "--prices",
      paramLabel = "FILE",
      description = "Prices that differ from those that come with the program.")
  private Path file;

  PriceTable table() throws IOException {
    if (file == null) {
      return PriceTable.standard();
    }
    if (!Files.isReadable(file)) {
      throw new WrongUsage("There is no readable file " + file + ".");
    }
    return switch (PriceTable.standardWith(Files.readString(file))) {
      case Checked.Valid<PriceTable>(var table) -> table;
      case Checked.Invalid<PriceTable>(var problems) ->
          throw new WrongUsage(
              file
                  + " is no list of prices.\n"
                  + problems.stream().map(p -> "  " + p).collect(Collectors.joining("\n")));
    };
  }
}
