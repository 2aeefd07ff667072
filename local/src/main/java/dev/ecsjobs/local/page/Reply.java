package dev.ecsjobs.local.page;

import java.util.LinkedHashMap;
import java.util.Map;

/** What goes back to the browser. */
record Reply(int status, Map<String, String> headers, String body) {

  static Reply page(int status, String document) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", "text/html; charset=utf-8");
    headers.put("Content-Security-Policy", Frame.POLICY);
    return new Reply(status, headers, document);
  }

  /** Words for whoever is not shown the page. */
  static Reply text(int status, String sentence) {
    return new Reply(status, Map.of("Content-Type", "text/plain; charset=utf-8"), sentence + "\n");
  }

  /** After a wish: a page that may be loaded again without wishing once more. */
  static Reply seeOther(String path) {
    return new Reply(303, Map.of("Location", path), "");
  }
}
