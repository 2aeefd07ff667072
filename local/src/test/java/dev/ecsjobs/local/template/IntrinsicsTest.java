package dev.ecsjobs.local.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntrinsicsTest {

  /** The value of one environment variable, which is a line of YAML. */
  private static String value(String expression) {
    var template =
        """
        Parameters:
          Env: {Type: String, Default: dev}
          Hosts: {Type: CommaDelimitedList, Default: "a, b,c"}
          Size: {Type: Number, Default: 12}
          None: {Type: CommaDelimitedList, Default: ""}
        Mappings:
          Sizes: {dev: {Cpu: 256, Zones: [x, y]}, prod: {Cpu: 1024}}
        Conditions:
          Prod: !Equals [!Ref Env, prod]
          Dev: {"Fn::Equals": [!Ref Env, dev]}
          Long: {"Fn::And": [{Condition: Dev}, !Not [!Condition Prod]]}
          Either: !Or [!Condition Prod, !Equals ["12", !Ref Size]]
          Neither: !And [!Condition Prod, !Condition Dev]
        Resources:
          Here:
            Type: AWS::Serverless::Function
            Properties:
              Handler: demo.Here
              AutoPublishAlias: live
              Environment:
                Variables:
                  X: %s
          Plain: {Type: AWS::Serverless::Function, Properties: {Handler: a.B, FunctionName: plain}}
          Table: {Type: AWS::DynamoDB::Table, Properties: {KeySchema: [{AttributeName: k, KeyType: HASH}], AttributeDefinitions: [{AttributeName: k, AttributeType: S}]}}
          Named: {Type: AWS::ECS::Cluster, Properties: {ClusterName: !Sub "${Env}-cluster"}}
          Unnamed: {Type: AWS::ECS::Cluster, Properties: {ClusterName: !If [Prod, prod, !Ref AWS::NoValue]}}
          Task: {Type: AWS::ECS::TaskDefinition, Properties: {ContainerDefinitions: [{Name: a, Image: b, Memory: 32}]}}
          Logs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: /demo/tasks}}
          Queue: {Type: AWS::SQS::Queue}
          Topic: {Type: AWS::SNS::Topic}
          Role: {Type: AWS::IAM::Role}
          Jobs: {Type: AWS::Scheduler::ScheduleGroup}
          Machine: {Type: AWS::StepFunctions::StateMachine}
        """
            .formatted(expression);
    return TemplateText.valid(template).functions().getFirst().environment().get("X");
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          plain                                          | plain
          012                                            | 012
          1.10                                           | 1.10
          Yes                                            | Yes
          !Ref Env                                       | dev
          {Ref: Size}                                    | 12
          !Ref AWS::StackName                            | demo
          !Ref AWS::Region                               | us-east-1
          !Ref AWS::AccountId                            | 000000000000
          !Ref AWS::Partition                            | aws
          !Ref AWS::URLSuffix                            | amazonaws.com
          !Ref AWS::StackId                              | arn:aws:cloudformation:us-east-1:000000000000:stack/demo/local
          !Join [",", !Ref AWS::NotificationARNs]        | ``
          !Sub "${Env}/${AWS::StackName}"                | dev/demo
          !Sub "$ {Env} ${!Env} $Env ${Env"              | $ {Env} ${Env} $Env ${Env
          !Sub ["${A}-${Env}", {A: !Ref Size}]           | 12-dev
          !Sub ["${Env}", {Env: mine}]                   | mine
          {"Fn::Sub": "${Named}"}                        | dev-cluster
          !Sub ["[${A}]", {A: !Join ['","', !Ref Hosts]}]| [a","b","c]
          !Sub "${Table.StreamArn}"                      | arn:aws:dynamodb:us-east-1:000000000000:table/demo-Table/stream/1970-01-01T00:00:00.000
          !Join ["-", [a, !Ref Env, !Ref AWS::NoValue]]  | a-dev
          !Join ["+", !Ref Hosts]                        | a+b+c
          !Join ["", !Ref None]                          | ``
          !Select [1, !Ref Hosts]                        | b
          !Select ["2", !Split [".", a.b.c.d]]           | c
          !Select [0, [!Ref Env]]                        | dev
          {"Fn::Base64": !Sub "${Env}"}                  | ZGV2
          !Base64 {"Fn::Sub": "${Env}"}                  | ZGV2
          !FindInMap [Sizes, !Ref Env, Cpu]              | 256
          !Select [1, !FindInMap [Sizes, dev, Zones]]    | y
          !If [Prod, a, b]                               | b
          !If [Long, a, b]                               | a
          !If [Either, a, b]                             | a
          !If [Neither, a, b]                            | b
          !If [Dev, !If [Prod, 1, 2], 3]                 | 2
          {"Fn::ToJsonString": {a: [1, true, !Ref Env]}} | {"a":[1,true,"dev"]}
          """)
  void resolvesFunctions(String expression, String expected) {
    assertEquals(expected, value(expression));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          !Ref Here                      | demo-Here
          !Ref Plain                     | plain
          !GetAtt Plain.Arn              | arn:aws:lambda:us-east-1:000000000000:function:plain
          !Ref Here.Alias                | arn:aws:lambda:us-east-1:000000000000:function:demo-Here:live
          !Sub "${Here.Alias}"           | arn:aws:lambda:us-east-1:000000000000:function:demo-Here:live
          !Ref Here.Version              | arn:aws:lambda:us-east-1:000000000000:function:demo-Here:1
          !Ref Table                     | demo-Table
          !GetAtt Table.Arn              | arn:aws:dynamodb:us-east-1:000000000000:table/demo-Table
          !GetAtt [Table, Arn]           | arn:aws:dynamodb:us-east-1:000000000000:table/demo-Table
          !Ref Named                     | dev-cluster
          !Ref Unnamed                   | demo-Unnamed
          !GetAtt Named.Arn              | arn:aws:ecs:us-east-1:000000000000:cluster/dev-cluster
          !Ref Task                      | arn:aws:ecs:us-east-1:000000000000:task-definition/demo-Task:1
          !GetAtt Task.TaskDefinitionArn | arn:aws:ecs:us-east-1:000000000000:task-definition/demo-Task:1
          !Ref Logs                      | /demo/tasks
          !GetAtt Logs.Arn               | arn:aws:logs:us-east-1:000000000000:log-group:/demo/tasks:*
          !Ref Queue                     | https://sqs.us-east-1.amazonaws.com/000000000000/demo-Queue
          !GetAtt Queue.Arn              | arn:aws:sqs:us-east-1:000000000000:demo-Queue
          !GetAtt Queue.QueueName        | demo-Queue
          !Ref Topic                     | arn:aws:sns:us-east-1:000000000000:demo-Topic
          !Ref Role                      | demo-Role
          !GetAtt Role.Arn               | arn:aws:iam::000000000000:role/demo-Role
          !Ref Jobs                      | demo-Jobs
          !Ref Machine                   | demo-Machine
          !GetAtt Machine.Arn            | arn:aws:stepfunctions:us-east-1:000000000000:demo-Machine
          """)
  void givesResourcesTheirNames(String expression, String expected) {
    assertEquals(expected, value(expression));
  }

  @Test
  void takesWhatIsNoValueOut() {
    assertEquals(null, value("!Ref AWS::NoValue"));
    assertEquals(null, value("!If [Prod, a, !Ref AWS::NoValue]"));
  }
}
