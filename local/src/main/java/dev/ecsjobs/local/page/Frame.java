package dev.ecsjobs.local.page;

import dev.ecsjobs.page.Html;
import dev.ecsjobs.page.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The document around a view. Style and script stand in it, and the browser is told to take no
 * other: not even what somebody manages to smuggle into a view would be one.
 *
 * @param path of the view, to mark it in the head
 * @param sign what the tab shows: of {@code good}, {@code bad} and {@code quiet}
 */
record Frame(String path, String title, String sign, Desk desk, Html view) {
  private static final String STYLE = Style.SHEET + resource("frame.css");
  private static final String SCRIPT = resource("page.js");

  /** The only style and the only script there are, by their hashes. */
  static final String POLICY =
      "default-src 'none'; style-src '%s'; script-src '%s'; connect-src 'self'; img-src data:;"
              .formatted(hash(STYLE), hash(SCRIPT))
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  String document() {
    return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
        + Html.of(
            "<title>{}</title><link rel=\"icon\" href=\"data:image/svg+xml,{}\">", title, icon())
        + "<style>"
        + STYLE
        + "</style></head>"
        + body()
        + "<script>"
        + SCRIPT
        + "</script></body></html>\n";
  }

  private Html body() {
    return Html.of(
        "<body class=\"ecsjobs\" data-refresh=\"{}\"><a class=\"skip\" href=\"#main\">To the"
            + " content</a><header class=\"top\"><a class=\"brand\" href=\"/\">ecsjobs</a><nav"
            + " aria-label=\"Views\">{}{}{}</nav><span class=\"place\">{}</span><span id=\"live\""
            + " role=\"status\">not live</span><button id=\"help\" hidden title=\"Keys\""
            + " aria-label=\"Keys\">?</button></header><main id=\"main\""
            + " tabindex=\"-1\">{}{}</main>{}",
        desk.lookEvery().toMillis(),
        nav("/", "Jobs", "1"),
        nav("/runs", "Runs", "2"),
        nav("/next", "Next", "3"),
        desk.place(),
        desk.caution()
            .map(caution -> Html.of("<p class=\"caution\">{}</p>", caution))
            .orElse(Html.NONE),
        view,
        KEYS);
  }

  private Html nav(String to, String label, String key) {
    return Html.of(
        "<a href=\"{}\" data-key=\"{}\"{}>{}</a>",
        to,
        key,
        to.equals(path) ? Html.of(" aria-current=\"page\"") : Html.NONE,
        label);
  }

  private static final Html KEYS =
      Html.of(
          "<dialog id=\"keys\" aria-labelledby=\"keys-title\"><h2"
              + " id=\"keys-title\">Keys</h2><dl><div><dt><kbd>j</kbd> <kbd>k</kbd> or <kbd>↓</kbd>"
              + " <kbd>↑</kbd></dt><dd>next, previous</dd></div>"
              + "<div><dt><kbd>Enter</kbd></dt><dd>open</dd></div>"
              + "<div><dt><kbd>u</kbd></dt><dd>back</dd></div><div><dt><kbd>1</kbd> <kbd>2</kbd>"
              + " <kbd>3</kbd></dt><dd>jobs, runs, next</dd></div><div><dt><kbd>r</kbd>"
              + " <kbd>c</kbd></dt><dd>to the buttons: run now,"
              + " cancel</dd></div><div><dt><kbd>?</kbd></dt><dd>this list</dd></div></dl><form"
              + " method=\"dialog\"><button>Close</button></form></dialog>");

  /** A dot in the tab: round if all is well, a square if not. */
  private String icon() {
    var shape =
        switch (sign) {
          case "bad" -> "rect x='2' y='2' width='12' height='12' rx='2' fill='%23d0342c'";
          case "good" -> "circle cx='8' cy='8' r='6' fill='%231f9d55'";
          default -> "circle cx='8' cy='8' r='6' fill='%237a8694'";
        };
    return "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><" + shape + "/></svg>";
  }

  private static String hash(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (var text = Frame.class.getResourceAsStream(name)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
