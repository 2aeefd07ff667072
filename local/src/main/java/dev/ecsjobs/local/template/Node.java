package dev.ecsjobs.local.template;

import java.util.List;
import java.util.Map;

/** A piece of the template, with the place where it was written. */
sealed interface Node {
  At at();

  /** What a problem calls it: {@code found a list}. */
  String kind();

  /** A call of an intrinsic function, by its long name: {@code Ref} or {@code Fn::Sub}. */
  record Call(At at, String function, Node argument) implements Node {
    @Override
    public String kind() {
      return function;
    }
  }

  /** A node that is no call itself; what is inside it may still be calls. */
  sealed interface Value extends Node {}

  /** Text, with what plain YAML would take it for. */
  record Scalar(At at, String text, Form form) implements Value {
    enum Form {
      TEXT,
      NUMBER,
      BOOLEAN,
      NOTHING
    }

    static Scalar text(At at, String text) {
      return new Scalar(at, text, Form.TEXT);
    }

    @Override
    public String kind() {
      return form == Form.NOTHING ? "nothing" : "text";
    }
  }

  record Sequence(At at, List<Node> items) implements Value {
    @Override
    public String kind() {
      return "a list";
    }
  }

  record Mapping(At at, Map<String, Node> entries) implements Value {
    @Override
    public String kind() {
      return "a map";
    }
  }

  /** {@code AWS::NoValue}, or a property that was not written. */
  record Absent(At at) implements Value {
    @Override
    public String kind() {
      return "AWS::NoValue";
    }
  }

  /** Something whose problem has been noted; whoever meets it keeps quiet. */
  record Broken(At at) implements Value {
    @Override
    public String kind() {
      return "something broken";
    }
  }
}
