package dev.ecsjobs.local.deployable;

import java.util.List;
import org.junit.jupiter.api.Named;

/** What is true of every stack; each is told, and why, in its class. */
final class Rules {
  static final List<Named<Rule>> ALL =
      List.of(
          Named.of("whatever is referred to is there", new ResolveRule()),
          Named.of("every function is a class of ours that Lambda can make", new HandlerRule()),
          Named.of(
              "the functions are told what they read, and nothing else", new EnvironmentRule()),
          Named.of("rules take the samples they are for, and nothing like them", new PatternRule()),
          Named.of("only finished runs wake the summary function", new StreamFilterRule()),
          Named.of("every schedule sends what its function reads", new InputRule()),
          Named.of("every function is invoked, in a way the rules know", new EdgeRule()),
          Named.of("what cannot be delivered is kept", new DeadLetterRule()),
          Named.of("nothing is delivered a day late", new DeliveryRule()),
          Named.of("policies name actions and resources", new ActionRule()),
          Named.of("tasks are touched on the functions' cluster only", new ClusterRule()),
          Named.of("only the jobs' roles are passed, and only to tasks", new PassRoleRule()),
          Named.of("services act for this account only", new TrustRule()),
          Named.of("a function has the rights that its code uses", new OwnRightsRule()),
          Named.of("logs go where they are not kept for ever", new LogRule()),
          Named.of("the sweep looks at the jobs' schedules", new ScheduleGroupRule()),
          Named.of("the table is the one that the code uses, and is kept", new TableRule()),
          Named.of("dead letters are kept, encrypted", new QueueRule()),
          Named.of("alarms are raised and heard", new AlarmRule()),
          Named.of("two stacks fit into one account", new NameRule()));

  private Rules() {}
}
