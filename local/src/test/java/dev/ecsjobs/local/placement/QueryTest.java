package dev.ecsjobs.local.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {
  /** In zone a: a t2.small of prod with two tasks; in b: a t3.large of none; in c: a g2, away. */
  private static final Cluster CLUSTER = cluster();

  @ParameterizedTest
  @CsvSource(
      delimiterString = "->",
      quoteCharacter = '`',
      textBlock =
          """
          # attributes
          attribute:stack == prod                                       -> a
          attribute:stack equals prod                                   -> a
          attribute:stack=='prod'                                       -> a
          attribute:stack != prod                                       -> c
          attribute:stack not_equals prod                               -> c
          attribute:stack exists                                        -> a c
          attribute:stack !exists                                       -> b
          attribute:stack not_exists                                    -> b
          attribute:ecs.availability-zone in [a, b]                     -> a b
          attribute:ecs.availability-zone in ['a','b']                  -> a b
          attribute:ecs.availability-zone !in [a, b]                    -> c
          attribute:ecs.availability-zone not_in [ "a" ]                -> b c
          attribute:ecs.instance-type =~ t2.*                           -> a
          attribute:ecs.instance-type matches t.*                       -> a b
          attribute:ecs.instance-type matches t                         ->
          attribute:ecs.instance-type =~ 't[23]\\..*'                   -> a b
          attribute:ecs.instance-type !~ t2.*                           -> b c
          attribute:ecs.instance-type not_matches t2.*                  -> b c
          attribute:none != x                                           ->
          attribute:none !in [x]                                        ->
          attribute:none !~ x                                           ->
          # other subjects
          task:group == service:production                              -> a
          task:group =~ service:.*                                      -> a
          task:group != service:production                              -> b c
          not(task:group == database)                                   -> b c
          runningTasksCount == 2                                        -> a
          runningTasksCount < 1                                         -> b c
          runningTasksCount less_than_equal 2                           -> a b c
          runningTasksCount >= 2                                        -> a
          runningTasksCount > 2                                         ->
          agentConnected == true                                        -> a b
          agentConnected != true                                        -> c
          # joined
          attribute:ecs.instance-type =~ g2.* and attribute:stack != x  -> c
          attribute:stack == prod or attribute:stack == test            -> a c
          attribute:stack == prod || agentConnected == false            -> a c
          attribute:stack exists && !(attribute:stack == prod)          -> c
          not attribute:stack exists or attribute:stack == prod         -> a b
          not (attribute:stack exists or attribute:stack == prod)       -> b
          runningTasksCount == 2 or attribute:stack exists and agentConnected == false -> a c
          (runningTasksCount == 2 or attribute:stack exists) and agentConnected == false -> c
          """)
  void isTrueOf(String expression, String zones) {
    var query = Query.parse(expression);

    var matching =
        CLUSTER.instances().stream()
            .filter(instance -> query.matches(instance, CLUSTER))
            .map(ContainerInstance::zone)
            .collect(Collectors.joining(" "));

    assertEquals(zones == null ? "" : zones, matching);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                            | asks for ""
          stack == prod                 | ask for attribute:<name>
          agentVersion < 1.14.5         | all that is known here
          registeredAt < 2018-02-13     | all that is known here
          ec2InstanceId in ['i-1']      | all that is known here
          attribute: == x               | asks for "attribute:"
          attribute:a                   | for an operator
          attribute:a is x              | has "is" for an operator
          attribute:a ==                | lacks a value
          attribute:a in x              | lacks a [
          attribute:a in [x, y          | lacks a ]
          attribute:a in [x y]          | lacks a ]
          attribute:a > 3               | compares a size
          runningTasksCount > many      | no number
          attribute:a =~ *              | has a pattern that is none
          attribute:a =~ t[23]          | quote a value
          (attribute:a == x             | lacks a )
          attribute:a == x attribute:b  | join expressions with and
          attribute:a == 'x             | cannot be read from "'x"
          """)
  void saysWhatIsWrong(String expression, String why) {
    var wrong = assertThrows(IllegalArgumentException.class, () -> Query.parse(expression));
    assertTrue(wrong.getMessage().contains(why), wrong.getMessage());
    assertTrue(wrong.getMessage().contains(expression), wrong.getMessage());
  }

  @Test
  void aConstraintKeepsTheTaskToTheInstancesItIsTrueOf() {
    var demand = Scene.small("web").with(Constraint.memberOf("attribute:stack !exists"));

    assertEquals("in-b", Scene.instance(CLUSTER, demand));
  }

  @Test
  void aTaskThatIsStoppingIsOfItsGroupNoMore() {
    var alone = Scene.small("web").with(Constraint.memberOf("not(task:group == db)"));

    assertEquals("b1", Scene.instance(Scene.instances("a1: db; b1: db!"), alone));
  }

  private static Cluster cluster() {
    var empty =
        Scene.of(
            ContainerInstance.of("in-a", "a", Scene.ROOM)
                .with("ecs.instance-type", "t2.small")
                .with("stack", "prod"),
            ContainerInstance.of("in-b", "b", Scene.ROOM).with("ecs.instance-type", "t3.large"),
            ContainerInstance.of("in-c", "c", Scene.ROOM)
                .with("ecs.instance-type", "g2.2xlarge")
                .with("stack", "test")
                .disconnected());
    var inA = Constraint.memberOf("attribute:ecs.availability-zone == a");
    var service = Scene.small("service:production").with(inA);
    var database = Scene.small("database").with(inA);
    return empty
        .with("one", service, Scene.placed(empty, service), Scene.NOW)
        .with("two", database, Scene.placed(empty, database), Scene.NOW);
  }
}
