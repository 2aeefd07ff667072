package dev.ecsjobs.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Who may know whom. Each rule says what to do instead. */
@AnalyzeClasses(packages = "dev.ecsjobs", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
  private static final String LOWER_ONLY =
      "a package knows only those below it; pass what it needs as a value, or as a port of engine";

  @ArchTest static final ArchRule scheduleIsAtTheBottom = only("schedule");

  @ArchTest static final ArchRule retryIsAtTheBottom = only("retry");

  @ArchTest static final ArchRule costIsAtTheBottom = only("cost");

  @ArchTest static final ArchRule jobKnowsRetry = only("job", "retry");

  @ArchTest static final ArchRule runKnowsJobAndRetry = only("run", "job", "retry");

  @ArchTest
  static final ArchRule historyKnowsRunAndCost = only("history", "run", "job", "retry", "cost");

  @ArchTest
  static final ArchRule pageDrawsTheCore =
      only("page", "engine", "history", "cost", "run", "job", "retry");

  @ArchTest
  static final ArchRule engineKnowsTheCore =
      only("engine", "history", "run", "job", "retry", "schedule", "cost");

  @ArchTest
  static final ArchRule awsDoesNotKnowTheHandlers =
      noClasses()
          .that(resideInAPackage("dev.ecsjobs.aws.."))
          .should()
          .dependOnClassesThat(resideInAPackage("dev.ecsjobs.lambda.."))
          .because("the local engine uses aws without Lambda; move what both need into aws");

  @ArchTest
  static final ArchRule sdkIsImportedAtTheEdgeOnly =
      noClasses()
          .that(not(resideInAnyPackage("dev.ecsjobs.aws..", "dev.ecsjobs.lambda..")))
          .should()
          .dependOnClassesThat(resideInAnyPackage("software.amazon..", "com.amazonaws.."))
          .because("the core runs without AWS; add a method to a port and implement it in aws");

  @ArchTest
  static final ArchRule environmentIsReadByLambdaOnly =
      noClasses()
          .that(not(resideInAPackage("dev.ecsjobs.lambda..")))
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "getProperty", String.class)
          .because("a setting is a parameter; add it to lambda.Settings and pass it on");

  @ArchTest
  static final ArchRule timeIsAnInput =
      noClasses()
          .that(not(resideInAPackage("dev.ecsjobs.lambda..")))
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(InstantSource.class, "system")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone")
          .because("tests and simulations set the time; take an Instant or an InstantSource");

  @ArchTest
  static final ArchRule nothingIsDrawn =
      noClasses()
          .should()
          .callConstructor(Random.class)
          .orShould()
          .callConstructor(Random.class, long.class)
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(ThreadLocalRandom.class, "current")
          .because("a repeated decision must come out alike; derive it from the run id");

  @ArchTest
  static final ArchRule nobodySleeps =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", Duration.class)
          .because("a function that waits is paid for; set the run's dueAt, and the sweep comes");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices()
          .matching("dev.ecsjobs.(*)..")
          .should()
          .beFreeOfCycles()
          .because("one could not be understood without the other; move what both need below");

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      noClasses()
          .should()
          .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Service)(\\$.*)?")
          .because("such a name says nothing; name what it is, or how it does it");

  private static ArchRule only(String layer, String... below) {
    var allowed = new ArrayList<>(List.of("java..", "dev.ecsjobs"));
    allowed.add("dev.ecsjobs." + layer);
    for (String lower : below) {
      allowed.add("dev.ecsjobs." + lower);
    }
    return classes()
        .that(resideInAPackage("dev.ecsjobs." + layer))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(allowed.toArray(String[]::new)))
        .because(LOWER_ONLY);
  }
}
