package dev.ecsjobs.local.template;

import dev.ecsjobs.local.template.Node.Mapping;
import java.util.Optional;

/** One entry of the section Resources, its properties merged with Globals and not yet resolved. */
record Resource(
    String logicalId, At at, String type, Optional<Node.Scalar> condition, Mapping properties) {}
