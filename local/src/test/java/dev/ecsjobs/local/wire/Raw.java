package dev.ecsjobs.local.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ecsjobs.aws.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** An answer as it came over the wire, to a request that no SDK would send. */
record Raw(int status, Map<String, String> headers, String body) {
  private static final String ECS = "AmazonEC2ContainerServiceV20141113.";

  static Raw ecs(int port, String action, String body) {
    return post(port, Map.of("X-Amz-Target", ECS + action), body);
  }

  static Raw post(int port, Map<String, String> headers, String body) {
    return send("127.0.0.1", port, "POST", headers, body);
  }

  static Raw send(
      String address, int port, String method, Map<String, String> headers, String body) {
    return send(address, port, method, "/", headers, body);
  }

  /** Headers win over those that every request needs. */
  static Raw send(
      String address,
      int port,
      String method,
      String path,
      Map<String, String> headers,
      String body) {
    var all = new LinkedHashMap<String, String>();
    all.put("Host", address + ":" + port);
    all.put("Content-Length", Integer.toString(body.getBytes(UTF_8).length));
    all.put("Connection", "close");
    all.putAll(headers);
    var text = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    all.forEach((name, value) -> text.append(name + ": " + value + "\r\n"));
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port));
      socket.getOutputStream().write((text + "\r\n" + body).getBytes(UTF_8));
      return read(new String(socket.getInputStream().readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Raw read(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    var lines = answer.substring(0, end).split("\r\n", -1);
    var headers = new LinkedHashMap<String, String>();
    for (int line = 1; line < lines.length; line++) {
      var parts = lines[line].split(": *", 2);
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
    }
    return new Raw(
        Integer.parseInt(lines[0].split(" ", -1)[1]), headers, answer.substring(end + 4));
  }

  Object field(String name) {
    return Json.readObject(body).get(name);
  }

  Object type() {
    return field("__type");
  }

  String message() {
    return field("message").toString();
  }
}
