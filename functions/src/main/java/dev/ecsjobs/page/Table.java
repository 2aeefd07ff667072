package dev.ecsjobs.page;

import java.util.ArrayList;
import java.util.List;

/** A table that says of its parts what they are, even where a narrow screen makes cards of them. */
final class Table {
  private final String css;
  private final List<Column> columns = new ArrayList<>();
  private final List<Html> rows = new ArrayList<>();

  private record Column(String css, Html title, boolean tells) {}

  Table(String css) {
    this.css = css;
  }

  /** One column more; its cells have the class. */
  Table column(String css, String title) {
    columns.add(new Column(css, Html.text(title), true));
    return this;
  }

  /** One that is left out, title and cells, where it would tell nothing. */
  Table columnIf(boolean tells, String css, String title) {
    return tells ? column(css, title) : leftOut();
  }

  private Table leftOut() {
    columns.add(new Column("", Html.NONE, false));
    return this;
  }

  /** One whose title need not be seen. */
  Table plainColumn(String css, String title) {
    columns.add(new Column(css, Html.of("<span class=\"unseen\">{}</span>", title), true));
    return this;
  }

  /**
   * A line, with a cell for each column.
   *
   * @param key what the line is about
   */
  void row(Object key, Object... cells) {
    var drawn = new ArrayList<Html>();
    for (int i = 0; i < columns.size(); i++) {
      var column = columns.get(i);
      if (column.tells()) {
        drawn.add(Html.of("<td role=\"cell\" class=\"{}\">{}</td>", column.css(), cells[i]));
      }
    }
    rows.add(
        Html.of(
            "<tr role=\"row\" data-row data-key=\"{}\">{}</tr>",
            key,
            Html.each(drawn, cell -> cell)));
  }

  Html shown() {
    return Html.of(
        """
        <div class="scroll"><table class="{}" role="table"><thead role="rowgroup"><tr role="row">{}</tr></thead>\
        <tbody role="rowgroup">{}</tbody></table></div>\
        """,
        css,
        Html.each(
            columns.stream().filter(Column::tells).toList(),
            column ->
                Html.of(
                    "<th scope=\"col\" role=\"columnheader\" class=\"{}\">{}</th>",
                    column.css(),
                    column.title())),
        Html.each(rows, row -> row));
  }
}
