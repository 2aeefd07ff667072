package dev.ecsjobs.cost;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A price table as a file of properties. */
final class PriceFile {
  private static final String STANDARD = "prices.properties";
  private static final Pattern REGIONAL =
      Pattern.compile("fargate\\.([a-z]{2,}(?:-[a-z]+)+-\\d)\\.(arm\\.)?(vcpuHour|gbHour)");
  private static final String FORMS =
      "Use date, source, fargate.REGION.vcpuHour, fargate.REGION.gbHour, the same with .arm before"
          + " the last word, fargate.storageHour, fargate.armShare, fargate.spotShare,"
          + " ec2.vcpuHour or ec2.gbHour";

  private final Properties lines;
  private final List<Problem> problems = new ArrayList<>();

  private PriceFile(Properties lines) {
    this.lines = lines;
  }

  static PriceTable standard() {
    return switch (standardWith("")) {
      case Checked.Valid<PriceTable> valid -> valid.value();
      case Checked.Invalid<PriceTable> invalid ->
          throw new IllegalStateException(STANDARD + ": " + invalid.problems());
    };
  }

  /** The standard file, and what the given lines say instead. */
  static Checked<PriceTable> standardWith(String other) {
    var lines = new Properties();
    try (InputStream in = PriceFile.class.getResourceAsStream(STANDARD)) {
      lines.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      lines.load(new StringReader(other));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) { // a half Unicode escape
      return Checked.invalid(new Problem("", "is no file of properties", e.getMessage()));
    }
    var file = new PriceFile(lines);
    var table = file.table();
    return file.problems.isEmpty() ? Checked.valid(table) : Checked.invalid(file.problems);
  }

  private PriceTable table() {
    var storage = number("fargate.storageHour");
    var table =
        new PriceTable(
            date(),
            lines.getProperty("source", ""),
            regional("", storage),
            regional("arm.", storage),
            share("fargate.armShare"),
            share("fargate.spotShare"),
            ec2());
    tellUnknown();
    return table;
  }

  private Map<String, Price> regional(String architecture, BigDecimal storage) {
    var prices = new HashMap<String, Price>();
    for (String region : regions(architecture)) {
      String name = "fargate." + region + "." + architecture;
      prices.put(region, new Price(number(name + "vcpuHour"), number(name + "gbHour"), storage));
    }
    return prices;
  }

  private Set<String> regions(String architecture) {
    var regions = new TreeSet<String>();
    for (String name : lines.stringPropertyNames()) {
      var matcher = REGIONAL.matcher(name);
      if (matcher.matches()
          && Optional.ofNullable(matcher.group(2)).orElse("").equals(architecture)) {
        regions.add(matcher.group(1));
      }
    }
    return regions;
  }

  /** Either half alone is taken: whoever counts instances by vCPU has put the memory into it. */
  private Optional<Price> ec2() {
    if (!lines.containsKey("ec2.vcpuHour") && !lines.containsKey("ec2.gbHour")) {
      return Optional.empty();
    }
    lines.putIfAbsent("ec2.vcpuHour", "0");
    lines.putIfAbsent("ec2.gbHour", "0");
    return Optional.of(new Price(number("ec2.vcpuHour"), number("ec2.gbHour"), BigDecimal.ZERO));
  }

  private LocalDate date() {
    try {
      return LocalDate.parse(lines.getProperty("date", ""));
    } catch (DateTimeParseException e) {
      problem("date", "is no day", "Write it like 2026-11-22");
      return LocalDate.EPOCH;
    }
  }

  private BigDecimal share(String name) {
    var share = number(name);
    if (share.compareTo(BigDecimal.ONE) > 0) {
      problem(name, "is " + share + ", more than the whole", "Give a share from 0 to 1");
    }
    return share;
  }

  private BigDecimal number(String name) {
    String text = lines.getProperty(name, "").strip();
    if (text.matches("\\d{1,6}(\\.\\d{1,12})?")) {
      return new BigDecimal(text);
    }
    problem(
        name,
        text.isEmpty() ? "is missing" : "is \"" + text + "\"",
        "Give US dollars or a share as a number, such as 0.04048");
    return BigDecimal.ZERO;
  }

  private void tellUnknown() {
    var known =
        Set.of(
            "date",
            "source",
            "fargate.storageHour",
            "fargate.armShare",
            "fargate.spotShare",
            "ec2.vcpuHour",
            "ec2.gbHour");
    for (String name : new TreeSet<>(lines.stringPropertyNames())) {
      if (!known.contains(name) && !REGIONAL.matcher(name).matches()) {
        problem(name, "is no price", FORMS);
      }
    }
  }

  private void problem(String where, String what, String fix) {
    problems.add(new Problem(where, what, fix));
  }
}
