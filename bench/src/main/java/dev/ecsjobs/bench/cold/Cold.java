package dev.ecsjobs.bench.cold;

import dev.ecsjobs.bench.Spread;
import dev.ecsjobs.bench.cold.Candidate.ColdStart;
import dev.ecsjobs.local.cli.Columns;
import dev.ecsjobs.local.cli.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * How long a function takes that was not there: from its process' start to its first answer, beside
 * what a team would write instead.
 */
final class Cold {
  private static final Screen SCREEN = Screen.standard();

  private record Row(Candidate candidate, CpuShare share) {}

  private final Map<Row, List<ColdStart>> measured = new LinkedHashMap<>();
  private final int rounds;

  private Cold(int rounds) {
    this.rounds = rounds;
  }

  public static void main(String... arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 11;
    var folder = Files.createTempDirectory("ecsjobs-cold");
    SCREEN.status("certificates");
    var certificates = Certificates.make(folder);
    try (var dynamo = new StubAws(certificates.server());
        var ecs = new StubAws(certificates.server());
        var others = new StubAws(certificates.server())) {
      var endpoints =
          Map.of(
              "AWS_ENDPOINT_URL_DYNAMODB", dynamo.address(),
              "AWS_ENDPOINT_URL_ECS", ecs.address(),
              "AWS_ENDPOINT_URL", others.address());
      var candidates = new Candidates(certificates, endpoints, folder);
      var ours = candidates.ours();
      var variables = ours.getFirst().variables();
      var all =
          Stream.concat(
                  ours.stream(),
                  Stream.of(candidates.sdkDefault(variables), candidates.boto3(variables)))
              .toList();
      dynamo.learning(true);
      ours.getFirst().start(CpuShare.FULL);
      dynamo.learning(false);
      new Cold(rounds).measure(all, List.of(dynamo, ecs, others));
    }
    delete(folder);
  }

  private void measure(List<Candidate> candidates, List<StubAws> aws) throws IOException {
    var obstacle = CpuShare.obstacle();
    var shares = obstacle.isPresent() ? List.of(CpuShare.FULL) : List.of(CpuShare.values());
    var rows = new ArrayList<Row>();
    shares.forEach(share -> candidates.forEach(one -> rows.add(new Row(one, share))));
    var calls = new LinkedHashMap<Candidate, String>();
    aws.forEach(StubAws::actions);
    for (int round = 0; round <= rounds; round++) {
      for (int i = 0; i < rows.size(); i++) {
        var row = rows.get(i);
        SCREEN.status(
            "round %d of %d (the first is not counted): %s, %s, %d of %d"
                .formatted(
                    round,
                    rounds,
                    row.candidate().name(),
                    row.share().title(),
                    i + 1,
                    rows.size()));
        var start = row.candidate().start(row.share());
        calls.put(
            row.candidate(),
            String.join(", ", aws.stream().flatMap(stub -> stub.actions().stream()).toList()));
        if (round > 0) {
          measured.computeIfAbsent(row, _ -> new ArrayList<>()).add(start);
        }
      }
    }
    for (var share : shares) {
      print(candidates, share);
    }
    obstacle.ifPresent(SCREEN::line);
    SCREEN.line(SCREEN.strong("AWS calls of each, in its init phase and in its first invocation"));
    var columns = new Columns();
    calls.forEach((candidate, made) -> columns.row(candidate.name(), made));
    columns.lines().forEach(SCREEN::line);
  }

  private void print(List<Candidate> candidates, CpuShare share) {
    SCREEN.line(
        SCREEN.strong(
            "%s after init; ms, median of %d rounds ± half the middle half"
                .formatted(share.title(), rounds)));
    var columns = new Columns().row("", "init", "first", "cold", "of SDK's defaults", "of boto3");
    var sdk = candidates.get(candidates.size() - 2);
    var boto = candidates.getLast();
    for (var candidate : candidates) {
      columns.row(
          candidate.name(),
          spread(candidate, share, ColdStart::init).toString(),
          spread(candidate, share, ColdStart::first).toString(),
          spread(candidate, share, ColdStart::whole).toString(),
          ratio(candidate, sdk, share),
          ratio(candidate, boto, share));
    }
    columns.lines().forEach(SCREEN::line);
    SCREEN.line("");
  }

  private Spread spread(Candidate candidate, CpuShare share, ToDoubleFunction<ColdStart> part) {
    return Spread.of(
        measured.get(new Row(candidate, share)).stream()
            .map(start -> part.applyAsDouble(start))
            .toList());
  }

  /** The median of the rounds' own ratios: what disturbs a round disturbs both. */
  private String ratio(Candidate candidate, Candidate other, CpuShare share) {
    var ours = measured.get(new Row(candidate, share));
    var theirs = measured.get(new Row(other, share));
    var ratios = new ArrayList<Double>();
    for (int round = 0; round < ours.size(); round++) {
      ratios.add(ours.get(round).whole() / theirs.get(round).whole());
    }
    return "%.2f".formatted(Spread.of(ratios).median());
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
        Files.delete(file);
      }
    }
  }
}
