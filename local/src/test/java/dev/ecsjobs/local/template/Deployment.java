package dev.ecsjobs.local.template;

import dev.ecsjobs.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What CloudFormation makes of a template for one stack name and one choice of parameters.
 *
 * @param parameters those that were chosen; the others have their defaults
 * @param problems what cannot be resolved with these parameters
 */
public record Deployment(
    String stackName,
    Map<String, String> parameters,
    List<Resource> resources,
    List<Part> outputs,
    List<Problem> problems) {

  /**
   * One resource that is in the stack.
   *
   * @param ref what {@code Ref} answers
   * @param names what {@code Ref} and {@code Fn::GetAtt} answer: its name, its ARN, …
   * @param whole with its type and its deletion policy; {@code Globals} are in its properties
   */
  public record Resource(
      String id, String type, String ref, String arn, Set<String> names, Part whole) {
    public Part get(String... path) {
      return whole.get("Properties").get(path);
    }
  }
}
