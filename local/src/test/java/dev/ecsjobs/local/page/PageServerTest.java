package dev.ecsjobs.local.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.Checked;
import dev.ecsjobs.local.wire.Current;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may see and wish what, over plain HTTP. */
class PageServerTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([0-9a-f]{64})\"");

  private final Demo demo = Demo.night();
  private Served served;
  private HttpClient http;

  @BeforeEach
  void open() {
    served = Served.of(demo);
    http = HttpClient.newHttpClient();
  }

  @AfterEach
  void close() {
    served.close();
    http.close();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(served.at(path))).build(), BodyHandlers.ofString());
  }

  private String token() throws IOException, InterruptedException {
    var found = TOKEN.matcher(get("/").body());
    assertTrue(found.find());
    return found.group(1);
  }

  private int post(String path, String form, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(served.at(path))).POST(BodyPublishers.ofString(form));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString()).statusCode();
  }

  private String cookie(String token) {
    return "ecsjobs-" + served.port() + "=" + token;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/runs", "/runs?hours=1&failed=1", "/next", "/jobs/orders-sync"})
  void everyViewTakesNoStyleAndNoScriptButItsOwn(String path) throws Exception {
    var page = get(path);

    assertEquals(200, page.statusCode());
    var policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
    assertTrue(policy.startsWith("default-src 'none';"), policy);
    assertFalse(policy.contains("unsafe"), policy);
    assertFalse(page.body().contains(" style="), "the policy would not let it");
    assertFalse(page.body().contains("http://www.w3.org/1999"), "nothing from elsewhere");
  }

  @Test
  void aWishWithFormAndCookieIsTaken() throws Exception {
    var token = token();

    assertEquals(303, post("/jobs/invoices/run", "token=" + token, "Cookie", cookie(token)));
    assertEquals(List.of("run invoices"), demo.wishes);
  }

  @Test
  void aWishWithoutTheTokenIsNot() throws Exception {
    var token = token();
    var other = "0".repeat(64);

    assertEquals(403, post("/jobs/invoices/run", ""));
    assertEquals(403, post("/jobs/invoices/run", "token=" + token));
    assertEquals(403, post("/jobs/invoices/run", "", "Cookie", cookie(token)));
    assertEquals(403, post("/jobs/invoices/run", "token=" + other, "Cookie", cookie(token)));
    assertEquals(403, post("/jobs/invoices/run", "token=" + token, "Cookie", cookie(other)));
    assertEquals(List.of(), demo.wishes);
  }

  /** Even should it have got hold of the token. */
  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "http://127.0.0.1:1", "null"})
  void aWishFromAnotherPageIsNot(String origin) throws Exception {
    var token = token();

    assertEquals(
        403,
        post("/jobs/invoices/run", "token=" + token, "Cookie", cookie(token), "Origin", origin));
    assertEquals(List.of(), demo.wishes);
  }

  @Test
  void lookingChangesNothing() throws Exception {
    assertEquals(404, get("/jobs/invoices/run").statusCode());
    assertEquals(List.of(), demo.wishes);
  }

  @Test
  void whoCallsThisMachineByAnotherNameSeesNothing() throws Exception {
    try (var socket = new Socket(LOOPBACK, served.port())) {
      var request = "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
      assertFalse(answer.contains("invoices"), answer);
    }
  }

  @Test
  void aPathThatIsNoneIsShownAsText() throws Exception {
    var page = get("/jobs/%3Cimg%20src=x%3E");

    assertEquals(404, page.statusCode());
    assertTrue(page.body().contains("There is nothing at /jobs/&lt;img src=x&gt;."), page.body());
  }

  @Test
  void whatIsNotThereIsSaid() throws Exception {
    assertTrue(get("/jobs/no-such").body().contains("There is no job no-such"));
    assertTrue(get("/runs/hello/20260301T010000Z").body().contains("There is no run hello/"));
    assertTrue(get("/runs/hello/20260301T010000Z?asked=1").body().contains("about to be taken up"));
  }

  @Test
  void aTakenPortIsAProblemOfTheOptions() {
    var opened = PageServer.open(served.port(), new Current<Desk>(), () -> Demo.NOW, Demo.ZONE);

    var problems = assertInstanceOf(Checked.Invalid.class, opened).problems();
    assertTrue(problems.toString().contains("Give another with --port."), problems::toString);
  }

  @Test
  void closingDoesNotWaitForThoseWhoKeepTheirConnection() throws Exception {
    try (var socket = new Socket(LOOPBACK, served.port())) {
      var request = "GET /next HTTP/1.1\r\nHost: localhost\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      assertEquals('H', socket.getInputStream().read());

      served.close();

      var rest = socket.getInputStream().readAllBytes(); // ends, since the connection does
      assertTrue(rest.length > 0);
    }
  }
}
