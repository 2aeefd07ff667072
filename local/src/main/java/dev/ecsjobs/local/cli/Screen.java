package dev.ecsjobs.local.cli;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Where a command prints: colour and the line that changes are for terminals only. */
public final class Screen {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** Where nobody says otherwise. */
  private static final int WIDTH = 100;

  private static final String CLEAR_LINE = "\r\u001b[2K";

  private final PrintStream out;
  private final boolean terminal;
  private boolean statusShown;

  private Screen(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Standard output, whatever it is connected to. */
  public static Screen standard() {
    // Which JDK answers null and which a console that is no terminal has changed more than once.
    boolean terminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
            && !"dumb".equals(System.getenv("TERM"));
    return new Screen(System.out, terminal);
  }

  /** How many characters a line has. */
  int width() {
    return terminal ? terminalWidth() : WIDTH;
  }

  /** The JDK does not know it; stty does wherever there is a terminal but on Windows. */
  private static int terminalWidth() {
    try {
      var stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      try (var answer = stty.inputReader()) {
        return Integer.parseInt(answer.readLine().split(" ", 2)[1].strip());
      }
    } catch (IOException | RuntimeException e) {
      return WIDTH;
    }
  }

  /** Prints it. */
  public synchronized void line(String text) {
    clearStatus();
    out.println(text);
  }

  /** A last line that is replaced by whatever comes next; nothing where there is no terminal. */
  public synchronized void status(String text) {
    if (terminal) {
      out.print(CLEAR_LINE + dim(text));
      out.flush();
      statusShown = true;
    }
  }

  synchronized void clearStatus() {
    if (statusShown) {
      out.print(CLEAR_LINE);
      out.flush();
      statusShown = false;
    }
  }

  /** Grey. */
  public String dim(String text) {
    return coloured("2", text);
  }

  String good(String text) {
    return coloured("32", text);
  }

  String bad(String text) {
    return coloured("31", text);
  }

  /** Bold. */
  public String strong(String text) {
    return coloured("1", text);
  }

  private String coloured(String code, String text) {
    boolean colour = terminal && System.getenv("NO_COLOR") == null;
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  /** In the zone of the person who looks. */
  static String time(Instant instant) {
    return TIME.withZone(ZoneId.systemDefault()).format(instant);
  }

  static String dateTime(Instant instant) {
    return DATE_TIME.withZone(ZoneId.systemDefault()).format(instant);
  }
}
