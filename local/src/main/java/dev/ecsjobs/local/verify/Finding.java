package dev.ecsjobs.local.verify;

import dev.ecsjobs.Document;
import dev.ecsjobs.Problem;
import dev.ecsjobs.local.template.Place;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;

/** Something to be said of a template: how bad, where, what, and how to mend it. */
public record Finding(Severity severity, Problem problem) {
  private static final Pattern PLACE = Pattern.compile(":(\\d{1,9}):(\\d{1,9})");

  /** The worst first, and then in the order of the text. */
  public static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing(Finding::severity).thenComparing(Finding::place);

  /** Where its where says, or before the text. */
  private Place place() {
    var place = PLACE.matcher(problem.where());
    return place.find()
        ? new Place(Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)))
        : new Place(0, 0);
  }

  /** The finding as a JSON object. */
  public Document document() {
    return new Document()
        .put("severity", severity.name().toLowerCase(Locale.ROOT))
        .put("where", problem.where())
        .put("what", problem.what())
        .put("fix", problem.fix());
  }
}
