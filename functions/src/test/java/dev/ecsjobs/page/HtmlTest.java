package dev.ecsjobs.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTest {
  private static final Pattern ENTITY = Pattern.compile("&(amp|lt|gt|quot|#39);");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <script>alert(1)</script> | &lt;script&gt;alert(1)&lt;/script&gt;
          " onclick="x              | &quot; onclick=&quot;x
          ' onclick='x              | &#39; onclick=&#39;x
          &lt;                      | &amp;lt;
          {}                        | {}
          grün, 日本, 🚀            | grün, 日本, 🚀
          """)
  void textIsShownAsItIs(String text, String markup) {
    assertEquals(markup, Html.text(text).toString());
  }

  @Test
  void charactersThatNoTextHasAreReplaced() {
    assertEquals("a\ufffdb\ufffdc\td\ne", Html.text("a\0b\u001bc\td\ne").toString());
  }

  /** Whatever the text is, it ends neither the element nor the attribute it stands in. */
  @Test
  void noTextGetsOutOfItsPlace() {
    var chance = new Random(3);
    var dangerous =
        List.of("<", ">", "\"", "'", "&", "{}", "</p>", "-->", "]]>", "\0", "é", "\ud83d");
    for (int i = 0; i < 2000; i++) {
      var text = new StringBuilder();
      for (int part = chance.nextInt(12); part > 0; part--) {
        text.append(
            chance.nextBoolean()
                ? dangerous.get(chance.nextInt(dangerous.size()))
                : Character.toString(chance.nextInt(0x2000)));
      }
      var shown = Html.of("<p title=\"{}\">{}</p>", text, text).toString();
      var inside = shown.substring("<p title=\"".length(), shown.length() - "</p>".length());
      var attribute = inside.substring(0, inside.indexOf('"'));
      var rest = inside.substring(attribute.length());
      assertEquals("\">" + attribute, rest, () -> "got out of its place: " + text);
      var plain = ENTITY.matcher(attribute).replaceAll("");
      assertEquals(-1, indexOfAny(plain, "<>\"'&"), () -> "not escaped: " + text);
    }
  }

  private static int indexOfAny(String text, String characters) {
    return characters.chars().map(text::indexOf).max().orElse(-1);
  }

  @Test
  void markupInATemplateStaysMarkup() {
    assertEquals("<b><i>&lt;</i></b>", Html.of("<b>{}</b>", Html.of("<i>{}</i>", "<")).toString());
  }

  @Test
  void aTemplateTakesAsManyValuesAsItHasPlaces() {
    assertThrows(IllegalArgumentException.class, () -> Html.of("{}", 1, 2));
    assertThrows(IllegalArgumentException.class, () -> Html.of("{}{}", 1));
  }
}
