"""Two stacks of one template fit into one account and region: no physical name is in both.

    python acceptance/names.py [template.yaml]

Run by the Python of the SAM CLI's virtual environment, whose translator makes of the template what CloudFormation gets: SAM's own roles,
schedules and aliases have names too. Says each shared name in a sentence and exits 1; exits 0 if there is none.
"""

import logging
import os
import re
import sys
from itertools import product

os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")  # the translator asks for one and calls nothing

from samtranslator.parser.parser import Parser
from samtranslator.public.exceptions import InvalidDocumentException
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

logging.getLogger("samtranslator").setLevel(logging.ERROR)  # it counts what it does, and warns that nobody asked

STACKS = ("day-shift", "night-shift")

# A resource's own name is called Name, or after its type (TableName, QueueName), or as here.
CALLED_OTHERWISE = {"AWS::ECS::TaskDefinition": ("Family",), "AWS::EC2::SecurityGroup": ("GroupName",)}

# A name that only has to be unique within something: two are the same if that is the same as well.
UNIQUE_WITHIN = {
    "AWS::Scheduler::Schedule": "GroupName",
    "AWS::Lambda::Alias": "FunctionName",
    "AWS::EC2::SecurityGroup": "VpcId",
    "AWS::ECS::Service": "Cluster",
    "AWS::IAM::Policy": "Roles",
}


def expanded(text):
    """The resources and outputs that CloudFormation gets."""
    template = yaml_parse(text)
    # Only sam build knows what is uploaded; the translator wants an address.
    sections = [template.get("Globals", {}).get("Function", {})]
    sections += [resource.get("Properties", {}) for resource in template["Resources"].values()]
    for section in sections:
        if "CodeUri" in section:
            section["CodeUri"] = "s3://bucket/key"
    parameters = {name: parameter.get("Default", name) for name, parameter in template.get("Parameters", {}).items()}
    parser = Parser()
    return Translator({}, parser).translate(template, dict(parameters)), parameters


def texts(value, stack, parameters):
    """What a value may be in that stack, whichever branches its conditions take."""
    if isinstance(value, list):
        return {"/".join(parts) for parts in product(*(texts(item, stack, parameters) for item in value))}
    if not isinstance(value, dict):
        return {str(value)}
    function, argument = next(iter(value.items()))
    if function == "Ref":
        return {reference(argument, stack, parameters)}
    if function == "Fn::GetAtt":
        return {f"{stack}/{argument}"}
    if function == "Fn::If":
        return texts(argument[1], stack, parameters) | texts(argument[2], stack, parameters)
    if function == "Fn::Join":
        return {argument[0].join(parts) for parts in product(*(texts(a, stack, parameters) for a in argument[1]))}
    if function == "Fn::Sub":
        text, variables = argument if isinstance(argument, list) else (argument, {})
        known = {name: min(texts(inner, stack, parameters)) for name, inner in variables.items()}
        return {re.sub(r"\$\{([^!}]+)}", lambda m: known.get(m[1]) or reference(m[1], stack, parameters), text)}
    return {f"{function} {argument}"}  # the same in both stacks, so it is told if it is a name


def reference(name, stack, parameters):
    """A resource is the stack's own; a parameter may be alike in both, as the account and the region are."""
    if name == "AWS::StackName":
        return stack
    if name == "AWS::NoValue":
        return ""
    if name in parameters or name.startswith("AWS::"):
        return str(parameters.get(name, name))
    return f"{stack}/{name}"


def names(template, stack, parameters):
    """(where, type, what the name is unique within, name) of everything that has a name of its own."""
    for logical_id, resource in template["Resources"].items():
        kind, properties = resource["Type"], resource.get("Properties", {})
        own = CALLED_OTHERWISE.get(kind, ("Name", kind.rsplit("::", 1)[-1] + "Name"))
        within = min(texts(properties.get(UNIQUE_WITHIN.get(kind), ""), stack, parameters))
        if within.startswith("Fn::ImportValue"):
            continue  # in what another stack gives to many, its users choose their names among themselves
        for name in own:
            for text in texts(properties.get(name, ""), stack, parameters) - {""}:
                yield f"{logical_id}.{name}", kind, within, text
    for logical_id, output in template.get("Outputs", {}).items():
        for text in texts(output.get("Export", {}).get("Name", ""), stack, parameters) - {""}:
            yield f"Outputs.{logical_id}.Export", "export", "", text


def main(path="template.yaml"):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    try:
        template, parameters = expanded(text)
    except InvalidDocumentException as error:
        sys.exit(f"{path}: SAM cannot expand it: {error.message}. Run sam validate --lint and mend what it says.")
    one, other = (list(names(template, stack, parameters)) for stack in STACKS)
    taken = {name[1:] for name in one}
    shared = sorted({(where, kind, name) for where, kind, within, name in other if (kind, within, name) in taken})
    for where, kind, name in shared:
        print(f"{path}: {where} is '{name}' in every stack, so a second {kind} could not be made. "
              "Begin it with ${AWS::StackName}, or leave it out.")
    if shared:
        sys.exit(1)
    print(f"{path}: no name that two stacks share ({len(one)} looked at).")


if __name__ == "__main__":
    main(*sys.argv[1:])
