package dev.ecsjobs.local.cli;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Where a command prints: colour and the line that changes are for terminals only. */
public final class Screen {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** Where nobody says otherwise. */
  private static final int WIDTH = 100;

  private static final int HEIGHT = 40;

  private static final String CLEAR_LINE = "\r\u001b[2K";
  private static final String CLEAR_REST = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";
  private static final String HOME = "\u001b[H";

  private final PrintStream out;
  private final boolean terminal;
  private boolean statusShown;
  private boolean framed;

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

  /** Whether somebody looks at it as it changes. */
  boolean isTerminal() {
    return terminal;
  }

  /** How many characters a line has. */
  int width() {
    return terminal ? terminalSize()[1] : WIDTH;
  }

  /** How many lines can be seen at a time. */
  int height() {
    return terminal ? terminalSize()[0] : HEIGHT;
  }

  /** The JDK does not know it; stty does wherever there is a terminal but on Windows. */
  private static int[] terminalSize() {
    try {
      var stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      try (var answer = stty.inputReader()) {
        var size = answer.readLine().split(" ", 2);
        return new int[] {Integer.parseInt(size[0]), Integer.parseInt(size[1].strip())};
      }
    } catch (IOException | RuntimeException e) {
      return new int[] {HEIGHT, WIDTH};
    }
  }

  /** In place of the frame before; what does not fit is cut. Only for terminals. */
  synchronized void frame(List<String> lines) {
    var whole = new StringBuilder(framed ? HOME : HOME + CLEAR_BELOW);
    int width = width();
    for (var line : lines.subList(0, Math.min(lines.size(), height() - 1))) {
      whole.append(Columns.cut(line, width)).append(CLEAR_REST).append('\n');
    }
    out.print(whole.append(CLEAR_BELOW));
    out.flush();
    framed = true;
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
