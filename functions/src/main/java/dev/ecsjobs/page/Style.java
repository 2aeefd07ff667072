package dev.ecsjobs.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The style sheet that every host shows the views with, under an element of class ecsjobs. */
public final class Style {
  /** CSS; nothing in it can end a style element. */
  public static final String SHEET = resource("page.css");

  private Style() {}

  private static String resource(String name) {
    try (var text = Style.class.getResourceAsStream(name)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
