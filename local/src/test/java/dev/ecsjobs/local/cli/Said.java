package dev.ecsjobs.local.cli;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.Main;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a command answered. */
record Said(int exitCode, String out, String err) {

  /** Executes a command in this process. One at a time: standard output is everybody's. */
  static Said by(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new StringWriter();
    var standard = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      int exitCode = Main.commandLine().setErr(new PrintWriter(err, true)).execute(arguments);
      return new Said(exitCode, out.toString(StandardCharsets.UTF_8), err.toString());
    } finally {
      System.setOut(standard);
    }
  }

  Document json() {
    return Document.reading(Json.readObject(out));
  }

  /** Whether these stand in the output in this order, whatever is between them. */
  boolean hasInOrder(List<String> parts) {
    int from = 0;
    for (var part : parts) {
      int found = out.indexOf(part, from);
      if (found < 0) {
        return false;
      }
      from = found + part.length();
    }
    return true;
  }
}
